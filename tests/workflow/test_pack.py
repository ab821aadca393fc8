"""`evidence pack`: one zip that describes itself and is the same whenever it is made; test_verify checks one from itself alone."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from frictionless import Package, system

from evidence.built_from import built_from, renew
from evidence.layout import Layout
from evidence.provenance.book_crate import write_book_crate
from tests.unit.provenance.rules import broken, ids

from .conftest import Project

pytestmark = pytest.mark.workflow


@pytest.fixture(scope="module")
def packed(tiny: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("packed") / "pack.zip"
    assert "To check it: evidence verify" in tiny.does("pack", str(out))
    return out


def test_the_same_review_gives_the_same_bytes_and_no_file_is_written_over(
    tiny: Project, packed: Path, tmp_path: Path
) -> None:
    """Also from a copy elsewhere whose files have other times."""
    other = tiny.copy(tmp_path / "elsewhere")
    for path in other.folder.rglob("*.csv"):
        path.touch()
    other.does("pack", str(tmp_path / "again.zip"))
    assert (tmp_path / "again.zip").read_bytes() == packed.read_bytes()
    refused = tiny.evidence("pack", str(packed))
    assert refused.returncode == 1 and "there is a file already" in refused.stderr


def test_every_file_is_listed_and_described_and_nothing_of_the_review_is_left_out(
    tiny: Project, packed: Path
) -> None:
    with zipfile.ZipFile(packed) as pack:
        names = set(pack.namelist())
        sums = dict(
            reversed(line.split("  ", 1)) for line in pack.read("manifest-sha256.txt").decode().splitlines()
        )
        crate = json.loads(pack.read("ro-crate-metadata.json"))
        assert sums == {n: hashlib.sha256(pack.read(n)).hexdigest() for n in names - {"manifest-sha256.txt"}}
    given = {
        p.relative_to(tiny.folder).as_posix()
        for f in ("config", "literature", "book")
        for p in (tiny.folder / f).rglob("*")
    }
    given = {n for n in given if (tiny.folder / n).is_file() and "_build" not in n}
    assert given <= names
    assert {
        f"site/{p.relative_to(tiny.html).as_posix()}" for p in tiny.html.rglob("*") if p.is_file()
    } <= names
    assert {"README.txt", "CITATION.cff", "Snakefile", "requirements.lock"} <= names
    assert "engine/evidence/main.py" in names and not [n for n in names if "__pycache__" in n]
    folders = {f"{n.rsplit('/', 1)[0]}/" for n in names if "/" in n} | {"site/", "engine/evidence/"}
    assert broken(crate, names | folders) == []
    files = {e["@id"]: e for e in crate["@graph"] if "File" in e["@type"] and "sha256" in e}
    assert len(files) > 60 and all(sums[name] == e["sha256"] for name, e in files.items())
    run = next(e for e in crate["@graph"] if e["@id"] == "#build")
    assert set(ids(run["object"])) == given


def test_a_book_that_is_older_than_its_inputs_is_not_packed(tiny: Project, tmp_path: Path) -> None:
    project = tiny.copy(tmp_path / "review")
    readme = project.folder / "literature" / "README.md"
    readme.write_text("| file | seen in |\n|---|---|\n| `medline.bib` | Ovid |\n", encoding="utf-8")
    refused = project.evidence("pack", "p.zip")
    assert (
        refused.returncode == 1
        and "literature/README.md" in refused.stderr
        and "evidence build" in refused.stderr
    )


def test_a_release_is_packed_only_where_it_is_what_stands_here(tiny: Project, tmp_path: Path) -> None:
    project = tiny.copy(tmp_path / "review")
    refused = project.evidence("pack", "--release", "spring", "p.zip")
    assert refused.returncode == 1 and "there is no release of this name" in refused.stderr
    frozen = {"name": "spring", "built_from": {"inputs": built_from(Layout(project.folder)).inputs}}
    path = project.folder / "releases" / "spring" / "release.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(frozen))
    renew(Layout(project.folder), project.html)  # as a build does that has nothing to do
    project.does("pack", "--release", "spring", "p.zip")
    with zipfile.ZipFile(project.folder / "p.zip") as pack:
        assert "version: spring" in pack.read("CITATION.cff").decode()
        assert "releases/spring/release.json" in pack.namelist()
        crate = json.loads(pack.read("ro-crate-metadata.json"))
    assert next(e for e in crate["@graph"] if e["@id"] == "./")["version"] == "spring"
    frozen["built_from"]["inputs"]["config/config.yaml"] = "0" * 64
    path.write_text(json.dumps(frozen))
    renew(Layout(project.folder), project.html)
    refused = project.evidence("pack", "--release", "spring", "--force", "p.zip")
    assert refused.returncode == 1 and "is not what the release spring froze" in refused.stderr


def test_the_crate_of_a_book_holds_and_comes_out_the_same_from_what_lies_there(
    tiny: Project, tmp_path: Path
) -> None:
    """It was made in a build without a network, in another zone and language; it is renewed after a build that had nothing to do."""
    crate = tiny.html / "ro-crate-metadata.json"
    made = json.loads(crate.read_text(encoding="utf-8"))
    there = {p.relative_to(tiny.html).as_posix() for p in tiny.html.rglob("*")}
    assert broken(made, there) == []
    project = tiny.copy(tmp_path / "review")
    before = (project.html / crate.name).read_bytes()
    write_book_crate(Layout(project.folder), project.html)
    assert (project.html / crate.name).read_bytes() == before
    assert "ro-crate-metadata.json" not in tiny.checksums()


def test_the_shipped_book_has_a_data_package_and_a_crate_that_hold(built: Project) -> None:
    with system.use_context(trusted=True):
        report = Package(str(built.html / "_static/data/datapackage.json")).validate()
    assert report.valid and len(report.tasks) > 50
    made = json.loads((built.html / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    assert broken(made, {p.relative_to(built.html).as_posix() for p in built.html.rglob("*")}) == []

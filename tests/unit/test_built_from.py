"""What a book was built from: every input and file of code, not what was built, and never in the list of checksums."""

import hashlib
from importlib.metadata import version

import pytest

from evidence.built_from import (
    BUILT_FROM,
    BuiltFrom,
    built_from,
    evidence_from,
    input_files,
    moved_since,
    read_built_from,
    renew,
    write_built_from,
)
from evidence.layout import Layout
from evidence.pipeline import STAGES, write_code
from evidence.publish.manifest import read_manifest, write_manifest


def _review(folder):
    for name in ("config/config.yaml", "literature/records/a.ris", "book/index.md", "Snakefile"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    html = folder / "book" / "_build" / "html"
    html.mkdir(parents=True)
    (html / "index.html").write_text("home")
    return Layout(folder), html


def test_inputs_are_named_with_their_checksums(tmp_path):
    at, _ = _review(tmp_path / "review")
    (tmp_path / "outside").write_text("x")
    (at.root / "literature" / "out.ris").symlink_to(tmp_path / "outside")
    facts = built_from(at)
    expected = ["book/index.md", "config/config.yaml", "literature/records/a.ris"]
    assert [p.relative_to(at.root).as_posix() for p in input_files(at)] == expected
    assert facts.inputs == {name: hashlib.sha256(name.encode()).hexdigest() for name in expected}


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """A review whose build has been planned."""
    at, _ = _review(tmp_path_factory.mktemp("planned"))
    write_code(at)
    return at


def test_code_is_that_of_the_stages_and_the_flow(planned):
    code = built_from(planned).code
    for name in (
        "Snakefile",
        "evidence/ingest/stage.py",
        "evidence/publish/in_order.py",
        "evidence/brief/markup.py",
        "evidence/deduplicate/weights.json",
        "evidence/synthesise/rows.py (words)",
        "evidence/engine/Snakefile",
        "evidence/engine/book/map.md",
        "evidence/codebook.py",
        "evidence/screen/decisions.py",
    ):
        assert name in code
    assert "evidence/cli/serve.py" not in code, "it makes no byte of the book"


def test_each_stage_has_its_checksum_of_all_that_it_runs(planned):
    facts = built_from(planned)
    assert list(facts.stages) == sorted(stage.name for stage in STAGES)
    assert len(set(facts.stages.values())) == len(STAGES)


def test_the_libraries_are_those_that_stages_run_with(planned):
    libraries = built_from(planned).libraries
    for name in ("jinja2", "scipy", "sphinx-book-theme", "pyyaml"):
        assert libraries[name] == version(name)
    assert "pytest" not in libraries and "not installed" not in libraries.values()


def test_it_stands_in_the_book_and_not_in_the_list(tmp_path):
    at, html = _review(tmp_path)
    write_built_from(at, html)
    first = write_manifest(html).read_text()
    assert read_built_from((html / BUILT_FROM).read_text()) == built_from(at)
    assert list(read_manifest(first)) == ["index.html"]
    (html / BUILT_FROM).write_text("of another machine")
    assert write_manifest(html).read_text() == first


def test_inputs_that_change_no_byte_are_renewed_and_the_machine_stays(tmp_path):
    at, html = _review(tmp_path)
    there = BuiltFrom(libraries={"pandas": "0.1"}, platform={"cpu": "another"})
    (html / BUILT_FROM).write_text(
        '{"inputs": {}, "stages": {}, "code": {}, "libraries": {"pandas": "0.1"}, "platform": {"cpu": "another"}}'
    )
    renew(at, html)
    now = read_built_from((html / BUILT_FROM).read_text())
    assert now.inputs == built_from(at).inputs and now.code == built_from(at).code
    assert (now.libraries, now.platform) == (there.libraries, there.platform)


def test_what_moved_since_the_build_is_named_and_releases_are_no_part_of_it(tmp_path):
    at, html = _review(tmp_path)
    assert moved_since(at) is None
    write_code(at)
    write_built_from(at, html)
    assert moved_since(at) == []
    (tmp_path / "releases" / "one").mkdir(parents=True)
    (tmp_path / "releases" / "one" / "release.json").write_text("{}")
    assert moved_since(at) == [] and "releases/one/release.json" in built_from(at).inputs
    (tmp_path / "literature" / "records" / "a.ris").write_text("other")
    (tmp_path / "config" / "config.yaml").unlink()
    assert moved_since(at) == ["config/config.yaml", "literature/records/a.ris"]


def test_a_stage_that_ran_other_code_has_moved(tmp_path):
    at, html = _review(tmp_path)
    write_code(at)
    path = at.code("screen")
    path.write_text(path.read_text().replace('"python": "', '"python": "1.'))
    write_built_from(at, html)
    assert moved_since(at) == ["the code of screen"]


def test_of_the_evidence_nothing_depends_on_the_machine_or_on_the_pages(planned):
    facts = evidence_from(planned, [planned.root / "config" / "config.yaml"])
    assert facts.platform == {} and facts.inputs.keys() == {"config/config.yaml"}
    assert "brief" not in facts.stages and "assess" in facts.stages
    assert "evidence/brief/markup.py" not in facts.code and "evidence/ingest/stage.py" in facts.code
    assert facts.libraries["pyarrow"] == version("pyarrow") and "Python" in facts.libraries
    assert facts == evidence_from(planned, [planned.root / "config" / "config.yaml", planned.root / "absent"])

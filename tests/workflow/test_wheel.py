"""The engine as others install it: the wheel alone in an environment of its own, far from the checkout, without a network."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest

from .conftest import REPOSITORY

pytestmark = pytest.mark.workflow

_TITLES = (
    "A joint venture of council and charity in the east",
    "Two towns and their shared company",
    "Grants to charities and the homeless",
    "Housing after the grant",
    "Who pays for supported housing",
    "Social assistance by a jointly owned company",
    "What charities do with grants",
    "Homes for those who left care",
    "Benefits and advice under one roof",
    "A landlord owned by its town and its church",
    "The end of the shared company",
    "Debts, rents and welfare",
)


@dataclass
class Installed:
    """An environment that holds the wheel, and sees the libraries of ours but not our package."""

    folder: Path

    def run(self, at: Path, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a script of the environment, which is not activated, offline where this machine permits it."""
        alone = ("unshare", "--map-root-user", "--net")
        if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True).returncode:
            alone = ()
        kept = {
            name: os.environ[name] for name in ("LD_LIBRARY_PATH", "OPENBLAS_CORETYPE") if name in os.environ
        }
        environment = {
            "PATH": os.defpath,
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "OMP_NUM_THREADS": "1",
            **kept,
        }
        script = str(self.folder / "bin" / command[0])
        return subprocess.run(
            [*alone, script, *command[1:]],
            cwd=at,
            env=environment,
            text=True,
            capture_output=True,
            check=False,
        )

    def does(self, at: Path, *command: str) -> str:
        done = self.run(at, *command)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("elsewhere")
    built = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(built, cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    there = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(there)], check=True)
    (libraries,) = there.glob("lib/python*/site-packages")
    # Files of this kind in a folder that one of them names are not read, so that our editable install stays out.
    (libraries / "locked.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(there / "bin" / "python"), "install", "--quiet"]
    subprocess.run(
        [*pip, "--no-index", "--no-deps", "--no-compile", str(wheel)], check=True, capture_output=True
    )
    return Installed(there)


@pytest.fixture(scope="module")
def begun(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review that the installed engine has begun, with a dozen works, an own page and a page written over."""
    place = tmp_path_factory.mktemp("reviews")
    installed.does(
        place, "evidence", "new", "housing", "--question", "Do joint ventures house people sooner?", "--form",
        "Joint venture: shared company, jointly owned", "--form", "Grant", "--field", "Housing: homes, homeless",
        "--field", "Welfare",
    )  # fmt: skip
    review = place / "housing"
    said = installed.does(review, "evidence", "check")
    assert "every input is fine" in said and "no records yet" in said
    entries = (
        f"TY  - JOUR\nID  - w{n}\nTI  - {title}\nPY  - 20{n:02}\nER  - \n"
        for n, title in enumerate(_TITLES, 1)
    )
    (review / "literature" / "records" / "export.ris").write_text("\n".join(entries))
    rows = "".join(f"w{n},include,it bears on the question,title,ada,2026-01-01\n" for n in range(1, 13))
    decisions = review / "literature" / "decisions" / "screening.csv"
    decisions.write_text("record,decision,reason,basis,reviewer,date\n" + rows)
    installed.does(review, "evidence", "own", "_static/briefing.css")
    (review / "book" / "_static" / "briefing.css").write_text("/* ours */\n")
    (review / "book" / "summary.md").write_text("# Our summary\n\n{{ question }}\n")
    (review / "book" / "board.md").write_text("# The advisory board\n\nIts members speak for tenants.\n")
    return review


def _rows(review: Path, name: str) -> list[dict[str, str]]:
    with (review / "book/_build/html/_static/data" / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_wheel_alone_makes_a_review_and_its_book(installed: Installed, begun: Path) -> None:
    where = installed.does(begun, "python", "-c", "import evidence, sphinx; print(evidence.__file__)").strip()
    assert where.startswith(str(installed.folder)), "our own package would be tested, and not the wheel"
    assert "nothing quarantined" in installed.does(begun, "evidence", "build", "--cores", "1")

    html = begun / "book" / "_build" / "html"
    assert (html / "_static" / "briefing.pdf").read_bytes().startswith(b"%PDF")
    assert "Do joint ventures house people sooner?" in (html / "index.html").read_text()
    assert not (html / "replication.html").exists(), "it is no re-test"
    found = {(row["work_id"], row["facet"], row["code"]) for row in _rows(begun, "labels.csv")}
    works = {row["work_id"]: row["title"] for row in _rows(begun, "works.csv")}
    assert sorted(works.values()) == sorted(_TITLES)
    ours = {(works[work], code) for work, facet, code in found if facet == "form" and code}
    assert {(_TITLES[1], "joint_venture"), (_TITLES[5], "joint_venture"), (_TITLES[3], "grant")} <= ours

    assert (html / "_static" / "briefing.css").read_text() == "/* ours */\n"
    assert "Our summary" in (html / "summary.html").read_text()
    assert "Its members speak for tenants." in (html / "board.html").read_text()
    assert "board.html" in (html / "index.html").read_text(), "a page of one's own stands in the contents"

    checkout = str(REPOSITORY / "workflow").encode()
    files = [path for path in (*begun.rglob("*"), *installed.folder.rglob("*")) if path.is_file()]
    assert [path for path in files if checkout in path.read_bytes()] == []
    again = installed.run(begun, "python", "-m", "snakemake", "--dry-run")
    assert "Nothing to be done" in again.stdout + again.stderr


def test_a_folder_without_a_snakefile_is_built_by_that_of_the_engine(
    installed: Installed, begun: Path, tmp_path
) -> None:
    review = tmp_path / "review"
    shutil.copytree(begun, review)
    (review / "Snakefile").unlink()
    (review / "literature" / "records" / "export.ris").write_text("TI  - no entry begins here\n")
    said = installed.run(review, "evidence", "build", "--cores", "1")
    assert said.returncode == 1 and "there is not one usable record" in said.stderr

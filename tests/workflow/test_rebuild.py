"""What runs again, and what comes out, when something changes: by the flow, which is the same for every review."""

from __future__ import annotations

import json
import os
import re
import shutil
from functools import cache
from html import escape
from importlib import metadata
from pathlib import Path

import pytest

from evidence.layout import Layout
from evidence.pipeline import STAGES
from evidence.stage_code import StageCode

from .conftest import Project
from .later import HARM

pytestmark = pytest.mark.workflow

# A stage and all that follows it up to the pages.
_AFTER = {
    "classify": {"classify", "appraise", "synthesise", "assess", "compare"},
    "synthesise": {"synthesise", "assess", "compare"},
}
_LAST = {"brief", "pdf", "publish", "all"}


@pytest.fixture
def review(tiny: Project, tmp_path: Path) -> Project:
    """The tiny review, built, and free to be changed."""
    return tiny.copy(tmp_path / "review")


@pytest.fixture(scope="module")
def with_code(tiny: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny review as it stands after a build by a program of its own."""
    own = tiny.copy(tmp_path_factory.mktemp("own") / "review")
    shutil.copytree(tiny.code, own.folder / "workflow")
    own.build("--touch")
    assert own.planned() <= {"all"}
    return own


@pytest.fixture
def program(with_code: Project, tmp_path: Path) -> Project:
    """The same, and its code is free to be changed too."""
    return with_code.copy(tmp_path / "review")


def test_a_second_run_has_nothing_to_do(review) -> None:
    assert "Nothing to be done" in review.build()


def test_a_lost_page_on_paper_is_made_again(review) -> None:
    Layout(review.folder).pdf.unlink()
    assert review.planned() == {"pdf", "publish", "all"}


def test_snakemake_by_itself_fails_again_on_a_name_that_leads_nowhere(review) -> None:
    """Nothing is to be done, so that what a run says in the end is not said."""
    at = Layout(review.folder)
    at.setting("searches").write_text(
        "searches:\n  - {source: A, platform: B, date: '2020-01-01', strategy: c, limits: d, filters: e, files: [gone.ris]}\n"
    )
    at.misnamed.touch()  # as `evidence report` leaves it
    done = review.run("snakemake", "--cores", "1")
    assert done.returncode == 1 and "gone.ris" in done.stdout + done.stderr


def test_touching_files_reruns_nothing(review) -> None:
    for path in [*review.folder.glob("literature/records/*"), *review.folder.glob("config/*")]:
        path.touch()
    assert review.planned() <= {"all"}


def test_comments_and_times_of_code_rerun_nothing_and_a_statement_what_depends_on_it(program) -> None:
    """In all modules at once; that it holds for each, and for libraries, is in unit/test_stage_code and test_libraries."""
    package = program.folder / "workflow" / "evidence"
    for path in sorted(
        {*package.rglob("*.py")} - {*package.rglob("_ext/*.py")}
    ):  # those are files of the book
        path.write_text(path.read_text() + "\n# edited\n")
    assert program.planned() <= {"all"}
    shutil.rmtree(program.folder / ".snakemake" / "metadata")  # of which people clean their folders
    assert program.planned() <= {"all"}
    pool = package / "synthesise" / "pool.py"
    text = pool.read_text()
    pool.write_text(text + "\nEDITED = 1\n")
    assert program.planned() == _AFTER["synthesise"] | _LAST


def test_a_label_of_a_column_reruns_what_prints_it(program) -> None:
    path = program.folder / "workflow" / "evidence" / "synthesise" / "pool_rows.py"
    path.write_text(path.read_text().replace('column("', 'column("said anew '))
    assert program.planned() == _LAST


def test_another_version_of_a_library_reruns_the_stages_that_use_it(program) -> None:
    record = program.folder / "newer" / "scipy-99.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: scipy\nVersion: 99\n")
    program.environment["PYTHONPATH"] = f"{program.folder / 'workflow'}{os.pathsep}{record.parent}"
    assert program.planned() == _AFTER["classify"] | {"extract", "qca"} | _LAST


def test_one_record_more_reruns_every_stage(review) -> None:
    with (review.folder / "literature" / "records" / "medline.bib").open("a") as export:
        export.write("\n@article{added2026, title={One more}, author={Ash, Bo}, year={2026}}\n")
    assert review.planned() == {*(stage.name for stage in STAGES), "all"}


def test_editing_a_setting_reruns_only_its_stage_and_what_follows(review) -> None:
    path = review.folder / "config" / "config.yaml"
    path.write_text(path.read_text().replace("precision: 0.9", "precision: 0.91"))
    assert review.planned() == _AFTER["classify"] | _LAST


def test_editing_a_page_rebuilds_the_book_alone(program) -> None:
    path = program.folder / "workflow" / "evidence" / "engine" / "book" / "map.md"
    path.write_text(path.read_text() + "\nA remark.\n")
    assert program.planned() == _LAST


def test_one_record_more_is_in_the_book_as_text_and_waits_to_be_screened(later) -> None:
    """That the bytes come back when it goes again is shown elsewhere (test_elsewhere)."""
    page = "".join(path.read_text() for path in sorted((later.html / "studies").glob("*.html")))
    assert escape(HARM.replace("{{ 7 }}", "7")) in page
    assert "<script>alert" not in page and 'href="javascript' not in page
    assert "472 entries" in (later.html / "selection.html").read_text()
    assert "1 work to screen" in later.evidence("status").stdout


# What libraries, or Python at its start, load for themselves where they find it, and no stage asks for.
_TAKEN_ALONG = {
    *("setuptools", "pandas", "python-dateutil", "numpy", "cloudpickle", "psutil", "wcwidth"),
    *("idna", "charset-normalizer", "rich"),
}
_RUN = """
import json, os, sys
from importlib import import_module
opened = set()
sys.addaudithook(lambda event, given: opened.add(str(given[0])) if event == "open" else None)
import numpy, pyarrow.compute, pyarrow.parquet
from evidence.stage import Bench

def run(name):
    stage = getattr(import_module(f"evidence.stages.{name}"), name.upper())
    stage.run(Bench(stage))
    ran = [m.__file__ for m in sys.modules.values() if getattr(m, "__file__", None)]
    ran = {"files": ran, "opened": list(opened)}
    from evidence import pipeline
    given = pipeline.inputs(stage, Bench(stage).at).values()
    ran["inputs"] = [path for one in given for path in (one if isinstance(one, list) else [one])]
    return {name: [os.path.realpath(path) for path in paths] for name, paths in ran.items()}

for name in sys.argv[2:]:
    if not os.fork():
        with open(os.path.join(sys.argv[1], name), "w") as file:
            json.dump(run(name), file)
        os._exit(0)
    assert os.wait()[1] == 0, name
"""


@pytest.fixture(scope="module")
def ran_alone(tiny: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Path]:
    """A review whose stages were run each alone, as forks of a process that has loaded what every stage names and no more; and where it is
    told what each of them ran. In a copy: stages out of the order of the flow leave times of files that say what they should not."""
    review, told = tiny.copy(tmp_path_factory.mktemp("alone") / "review"), tmp_path_factory.mktemp("told")
    done = review.run("python", "-c", _RUN, str(told), *(stage.name for stage in STAGES))
    assert done.returncode == 0, done.stderr
    return review, told


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_runs_nothing_that_its_code_does_not_name(ran_alone, stage) -> None:
    """Modules in memory, files of the package that were opened and are no inputs, and libraries in memory, after a real run."""
    review, told = ran_alone
    ran = json.loads((told / stage.name).read_text())
    code = StageCode.read(Layout(review.folder).code(stage.name))
    package = review.code
    read = {name for name in {*ran["opened"]} - {*ran["inputs"]} if not name.endswith((".py", ".pyc"))}
    read = {name for name in read if "__pycache__" not in name}  # what may be lost at any time
    read = {Path(name) for name in read | {*ran["files"]} if Path(name).is_relative_to(package)}
    named = {path.relative_to(package).as_posix() for path in read if path.is_file()}
    if stage.name == "publish":  # which writes down the checksum of every file of the engine
        named = {name for name in named if not name.startswith("evidence/engine/")}
    assert named and named <= {*code.modules, *code.data}
    assert _owners(ran["files"]) - _TAKEN_ALONG <= {*code.libraries}


@cache
def _owner_of() -> dict[str, str]:
    """The library that has a file or folder at the top of what is installed."""
    owned = {}
    for found in metadata.distributions():
        tops = {
            line.partition("/")[0].partition(",")[0] for line in (found.read_text("RECORD") or "").split("\n")
        }
        owned |= dict.fromkeys(tops, re.sub(r"[-_.]+", "-", found.name).lower())
    return owned


def _owners(files: list[str]) -> set[str]:
    """The libraries whose files these are."""
    site = Path(metadata.distribution("pytest").locate_file("")).resolve()
    tops = {Path(name).relative_to(site).parts[0] for name in files if Path(name).is_relative_to(site)}
    return {_owner_of()[top] for top in tops if top in _owner_of()}


def test_snakemake_has_a_rule_for_each_stage_and_says_what_it_does(review) -> None:
    said = review.run("snakemake", "--list-rules").stdout
    for stage in STAGES:
        assert re.search(rf"^{stage.name} \({re.escape(stage.does)}\)$", said, flags=re.M), said

"""What runs again, and what comes out, when something changes: by the flow, which is the same for every review."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

from evidence.pipeline import STAGES
from evidence.provenance import code_of
from evidence.stage import Stage

from .conftest import Project
from .later import HARM

pytestmark = pytest.mark.workflow

_AFTER = {
    "ingest": {
        "ingest",
        "deduplicate",
        "screen",
        "classify",
        "extract",
        "appraise",
        "synthesise",
        "qca",
        "assess",
    },
    "deduplicate": {
        "deduplicate",
        "screen",
        "classify",
        "extract",
        "appraise",
        "synthesise",
        "qca",
        "assess",
    },
    "screen": {"screen", "extract", "appraise", "synthesise", "qca", "assess"},
    "classify": {"classify", "synthesise", "assess"},
    "extract": {"extract", "appraise", "synthesise", "qca", "assess"},
    "synthesise": {"synthesise", "assess"},
    "assess": {"assess"},
    "qca": {"qca"},
    "brief": set(),
}
_LAST = {"brief", "pdf", "publish", "all"}


@pytest.fixture
def review(tiny: Project, tmp_path: Path) -> Project:
    """The tiny review, built, and free to be changed."""
    return tiny.copy(tmp_path / "review")


def test_a_second_run_has_nothing_to_do(review) -> None:
    assert "Nothing to be done" in review.build()


def test_touching_files_reruns_nothing(review) -> None:
    for path in [*review.folder.glob("literature/records/*"), *review.folder.glob("config/*")]:
        path.touch()
    assert review.planned() <= {"all"}


@pytest.mark.parametrize(
    ("module", "stage"),
    [
        ("ingest/formats/ris.py", "ingest"),
        ("deduplicate/levels.py", "deduplicate"),
        ("screen/stage.py", "screen"),
        ("classify/phrases.py", "classify"),
        ("synthesise/pool.py", "synthesise"),
        ("assess/stage.py", "assess"),
        ("qca/minimise.py", "qca"),
        ("brief/figures/balance.py", "brief"),
    ],
)
def test_editing_a_module_reruns_what_depends_on_it_and_nothing_else(review, module, stage) -> None:
    path = review.folder / "workflow" / "evidence" / module
    path.write_text(path.read_text() + "\n# edited\n")
    assert review.planned() == _AFTER[stage] | _LAST


def test_editing_a_setting_reruns_only_its_stage_and_what_follows(review) -> None:
    path = review.folder / "config" / "config.yaml"
    path.write_text(path.read_text().replace("precision: 0.9", "precision: 0.91"))
    assert review.planned() == _AFTER["classify"] | _LAST


def test_editing_a_page_rebuilds_the_book_alone(review) -> None:
    path = review.folder / "workflow" / "evidence" / "engine" / "book" / "map.md"
    path.write_text(path.read_text() + "\nA remark.\n")
    assert review.planned() == _LAST


def test_one_record_more_is_in_the_book_as_text_and_waits_to_be_screened(later) -> None:
    """That the bytes come back when it goes again is shown elsewhere (test_elsewhere)."""
    page = "".join(path.read_text() for path in sorted((later.html / "studies").glob("*.html")))
    assert escape(HARM.replace("{{ 7 }}", "7")) in page
    assert "<script>alert" not in page and 'href="javascript' not in page
    assert "363 entries" in (later.html / "selection.html").read_text()
    assert "1 work to screen" in later.evidence("status").stdout


def _loaded(project, stage: Stage) -> set[str]:
    """Modules of the package that are in memory after a stage has really run."""
    code = (
        f"import sys; from evidence.stages.{stage.name} import {stage.name.upper()} as stage;"
        "from evidence.stage import Desk; stage.run(Desk(stage));"
        "print(*[n for n in sys.modules if n.split('.')[0] == 'evidence'])"
    )
    done = project.run("python", "-c", code)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split("\n")[-2].split())


def test_each_rule_declares_the_code_that_it_really_imports(review) -> None:
    package = Path(code_of("ingest")[0]).parents[0]
    while package.name != "evidence":
        package = package.parent
    for stage in STAGES:
        declared = {Path(p).relative_to(package) for p in code_of(stage.name)}
        for module in _loaded(review, stage):
            parts = module.split(".")[1:]
            either = {
                Path(*parts, "__init__.py"),
                Path(*parts[:-1], f"{parts[-1]}.py") if parts else Path("__init__.py"),
            }
            assert either & declared, f"{stage.name} imports {module} and does not declare it"


def test_snakemake_has_a_rule_for_each_stage_and_says_what_it_does(review) -> None:
    said = review.run("snakemake", "--list-rules").stdout
    for stage in STAGES:
        assert re.search(rf"^{stage.name} \({re.escape(stage.does)}\)$", said, flags=re.M), said

"""What runs again, and what comes out, when something changes."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

from evidence.provenance import code_of

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


def test_a_second_run_has_nothing_to_do(changed) -> None:
    assert "Nothing to be done" in changed.build()


def test_touching_files_reruns_nothing(changed) -> None:
    for path in [*changed.folder.glob("literature/records/*"), *changed.folder.glob("config/*")]:
        path.touch()
    assert changed.planned() <= {"all"}


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
def test_editing_a_module_reruns_what_depends_on_it_and_nothing_else(changed, module, stage) -> None:
    path = changed.folder / "workflow" / "evidence" / module
    path.write_text(path.read_text() + "\n# edited\n")
    assert changed.planned() == _AFTER[stage] | _LAST


def test_editing_a_setting_reruns_only_its_stage_and_what_follows(changed) -> None:
    path = changed.folder / "config" / "config.yaml"
    path.write_text(path.read_text().replace("precision: 0.9", "precision: 0.91"))
    assert changed.planned() == _AFTER["classify"] | _LAST


def test_editing_a_page_rebuilds_the_book_alone(changed) -> None:
    path = changed.folder / "book" / "map.md"
    path.write_text(path.read_text() + "\nA remark.\n")
    assert changed.planned() == _LAST


def test_one_record_more_updates_the_book_and_deleting_it_restores_the_bytes(changed) -> None:
    before = changed.checksums()
    path = changed.folder / "literature" / "records" / "mvpf_germany.bib"
    original = path.read_bytes()
    title = "A study <script>alert(1)</script> [x](javascript:y) {{ 7 }} of no other export"
    path.write_bytes(original + f"\n@article{{added2026, title={{{title}}}, year={{2026}}}}\n".encode())
    changed.build()
    page = "".join(path.read_text() for path in sorted((changed.html / "studies").glob("*.html")))
    assert escape("A study <script>alert(1)</script> [x](javascript:y) 7 of no other export") in page
    assert "<script>alert" not in page and 'href="javascript' not in page
    assert "353 entries" in (changed.html / "selection.html").read_text()
    assert "1 works to screen" in changed.evidence("status").stdout
    path.write_bytes(original)
    changed.build()
    assert changed.checksums() == before


def _verb_modules(project, verb: str) -> set[str]:
    """Modules of the package that are in memory after a verb has really run."""
    name = "publish" if verb == "pdf" else verb
    arguments = {
        "ingest": "settings=None, log=None",
        "deduplicate": "settings=None, log=None",
        "classify": "settings=None, log=None",
        "extract": "settings=None, log=None",
        "synthesise": "settings=None, log=None",
        "qca": "settings=None, log=None",
        "brief": "settings=None, log=None",
    }.get(verb, "log=None")
    code = (
        f"import sys; from evidence.cli import {name} as m; m.{verb}({arguments});"
        "print(*[n for n in sys.modules if n.split('.')[0] == 'evidence'])"
    )
    done = project.run("python", "-c", code)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split("\n")[-2].split())


def test_each_rule_declares_the_code_that_it_really_imports(changed) -> None:
    package = Path(code_of("ingest")[0]).parents[0]
    while package.name != "evidence":
        package = package.parent
    for verb in (*[stage for stage in _AFTER if stage != "brief"], "appraise", "pdf", "brief"):
        declared = {Path(p).relative_to(package) for p in code_of("publish" if verb == "pdf" else verb)}
        for module in _verb_modules(changed, verb):
            parts = module.split(".")[1:]
            either = {
                Path(*parts, "__init__.py"),
                Path(*parts[:-1], f"{parts[-1]}.py") if parts else Path("__init__.py"),
            }
            assert either & declared, f"{verb} imports {module} and does not declare it"


def test_every_rule_names_its_code_and_a_log(repository) -> None:
    for path in (repository / "workflow" / "rules").glob("*.smk"):
        rules = re.split(r"^rule ", path.read_text(), flags=re.M)[1:]
        assert rules
        for text in rules:
            assert "code=code_of(" in text and "log:" in text and '"""' in text, text[:40]
            assert "run:" not in text and "script:" not in text

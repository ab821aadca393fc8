"""Reviews of another topic and kind, from `evidence new` by config and tables alone: their books hold what they should, and no
word of the shipped topic. Built once for all workers."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from unittest.mock import patch

import pytest
from frictionless import Package, system

from evidence.verify import read_published, whole
from tests.engine_facts import hand_to
from tests.unit.provenance.rules import broken

from .anew import TRIALS, WORKS, add, beavers, vaccine
from .conftest import REPOSITORY, Project, once
from .topic_words import held, texts, topic_words

pytestmark = pytest.mark.workflow
_PAPER = "_static/briefing.pdf"


def _by_make(project: Project) -> str:
    """As she does it."""
    done = project.run("make", "test", STRICT="1", MAKEFLAGS="")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _by_stages(project: Project) -> str:
    """The same verb in this process, with the stages in the place of the flow."""
    with patch("evidence.cli.build.build", lambda **_: project.stages()):
        said = project.does("test", "--strict")
    return said + project.does("report", "--strict")


def _built(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    lay: Callable[[Path], Path],
    build: Callable[[Project], str],
) -> Project:
    here = {"PYTHONPATH": str(REPOSITORY / "workflow")}

    def make(folder: Path) -> str:
        lay(folder)
        hand_to(folder)
        return build(Project(folder, here))

    made = once(tmp_path_factory, name, make)
    return Project(made.folder, here, made.said)


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return _built(tmp_path_factory, "trials", vaccine, _by_stages)


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return _built(tmp_path_factory, "mapped", beavers, _by_make)


def _table(project: Project, name: str) -> list[dict[str, str]]:
    with (project.html / "_static" / "data" / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _in_contents(project: Project) -> set[str]:
    home = (project.html / "index.html").read_text(encoding="utf-8")
    aside = home[home.index('aria-label="Book navigation"') : home.index("<main")]
    return set(re.findall(r'href="([\w/-]+\.html)"', aside))


@pytest.mark.parametrize("which", ["trials", "mapped"])
def test_no_word_of_the_shipped_topic_is_in_the_book(which: str, request: pytest.FixtureRequest) -> None:
    assert {
        "partnership",
        "civil",
        "voluntary",
        "third",
        "housing",
        "welfare",
        "employment",
        "rees",
    } <= topic_words()
    project: Project = request.getfixturevalue(which)
    handed_out = dict(texts(project.html))
    kinds = {name.rpartition(".")[2] for name in handed_out}
    assert {"html", "pdf", "csv", "json", "xml", "js"} <= kinds and len(handed_out) > 60
    assert {name: words for name, text in handed_out.items() if (words := held(text))} == {}
    assert not any(
        re.search(r"earlier briefing|re-test|replication", text, re.I)
        for name, text in handed_out.items()
        if name.endswith(".html")
    )


def test_nor_in_what_a_review_begins_with(tmp_path: Path) -> None:
    """But for the name of a column that no table needs, and that of a setting."""
    begun = [path for path in beavers(tmp_path / "begun").rglob("*") if path.is_file()]
    begun += [path for path in vaccine(tmp_path / "too").rglob("*") if path.is_file()]
    begun = [
        path for path in begun if not {".ci", ".github"} & {*path.parts}
    ]  # programs, which exit and have users
    names = ("organisation_sector", " voice: ")
    texts = {path.name: path.read_text(encoding="utf-8") for path in begun}
    texts = {
        file: reduce(lambda text, name: text.replace(name, ""), names, text) for file, text in texts.items()
    }
    assert len(begun) > 30 and {name: words for name, text in texts.items() if (words := held(text))} == {}


@pytest.mark.parametrize(
    ("which", "kind"),
    [("trials", "appraisal"), ("trials", "certainty"), ("trials", "sides"), ("mapped", "duplicates")],
)
def test_nor_in_a_worksheet(which: str, kind: str, request: pytest.FixtureRequest) -> None:
    said = request.getfixturevalue(which).does("worksheet", kind)
    assert held(said) == set()


def test_the_trials_are_pooled_and_judged(trials: Project) -> None:
    """metafor, `rma(measure="RR", data=dat.bcg)`: -0.7145 (0.1798), by restricted maximum likelihood."""
    (pool,) = _table(trials, "pools.csv")
    assert float(pool["estimate"]) == pytest.approx(-0.7145, abs=5e-4) and int(pool["n_studies"]) == len(
        TRIALS
    )
    (finding,) = _table(trials, "findings.csv")
    fewer = sum(ill / (ill + well) < other / (other + more) for _, _, (ill, well), (other, more) in TRIALS)
    assert (int(finding["n_for"]), int(finding["n_against"])) == (fewer, len(TRIALS) - fewer) == (11, 2)
    # without forms and fields the map is of what there is
    cells = {
        (row["form"], row["field"]): row["works"].split(";")
        for row in _table(trials, "map.csv")
        if row["works"]
    }
    assert {cell: len(works) for cell, works in cells.items()} == {
        ("tuberculosis", "comparative"): len(TRIALS)
    }
    assert "metadata.json" not in {path.name for path in trials.html.iterdir()}
    claim = (trials.html / "findings" / "v1.html").read_text(encoding="utf-8")
    assert '"@type": "Claim"' in claim.replace('":"', '": "') and "appearance" not in claim, (
        "nobody made it before"
    )


def test_the_contents_of_trials_have_no_page_of_forms_fields_or_cases(trials: Project) -> None:
    pages = _in_contents(trials)
    assert {
        "summary.html",
        "findings/v1.html",
        "map.html",
        "directions.html",
        "pools.html",
        "undone.html",
    } <= pages
    gone = {
        f"{name}.html"
        for name in (
            "forms",
            "fields",
            "cases",
            "themes",
            "synthesis",
            "framework",
            "mechanisms",
            "combinations",
            "replication",
            "equity",
        )
    }
    assert not gone & pages and not any((trials.html / name).exists() for name in gone)
    undone = (trials.html / "undone.html").read_text(encoding="utf-8")
    assert len(re.findall("<h2", undone)) == 3, (
        "nobody has appraised, judged or made a release; nothing else was meant"
    )


def test_the_map_says_where_works_are_and_judges_nothing(mapped: Project) -> None:
    cells = {
        (row["form"], row["field"]): len(row["works"].split(";"))
        for row in _table(mapped, "map.csv")
        if row["works"]
    }
    truth: dict[tuple[str, str], int] = {}
    for _, _, topics, outcomes in WORKS:
        for topic in filter(None, topics.split(";")):
            for outcome in filter(None, outcomes.split(";")):
                truth[topic, outcome] = truth.get((topic, outcome), 0) + 1
    assert cells == truth and sum(truth.values()) == 8
    pages = _in_contents(mapped)
    assert {"summary.html", "map.html", "forms.html", "answers/form-dams.html", "works.html"} <= pages
    assert not [name for name in pages if name.startswith("findings")]
    for name in (
        "directions",
        "numbers",
        "pools",
        "appraisal",
        "certainty",
        "cases",
        "fields",
        "missing",
    ):
        assert not (mapped.html / f"{name}.html").exists(), name
    undone = (mapped.html / "undone.html").read_text(encoding="utf-8")
    assert re.findall("<h2[^>]*>([^<]+)", undone) == ["What changed"], (
        "no release was made; all else was done"
    )
    home = re.sub(r"<[^>]+>", " ", (mapped.html / "index.html").read_text(encoding="utf-8"))
    assert "This is a map" in home and "Evidence map" in home
    assert not re.search(
        r"\bclaims?\b|\bverdicts?\b|bodies of evidence|\bpool", home[home.index("Bottom line") :]
    ), "of which a map has none"
    data = {path.name for path in (mapped.html / "_static" / "data").glob("*.csv")}
    assert {"map.csv", "works.csv", "labels.csv"} <= data and not {
        "findings.csv",
        "pools.csv",
        "truth_table.csv",
    } & data
    assert not (mapped.html / "_static" / "data" / "recompute.ipynb").exists()


def test_the_paper_of_a_map_holds_the_map(mapped: Project) -> None:
    paper = dict(texts(mapped.html))[_PAPER]
    assert (
        "Where there is evidence" in paper
        and "Felling" in paper
        and "Key findings" not in paper
        and not re.search(r"\bclaims?\b", paper)
    )


@pytest.mark.parametrize("which", ["trials", "mapped"])
def test_the_book_holds_together(which: str, request: pytest.FixtureRequest) -> None:
    project: Project = request.getfixturevalue(which)
    entries = len(TRIALS) if which == "trials" else len(WORKS)
    looked = whole(read_published(project.html), entries)
    assert [look.wrong for look in looked] == [(), (), (), ()] and all(look.n for look in looked)
    for look in looked:
        assert look.text() in project.said, "make test of her folder says so"
    assert all(row["evidence"] for row in _table(project, "sentences.csv"))


@pytest.mark.parametrize("which", ["trials", "mapped"])
def test_its_data_package_and_its_crate_hold(which: str, request: pytest.FixtureRequest) -> None:
    html = request.getfixturevalue(which).html
    with system.use_context(trusted=True):
        report = Package(str(html / "_static/data/datapackage.json")).validate()
    assert report.valid and len(report.tasks) >= 10
    crate = json.loads((html / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    assert broken(crate, {p.relative_to(html).as_posix() for p in html.rglob("*")}) == []


def test_a_book_that_does_not_hold_together_is_told(mapped: Project, tmp_path: Path) -> None:
    html = tmp_path / "html"
    shutil.copytree(mapped.html, html)
    (html / "limits.html").unlink()
    text = (html / "_static" / "data" / "sentences.csv").read_text(encoding="utf-8")
    (html / "_static" / "data" / "sentences.csv").write_text(
        text.replace("map.html", "maps.html"), encoding="utf-8"
    )
    files, links, traces, entries = whole(read_published(html), len(WORKS) + 1)
    assert "limits.html" in files.wrong and any(
        "limits.html, which is not there" in wrong for wrong in links.wrong
    )
    assert any("rests on maps.html" in wrong for wrong in traces.wrong) and entries.wrong


def test_make_test_of_her_folder_fails_at_a_mistake_of_hers(mapped: Project, tmp_path: Path) -> None:
    changed = mapped.copy(tmp_path / "changed")
    add(
        changed.folder / "literature" / "decisions" / "coding.csv",
        {"record": "b1", "facet": "form", "codes": "damms", "reviewer": "ada", "date": "2026-02-03"},
    )
    config = changed.folder / "config" / "config.yaml"
    config.write_text(config.read_text().replace("kind: map", "kind: mapp"))
    done = changed.run("make", "test")
    assert done.returncode and "did you mean `map`" in done.stdout + done.stderr


def test_a_briefing_of_a_map_is_json_without_a_claim(mapped: Project) -> None:
    found = json.loads(
        (mapped.folder / "results" / "brief" / "book" / "briefing.json").read_text(encoding="utf-8")
    )
    assert (
        found["claims_come_from"] == ""
        and not found["claims"]
        and found["map"]["columns"] == ["Water", "Floods", "Fish", "Trees"]
    )

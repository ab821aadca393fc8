"""evidence release and evidence changes, in a review whose tables a test lays down; its book is a page."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.built_from import write_built_from
from evidence.cli.check import check_inputs
from evidence.deduplicate.rows import Work
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.main import app
from evidence.releases.frozen import FROZEN
from evidence.releases.version import load
from evidence.review import Review

from .releases.small import SENTENCES, small

DOZEN = Path(__file__).parent / "brief" / "dozen"


def _built(at: Layout) -> None:
    at.html.mkdir(parents=True, exist_ok=True)
    write_built_from(at, at.html)


@pytest.fixture
def at(tmp_path, monkeypatch) -> Layout:
    review = small(tmp_path)
    shutil.copytree(DOZEN / "config", tmp_path / "config", dirs_exist_ok=True)
    on_disk = Review(review.at)
    for frozen in FROZEN:
        on_disk.put(frozen.table, review[frozen.kind])
    on_disk.document("brief", "sentences", SENTENCES)
    _built(review.at)
    monkeypatch.chdir(tmp_path)
    return Layout(tmp_path)


def said(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    if isinstance(done.exception, UserError):
        return f"refused: {done.exception.text()}"
    return f"{done.exit_code}: {done.output}"


def test_it_says_how_much_there_is_where_it_lies_and_that_it_wants_a_commit(at) -> None:
    told = said("release", "2026-11", "--note", "with\nthe autumn search", "--date", "2026-11-01")
    assert told.startswith(
        "0: Frozen as 2026-11, evidence of 2026-11-01: 4 entries, 3 works, 2 of them included"
    )
    assert "It is the first release." in told
    assert "3 of its entries are not in literature/known_works.csv: `evidence remember`" in " ".join(
        told.split()
    )
    assert "git add releases/2026-11 && git commit -m 'Release 2026-11'" in told
    about = load(at, "2026-11").about
    assert (about.date, about.note) == ("2026-11-01", "with the autumn search")
    assert set(about.built_from.inputs) == {
        *(f"config/{path.name}" for path in (DOZEN / "config").glob("*.yaml")),
        *("literature/records/a.ris", "literature/decisions/screening-ella.csv"),
    }
    assert about.built_from.platform == {}
    told = said("release", "2026-12")
    assert "Since 2026-11: nothing changed." in told
    assert [line.split()[0] for line in said("release", "--list")[3:].splitlines()] == ["2026-11", "2026-12"]


def test_nothing_changed_is_the_whole_answer(at) -> None:
    said("release", "one")
    assert (
        said("changes") == said("changes", "one", "now") == said("changes", "--markdown") == "0: No change.\n"
    )
    assert said("changes", "--exit-code") == "0: No change.\n"
    told = json.loads(said("changes", "--json")[3:])
    assert (told["changes"], told["causes"], told["moved_since_build"]) == ([], [], [])
    assert told["before"]["name"] == "one" and told["after"] is None
    assert told["counts"]["works"] == {"before": 3, "after": 3}


def test_without_a_release_there_is_nothing_to_compare_with(at) -> None:
    assert said("changes").startswith("0: No release yet")
    assert said("changes", "--json") == '0: {"before": null}\n'
    assert said("release", "--list").startswith("0: No release yet")


def test_results_that_are_older_than_the_inputs_are_not_frozen(at) -> None:
    said("release", "one")
    (at.root / "literature/records/b.ris").write_text("TY  - JOUR")
    told = said("release", "two")
    assert told.startswith("refused:") and "literature/records/b.ris" in told and "evidence build" in told
    assert not (at.root / "releases/two").exists()
    told = said("changes")
    assert "older than literature/records/b.ris" in told and told.rstrip().endswith("No change.")
    assert json.loads(said("changes", "--json")[3:])["moved_since_build"] == ["literature/records/b.ris"]
    _built(at)
    assert said("release", "two").startswith("0: Frozen as two")


def test_what_was_never_built_is_not_frozen(at) -> None:
    (at.html / "BUILT_FROM.json").unlink()
    assert "evidence build" in said("release", "one")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("release", "../x"), "refused: a release cannot have this name"),
        (("release", "a b"), "refused: a release cannot have this name"),
        (("release", "now"), "refused: this is what the working state is called"),
        (("release",), "2: "),
        (("release", "one", "--date", "26.11.2026"), "refused: field --date: this is no date"),
        (("changes", "one"), "refused: no release has this name"),
        (("changes", "now"), "refused: the working state"),
        (("changes", "--json", "--markdown"), "2: "),
    ],
)
def test_what_cannot_be_is_one_message(at, words, told) -> None:
    assert said(*words).startswith(told)
    assert not (at.root / "releases").exists()


def test_check_names_a_release_that_was_edited_and_files_that_are_of_none(at) -> None:
    said("release", "one")
    said("release", "two")
    assert not [r for r in check_inputs(at).remarks if r.source_file.startswith("releases")]
    (at.root / "releases/one/sentences.csv").write_text("id\n")
    (at.root / "releases/notes.txt").write_text("x")
    found = check_inputs(at)
    assert any("not as they were frozen" in error.text() for error in found.errors)
    assert [r.source_file for r in found.remarks if "release" in r.problem] == ["releases/notes.txt"]


def test_the_working_state_may_be_compared_with_an_earlier_release(at) -> None:
    said("release", "one")
    said("release", "two")
    assert said("changes", "one", "two") == "0: No change.\n"
    assert len(Review(at)[Work]) == 3

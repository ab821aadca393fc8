"""What holds no longer is asked for at the desk, by worksheets and by `evidence status`, and holds again once it was judged anew."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.assess.rows import Judged
from evidence.fingerprints import Holds
from evidence.main import app
from evidence.review import Review

from ..conftest import desk_in
from .asking import built, of, rows, said, waits

ASSESSED = ("assess",)
AFTER_CONFIG = ("extract", "appraise", "synthesise", "assess")


def run(folder: Path, monkeypatch, *words: str) -> str:
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code in (0, 3), (done.output, done.exception)
    return done.stdout


@pytest.fixture(scope="module")
def signed(gardens, tmp_path_factory) -> Path:
    folder = Path(shutil.copytree(gardens, tmp_path_factory.mktemp("signed") / "gardens"))
    with pytest.MonkeyPatch.context() as patch:
        assert "59 judgements" in run(folder, patch, "stamp")
    built(folder, *ASSESSED)
    return folder


@pytest.fixture
def stamped(signed, tmp_path) -> Path:
    """A copy of the review in which every judgement says what it was made on."""
    return Path(shutil.copytree(signed, tmp_path / "gardens"))


def change(folder: Path, name: str, before: str, after: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def stale(review: Review) -> set[tuple[str, str]]:
    """(table, what it is on) of what holds no longer, but for the certainty of G2, which is stale on purpose."""
    found = {(row.kind, row.name) for row in review[Judged] if row.state == Holds.STALE}
    assert ("certainty", "Peace") in found
    return found - {("certainty", "Peace")}


def printed(folder: Path, monkeypatch, kind: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(folder, monkeypatch, "worksheet", kind))))


def test_nothing_is_stale_once_stamped_and_stamping_again_does_nothing(stamped, monkeypatch):
    assert stale(Review(desk_in(stamped).at)) == set()
    before = {path: path.read_bytes() for path in stamped.rglob("*.csv")}
    assert run(stamped, monkeypatch, "stamp").startswith("0 judgements")
    assert {path: path.read_bytes() for path in stamped.rglob("*.csv")} == before


def test_a_claim_that_says_something_else_has_its_sides_read_again(stamped, monkeypatch):
    change(
        stamped,
        "config/propositions.yaml",
        "Gardens last where they are kept by choice.",
        "Gardens last where nobody minds.",
    )
    found = stale(built(stamped, *AFTER_CONFIG))
    assert found == {("sides", "Bay (2006)"), ("sides", "Yew (2005)"), ("sides", "Ivy (2007)")}
    told = run(stamped, monkeypatch, "status")
    assert "3 stale sides to read again" in told
    listed = told[told.index("What holds no longer") :].splitlines()
    assert (
        "on G3" in listed[1]
        and "the words of the claim changed; its study could turn a verdict (G3)" in listed[1]
    )
    asked = {row["record"]: row for row in printed(stamped, monkeypatch, "sides") if row["earlier"]}
    assert {"bay2006", "yew2005", "ivy2007"} <= asked.keys()
    assert (
        asked["bay2006"]["side"] == ""
        and "since then the words of the claim changed" in asked["bay2006"]["earlier"]
    )
    desk = desk_in(stamped)
    key = f"G3 {of(desk, 'bay2006')}"
    assert (
        key in waits(desk, "sides") and desk.queues["sides"].shown(key)["since"] == "the words of the claim"
    )
    desk.decide("sides", key, said(side="against", directness="direct", reason="Nobody minded."))
    assert key not in waits(desk, "sides") and desk.queues["sides"].shown(key)["since"] == ""
    [row] = rows(stamped, "decisions/sides-ella.csv")
    assert row["judged"] == asked["bay2006"]["judged"]
    left = {("sides", "Yew (2005)"), ("sides", "Ivy (2007)")}
    assert stale(built(stamped, *AFTER_CONFIG)) == left | {("certainty", "Choice")}, "Bay turned, beneath it"


def test_a_code_that_means_something_else_is_given_again_and_no_other(stamped, monkeypatch):
    codebook = (stamped / "config/codebook.yaml").read_text(encoding="utf-8")
    line = next(one for one in codebook.splitlines() if "id: herbs" in one)
    meaning = line[line.index("definition: ") :].split(",")[0].rstrip("}")
    change(stamped, "config/codebook.yaml", line, line.replace(meaning, "definition: Nothing but sage"))
    found = stale(built(stamped, *ASSESSED))
    given = [
        row
        for row in rows(stamped, "decisions/coding.csv")
        if "herbs" in row["codes"].split(";") and row["record"] != "nowhere1900"
    ]
    assert len(found) == len({row["record"] for row in given}) > 0 and all(
        name.endswith(": Crop") for _, name in found
    )
    [first, *_] = printed(stamped, monkeypatch, "coding")
    assert "herbs by ann" in first["proposed"] and "what herbs means changed" in first["proposed"]
    desk = desk_in(stamped)
    key = desk.queues["codes"].keys()[0]
    shown = desk.queues["codes"].shown(key)
    assert [facet for facet, _ in shown["earlier"]] == ["crop"] and "code-crop" in [
        g.name for g in shown["groups"]
    ]
    desk.decide("codes", key, said({"code-crop": "herbs"}))
    left = stale(built(stamped, *ASSESSED))
    assert len(left) == len(found) - 1 or {row["reviewer"] for row in given} != {"ella"}


def test_other_criteria_have_works_screened_again_and_one_is_done_when_she_has_said_so(stamped, monkeypatch):
    assert "again" not in desk_in(stamped).queues
    change(stamped, "config/codebook.yaml", "exclude: Farms.", "exclude: Farms and fields.")
    found = stale(built(stamped, *ASSESSED))
    assert {kind for kind, _ in found} == {"screening"} and len(found) > 5
    desk = desk_in(stamped, "ann")
    waiting = waits(desk, "again")
    desk.decide("again", waiting[0], said(decision="include"))
    assert waits(desk, "again") == waiting[1:]
    assert rows(stamped, "decisions/screening-ann.csv")[0]["judged"].startswith("criteria:")


def test_a_pair_whose_entry_is_described_otherwise_is_decided_again(stamped, monkeypatch):
    change(stamped, "literature/records/cards.bib", "year = {2000}", "year = {1998}")
    review = built(stamped, "ingest", "deduplicate", "screen", "classify", *AFTER_CONFIG)
    assert ("duplicates", "ash2001 and ash2000wp") in stale(review)
    [again] = [row for row in printed(stamped, monkeypatch, "duplicates") if row["record_b"] == "ash2000wp"]
    assert "since then how the second of the two is entered changed" in again["speaks_for"]
    desk = desk_in(stamped)
    key = "ash2001 ash2000wp"
    assert key in waits(desk, "pairs") and "1998" in str(desk.queues["pairs"].shown(key)["rows"])
    desk.decide("pairs", key, said(decision="same_study"))
    assert key not in waits(desk, "pairs")


def test_a_newer_version_of_the_tool_asks_anew(stamped, monkeypatch):
    path = stamped / "literature/decisions/appraisal.csv"
    text = path.read_text(encoding="utf-8")
    mark = next(part for part in text.split("tool:")[1:])[:12]
    path.write_text(text.replace(mark, "0" * 12), encoding="utf-8")
    assert {kind for kind, _ in stale(built(stamped, *ASSESSED))} == {"appraisal"}
    asked = printed(stamped, monkeypatch, "appraisal")
    assert {"elm2002b"} <= {row["record"] for row in asked} and all("tool:" in row["judged"] for row in asked)
    desk = desk_in(stamped)
    assert any(
        desk.queues["appraisal"].things[key].work.key == "elm2002b" for key in waits(desk, "appraisal")
    )


def test_who_looked_again_signs_all_of_it_anew_at_once(stamped, monkeypatch):
    change(stamped, "config/codebook.yaml", "exclude: Farms.", "exclude: Farm land.")
    review = built(stamped, *ASSESSED)
    hers = [r for r in review[Judged] if r.kind == "screening" and r.state == Holds.STALE and r.by == "ann"]
    told = run(stamped, monkeypatch, "stamp", "screening", "--still", "--reviewer", "ann")
    assert told.startswith(f"{len(hers)} judgements of ann") and len(hers) > 5
    again = rows(stamped, "decisions/screening-ann.csv")
    assert [(r["record"], r["decision"], r["reviewer"]) for r in again] == [
        (r["record"], r["decision"], r["reviewer"])
        for r in rows(stamped, "decisions/screening.csv")
        if r["reviewer"] == "ann"
    ]
    left = [r for r in built(stamped, "screen", "assess")[Judged] if r.state == Holds.STALE]
    assert {r.by for r in left if r.kind == "screening"} <= {"bob"}


def test_strict_fails_where_a_judgement_holds_no_longer(stamped, monkeypatch):
    page = stamped / "book/_build/html/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("home")
    said_so = run(stamped, monkeypatch, "report", "--strict")
    assert (
        "1 judgement holds no longer" in said_so
        and "the evidence beneath it changed since ann judged it" in said_so
    )


def test_what_says_nothing_of_its_ground_is_counted_and_is_no_failure(folder, monkeypatch):
    assert "Of 59 judgements nobody wrote down what they were made on" in run(folder, monkeypatch, "status")


def test_status_says_which_searches_are_older_than_the_review_promises(folder, monkeypatch):
    assert "search_again" not in run(folder, monkeypatch, "status")
    change(folder, "config/config.yaml", "review:\n", "review:\n  search_again: 6\n")
    said_so = run(folder, monkeypatch, "status")
    assert "2 searches older than the 6 months" in said_so
    assert (
        "Garden Index (last run on 2 January 2024); Box of cards (no date) → evidence add FILE --search"
        in said_so
    )

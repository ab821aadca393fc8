"""A release is read back row by row; one that is damaged, edited, of a later program or under another name says so."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest

from evidence.classify.rows import Label
from evidence.deduplicate.rows import MaybePair, Work
from evidence.errors import UserError
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import Record
from evidence.layout import Layout
from evidence.releases.about import foreign
from evidence.releases.freeze import freeze
from evidence.releases.version import last, load, names
from evidence.synthesise.claim_rows import Finding, Lean

from .small import SENTENCES, small

GIVEN = {"date": "2026-11-26", "title": "Trees", "sentences": SENTENCES}


@pytest.fixture
def frozen(tmp_path):
    review = small(tmp_path)
    freeze(review, "one", **GIVEN)
    return review


def _said(at: Layout, **changed):
    """release.json with other words."""
    path = at.root / "releases" / "one" / "release.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changed}))


def test_rows_come_back_without_what_is_left_out(frozen):
    version = load(frozen.at, "one")
    assert version[Finding] == frozen[Finding] and version[Finding][0].lean is Lean.FOR
    assert version[Finding][0].share_for == 1 / 3
    assert version[EvidenceItem] == frozen[EvidenceItem]
    assert version[Work] == [replace(work, abstract="", provenance="") for work in frozen[Work]]
    assert version[Record] == sorted(
        (replace(r, raw="", line=0) for r in frozen[Record]), key=lambda r: r.record_id
    )
    assert version.sentences == sorted(SENTENCES, key=lambda said: said.id)
    assert version.changes == {}


def test_columns_are_those_of_the_row(frozen):
    version = load(frozen.at, "one")
    arrow = version.columns(Work, ("title",))
    assert arrow.num_rows == 3 and "title" not in arrow.column_names
    assert arrow["members"].to_pylist() == [["r1"], ["r2"], ["r3"]]


def test_settings_and_peoples_tables_are_read_as_those_of_a_review(frozen):
    at = load(frozen.at, "one").at
    assert at.setting("config").read_text() == "a: 1\n"
    assert [path.name for path in at.decisions("screening")] == ["screening-ella.csv"]
    assert at.exports == []


def test_a_release_is_never_written_to(frozen):
    version = load(frozen.at, "one")
    with pytest.raises(TypeError):
        version.put(Work, [])
    with pytest.raises(TypeError):
        version.document("screen", "agreement", {})


def test_a_table_that_no_release_holds_is_a_fault_and_one_that_it_lacks_is_not_known(frozen):
    version = load(frozen.at, "one")
    with pytest.raises(KeyError):
        version[MaybePair]
    assert version.holds(Label) and version[Label] == []
    lacking = replace(version.about, files={})
    version.about = lacking
    assert not version.holds(Finding)


def test_the_order_is_that_in_which_they_were_frozen(tmp_path):
    review = small(tmp_path)
    for name in ("b", "a", "c"):
        freeze(review, name, **GIVEN)
    assert names(review.at) == ["b", "a", "c"] and last(review.at).about.name == "c"
    assert last(Layout(tmp_path / "elsewhere")) is None


def test_a_name_that_no_release_has(frozen):
    with pytest.raises(UserError) as refused:
        load(frozen.at, "oen")
    assert "one" in refused.value.text()


@pytest.mark.parametrize("name", ["tables/synthesise/findings.csv", "config/config.yaml", "sentences.csv"])
def test_a_release_that_was_edited_says_so(frozen, name):
    path = frozen.at.root / "releases" / "one" / name
    path.write_text(path.read_text() + "x\n")
    with pytest.raises(UserError) as refused:
        load(frozen.at, "one")
    assert name in refused.value.text() and "not as they were frozen" in refused.value.text()
    path.unlink()
    with pytest.raises(UserError, match="missing"):
        load(frozen.at, "one")


def test_line_ends_of_a_checkout_are_no_edit(frozen):
    for path in (frozen.at.root / "releases" / "one").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    version = load(frozen.at, "one")
    assert version[Finding] == frozen[Finding] and len(version.sentences) == 2


def test_a_later_format_is_told_in_words(frozen):
    _said(frozen.at, format=2)
    with pytest.raises(UserError, match="later version of the program"):
        names(frozen.at)


@pytest.mark.parametrize(
    "changed",
    [{"format": "1"}, {"name": 3}, {"counts": []}, {"files": {"a": 1}}, {"built_from": {}}, {"number": "1"}, {"more": 1}],
)  # fmt: skip
def test_a_release_json_that_says_something_else_is_damaged(frozen, changed):
    _said(frozen.at, **changed)
    with pytest.raises(UserError, match="damaged"):
        load(frozen.at, "one")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000])
def test_a_release_json_that_is_none(frozen, text):
    (frozen.at.root / "releases" / "one" / "release.json").write_text(text)
    with pytest.raises(UserError, match="damaged"):
        load(frozen.at, "one")


def test_a_folder_under_another_name(frozen):
    (frozen.at.root / "releases" / "one").rename(frozen.at.root / "releases" / "two")
    with pytest.raises(UserError, match="frozen as one"):
        names(frozen.at)


def _rewritten(at: Layout, name: str, edit):
    """A table that another version of the program froze: its checksum holds."""
    from evidence.releases.about import digest_of

    folder = at.root / "releases" / "one"
    path = folder / name
    path.write_text(edit(path.read_text()))
    about = json.loads((folder / "release.json").read_text())
    _said(at, files={**about["files"], name: digest_of(path)})


def test_columns_of_an_earlier_or_later_program_are_blank_or_passed_over(frozen):
    name = "tables/screen/screening.csv"
    _rewritten(frozen.at, name, lambda text: "work_id,decision,colour\nw1,include,red\n")
    from evidence.screen.rows import Screen, ScreenedAt, Screening

    (row,) = load(frozen.at, "one")[Screening]
    assert (row.work_id, row.decision, row.stage, row.unretrieved) == (
        "w1", Screen.INCLUDE, ScreenedAt.NOT_STATED, False
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["work_id,decision\nw1,perhaps\n", "work_id\nw1\n", "work_id,decision\nw1\n", "work_id,decision,unretrieved\nw,include,so\n"],
)  # fmt: skip
def test_a_word_or_cell_that_this_program_does_not_know_is_told(frozen, text):
    from evidence.screen.rows import Screening

    _rewritten(frozen.at, "tables/screen/screening.csv", lambda _: text)
    with pytest.raises(UserError, match="cannot be read by this version"):
        load(frozen.at, "one")[Screening]


def test_a_release_that_is_still_written_or_was_cut_short_is_none_and_stands_in_nobodys_way(tmp_path):
    review = small(tmp_path)
    freeze(review, "one", **GIVEN)
    shutil.copytree(tmp_path / "releases" / "one", tmp_path / "releases" / ".two.7.part")
    assert names(review.at) == ["one"] and foreign(review.at) == []

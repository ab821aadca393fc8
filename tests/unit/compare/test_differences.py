"""One thing is changed in a review of a dozen works, and exactly that is told; the other way round it is told the other way."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from typing import Any

import pytest

from evidence.appraise.rows import Appraisal
from evidence.assess.rows import Certainty, GradeDomain, Implication, PoolCertainty
from evidence.classify.rows import Label
from evidence.compare.differences import ORDER, WAYS, differences
from evidence.compare.rows import Kind, Way
from evidence.deduplicate.rows import StudyLink, Work, WorkLink
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import QUARANTINE, Record
from evidence.layout import Layout
from evidence.releases.about import read_about
from evidence.releases.freeze import freeze
from evidence.releases.version import Version, load
from evidence.rows import table_of
from evidence.screen.rows import LedgerRow, Screening
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.rows import MapCell
from evidence.synthesise.theme_rows import Theme
from tests.unit.brief.reviews import DOZEN
from tests.unit.builders import make
from tests.unit.compare.altered import Partial, altered, base, moved, told, with_row, without_row


def work(key: str) -> str:
    """The id of a work by the key of its entry."""
    (found,) = (row.work_id for row in base()[Work] if row.key == key)
    return found


def test_nothing_changed_is_no_change() -> None:
    assert differences(base(), base()) == []


def test_order_files_and_lines_are_no_evidence() -> None:
    other = Partial(base().at)
    places = {"source_file": "renamed.ris", "line": 7000, "position": 700}
    for (stage, name), rows in base()._read.items():
        fields = [field for field in places if rows and hasattr(rows[0], field)]
        other._read[stage, name] = [replace(row, **{f: places[f] for f in fields}) for row in reversed(rows)]
    assert differences(base(), other) == [] == differences(other, base())


def is_(**cells: object) -> Any:
    return lambda row: all(getattr(row, name) == value for name, value in cells.items())


@pytest.mark.parametrize(
    ("table", "where", "given", "field", "before", "after"),
    [
        (EvidenceItem, is_(item_id="E03"), {"estimate": 0.5}, "estimate", "0.6", "0.5"),
        (EvidenceItem, is_(item_id="E07"), {"direction": "positive"}, "direction", "none", "positive"),
        (SideOfStudy, is_(proposition="G3", study_label="Bay (2006)"), {"side": "silent"}, "side", "for", "silent"),
        (SideOfStudy, is_(proposition="G3", study_label="Bay (2006)"), {"directness": "proxy"}, "directness", "direct", "proxy"),
        (SideOfStudy, is_(proposition="G3", study_label="Bay (2006)"), {"by": "rule"}, "who read it", "ann", "rule"),
        (Pool, is_(pool_id="harvest-05b61"), {"tau2": 0.5}, "tau2", "0.03", "0.5"),
        (Theme, is_(theme="sheds"), {"statement": "A shed helps."}, "statement", "A shed that is shared helps.", "A shed helps."),
        (MapCell, is_(form="club", field="roses"), {"positive": 7}, "positive", "3", "7"),
        (Certainty, is_(proposition="G1"), {"level": "high"}, "level", "low", "high"),
        (PoolCertainty, is_(pool_id="harvest-05b61"), {"state": "stale"}, "state", "judged", "stale"),
        (GradeDomain, is_(pool_id="harvest-05b61", domain="imprecision"), {"judged": "not serious"},
         "imprecision: judged", "serious", "not serious"),
        (Screening, is_(reason="a farm"), {"decision": "include"}, "fate", "excluded", "included"),
        (Screening, is_(reason="a farm"), {"reason": "a tractor"}, "reason", "a farm", "a tractor"),
    ],
)  # fmt: skip
def test_one_cell_is_one_change(table, where, given, field, before, after) -> None:
    ((_, _, *found, way),) = moved(altered(table, with_row(where, **given)))
    assert (found, way) == ([field, before, after], "")


@pytest.mark.parametrize(
    ("table", "where", "kind", "after"),
    [
        (EvidenceItem, is_(item_id="X09"), Kind.ITEM, "A shed helped in the east."),
        (SideOfStudy, is_(proposition="G3", study_label="Bay (2006)"), Kind.SIDE, "for"),
        (Theme, is_(theme="sheds"), Kind.THEME, "A shed that is shared helps."),
        (Pool, is_(pool_id="harvest-05b61"), Kind.POOL, "3"),
    ],
)
def test_one_row_less_is_one_thing_gone(table, where, kind, after) -> None:
    ((found, _, _, was, is_now, _),) = moved(altered(table, without_row(where)))
    assert (found, was, is_now) == (kind.value, after, "")


def test_what_speaks_for_a_change_is_said() -> None:
    judged = altered(
        Certainty, with_row(is_(proposition="G1"), level="high", reason="many gardens", by="bob")
    )
    (change,) = differences(base(), judged)
    assert change.name == "Harvest" and change.why.startswith("many gardens (bob")
    read = altered(SideOfStudy, with_row(is_(proposition="G3", study_label="Yew (2005)"), side="for"))
    (change,) = differences(base(), read)
    assert change.study_id == work("yew2005") and change.why == "It lasted by duty (ann)"


def test_a_study_that_joins_a_body_changes_the_body_of_those_that_were_there() -> None:
    here = is_(proposition="G3", side="for"), is_(proposition="G3", side="against")
    other = altered(SideOfStudy, with_row(lambda row: here[0](row) or here[1](row), body="one report"))
    assert {row[2] for row in moved(other)} == {"studies of the same body of evidence"} and len(
        moved(other)
    ) == 2
    renamed = altered(SideOfStudy, with_row(here[0], body="another name for it alone"))
    assert moved(renamed) == []


def test_an_appraisal_an_implication_and_a_link_come() -> None:
    bay = work("bay2006")
    answer = make(Appraisal, study_id=bay, tool="MMAT 2018", item="1.1", answer="yes", by="ann")
    assert moved(altered(Appraisal, lambda rows: [*rows, answer])) == [
        ("appraisal", bay, "MMAT 2018: 1.1", "", "yes", "")
    ]
    follows = make(Implication, implication="I1", text="Dig.", claims=("G1",), state="holds")
    assert moved(altered(Implication, lambda rows: [*rows, follows])) == [
        ("implication", "I1", "", "", "Dig.", "")
    ]
    yew = work("yew2005")
    one, first = (
        make(StudyLink, work_id=w, study_id=yew, relation="report", reason="one trial", by="ann")
        for w in (bay, yew)
    )
    other = altered(StudyLink, lambda rows: [*rows, one, first])
    assert moved(other) == [("works joined", bay, "study", "", yew, "")]
    assert differences(base(), other)[0].why == "report; one trial (ann)"
    notice = make(
        WorkLink, work_id=bay, other_work_id="w-x", relation="retraction-of", policy="link", by="rule"
    )
    assert moved(altered(WorkLink, lambda rows: [*rows, notice])) == [
        ("works joined", bay, "link", "", "retraction-of w-x", "")
    ]


def test_a_code_that_a_person_gives_in_place_of_the_machines() -> None:
    fig = work("fig2008")
    rows = [
        make(Label, work_id=fig, facet="crop", code="roses", source="model", state="accepted", reasons=("like it",)),
        make(Label, work_id=fig, facet="crop", code="beans", source="person", state="accepted",
             reasons=("coded by ann on 2024-03-01",), by="ann"),
    ]  # fmt: skip
    kept = [row for row in base()[Label] if (row.work_id, row.facet) != (fig, "crop")]
    machine = altered(Label, lambda _: [*kept, rows[0]])
    person = altered(Label, lambda _: [*kept, replace(rows[0], state="overridden"), rows[1]])
    nobody = altered(
        Label, lambda _: [*kept, make(Label, work_id=fig, facet="crop", source="model", state="abstained")]
    )
    (change,) = differences(machine, person)
    assert (change.kind, change.field, change.before, change.after) == (
        Kind.CODE,
        "crop",
        "roses (model)",
        "beans (person)",
    )
    assert change.why == "coded by ann on 2024-03-01; a person overrode the machine’s roses"
    (change,) = differences(nobody, person)
    assert (change.before, change.after) == ("no code: the machine abstained", "beans (person)")
    likelier = altered(Label, lambda _: [*kept, replace(rows[0], probability=0.7, reasons=("other words",))])
    assert differences(machine, likelier) == []


def test_an_entry_that_was_released_and_one_that_is_set_aside() -> None:
    entry = next(row for row in base()[Record] if row.source_key == "gum2009")
    broken = make(
        base()[QUARANTINE][0].__class__, entry_id="quarantined-x", source_file=entry.source_file, problem="no title", field="title"
    )  # fmt: skip
    before = altered(QUARANTINE, lambda rows: [*rows, broken])
    for table in (Record, LedgerRow, Work, Screening, Label):
        before.put(table_of(table), [
            row for row in base()[table]
            if entry.record_id not in (getattr(row, "record_id", ""), getattr(row, "entry_id", ""))
            and getattr(row, "work_id", "") != work("gum2009")
        ])  # fmt: skip
    rows = [c for c in differences(before, base()) if c.kind in (Kind.ENTRY_IN, Kind.ENTRY_OUT)]
    assert [(c.kind, c.subject, c.before, c.after) for c in rows] == [
        (Kind.ENTRY_IN, entry.record_id, "quarantined", "excluded")
    ]
    assert "it could not be used before: no title" in rows[0].why
    rows = [c for c in differences(base(), before) if c.kind in (Kind.ENTRY_IN, Kind.ENTRY_OUT)]
    assert [(c.kind, c.before, c.after) for c in rows] == [(Kind.ENTRY_OUT, "excluded", "quarantined")]


def test_every_kind_and_way_has_its_place() -> None:
    assert {*ORDER} == {*Kind} and {*WAYS} == {*Way} and len(ORDER) == len(Kind)


def test_what_an_earlier_program_did_not_freeze_is_not_known_and_no_change(tmp_path) -> None:
    """A release of which a column and a table are taken out stands for one of an earlier version of the program."""
    shutil.copytree(DOZEN, tmp_path, dirs_exist_ok=True)
    review = Partial(Layout(tmp_path))
    review._read = {**base()._read}
    freeze(review, "one", date="2024-01-01", title="A dozen")
    assert differences(load(review.at, "one"), review) == []
    folder = tmp_path / "releases" / "one"
    finding = folder / "tables" / "synthesise" / "findings.csv"
    rows = list(csv.reader(finding.open(encoding="utf-8", newline="")))
    at = rows[0].index("related")
    with finding.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(
            [cell for n, cell in enumerate(r) if n != at] for r in rows
        )
    (folder / "tables" / "synthesise" / "theme_findings.csv").unlink()
    about = read_about(folder)
    files = {name: digest for name, digest in about.files.items() if "theme_findings" not in name}
    earlier = Version(folder, replace(about, files=files))
    assert differences(earlier, review) == [] == differences(review, earlier)
    review.put(table_of(Finding), [replace(row, n_for=row.n_for + 1, related=7) for row in review[Finding]])
    assert {c.field for c in differences(earlier, review)} == {"n_for"}


def test_a_release_is_what_was_frozen(tmp_path) -> None:
    """A release beside the working state tells what the working state beside itself does."""
    shutil.copytree(DOZEN, tmp_path, dirs_exist_ok=True)
    review = Partial(Layout(tmp_path))
    review._read = {**base()._read}
    freeze(review, "one", date="2024-01-01", title="A dozen")
    other = altered(EvidenceItem, with_row(is_(item_id="E03"), estimate=0.5))
    other.at = review.at
    assert told(differences(load(review.at, "one"), other)) == told(differences(base(), other))

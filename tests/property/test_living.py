"""Laws of a living review: what comes again, or comes later, moves nothing that stands (deduplication)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.depth import examples

from evidence.deduplicate.decisions import DuplicateDecision, Judgement
from evidence.deduplicate.stage import deduplicate
from evidence.given.check import check_table
from evidence.given.reading import as_rows
from evidence.ingest.stage import Source, ingest
from evidence.screen.decisions import ScreeningDecision
from evidence.screen.stage import screen

CASES = Path(__file__).resolve().parents[1] / "living"
FEW = examples(25)
BASE = ingest([Source("x.bib", b"@article{x, title={Oak and ash}}")]).records[0]
TITLES = [
    "Oak and ash",
    "Oak and ash: a trial",
    "Oak and ash.",
    "Elms in towns",
    "Editorial",
    "Oak",
    "樹木の研究",
]


@st.composite
def corpora(draw, most=6, dois=("", "", "10.1000/a", "10.1000/b")):
    """Records that resemble each other and lack now this, now that; keys and DOIs may be those of others."""
    rows = []
    for n in range(draw(st.one_of(st.integers(0, 1), *[st.integers(2, most)] * 3))):
        rows.append(
            replace(
                BASE,
                record_id=f"r{n}",
                source_key=f"k{draw(st.integers(0, most))}" if draw(st.booleans()) else "",
                source_file=draw(st.sampled_from(["one.ris", "two.ris"])),
                title=draw(st.sampled_from(TITLES)),
                authors=draw(st.sampled_from([(), ("Ash, Ann",), ("Ash, A.", "Elm, Bo")])),
                year=draw(st.sampled_from([None, 2001, 2002])),
                container=draw(st.sampled_from(["", "Journal of Trees", "SSRN"])),
                volume=draw(st.sampled_from(["", "1", "2"])),
                pages=draw(st.sampled_from(["", "5-9", "30-41"])),
                doi=draw(st.sampled_from(dois)),
                abstract=draw(st.sampled_from(["", "On trees. " * 9])),
            )
        )
    return rows


STRANGERS = ("r9", "k9", "10.1000/a", "https://doi.org/10.1000/B")


@st.composite
def reviewed(draw, kinds=(Judgement.DUPLICATE, Judgement.DISTINCT, Judgement.SAME_STUDY)):
    """(records, rulings on them): references are names that the records have, and now and then one that none may have."""
    records = draw(corpora())
    names = [name for r in records for name in (r.record_id, r.source_key, r.doi) if name]
    reference = st.sampled_from([*names * 3, *STRANGERS])
    rows = draw(st.lists(st.tuples(reference, reference, st.sampled_from(kinds)), max_size=4))
    return records, [
        DuplicateDecision("d.csv", line, a, b, kind, "", "", "An", "2020-01-01")
        for line, (a, b, kind) in enumerate(rows, start=2)
    ]


def again(records):
    """The same entries out of a second file, as ingest names them."""
    return [replace(r, record_id=f"{r.record_id}.2", source_file=f"again_{r.source_file}") for r in records]


def some_of(records, data):
    return data.draw(st.lists(st.sampled_from(records), unique_by=lambda r: r.record_id)) if records else []


def told(result, name=lambda record: record):
    works = {w.work_id: ({name(m) for m in w.members}, w.study_id, w.title, w.doi) for w in result.works}
    asked = sorted((name(m.record_a), name(m.record_b)) for m in result.maybe)
    return works, asked, [(r.line, r.field, r.problem) for r in result.remarks], result.links


@FEW
@given(reviewed())
def test_every_entry_twice_is_every_entry_once(review):
    records, decisions = review
    once, twice = deduplicate(records, decisions), deduplicate(records + again(records), decisions)
    assert told(twice, lambda record: record.removesuffix(".2")) == told(once)
    assert Counter(m for w in twice.works for m in w.members) == Counter(
        r.record_id for r in records + again(records)
    )


@FEW
@given(corpora(dois=("", "10.1000/a")), st.data())
def test_an_added_record_parts_no_work(records, data):
    """No ruling and no other DOI is in play, both of which may part two works: what was one work stays one work."""
    kept = some_of(records, data)
    work_of = {m.record_id: m.work_id for m in deduplicate(records).memberships}
    for work in deduplicate(kept).works:
        assert len({work_of[member] for member in work.members}) == 1


def test_a_record_at_another_place_takes_no_description_from_its_work():
    """Two that are one by what they say stay one; that the third is surely another than the second is said."""
    bare = replace(BASE, record_id="a", source_key="", title="Oak and ash in the towns of the far north")
    bare = replace(bare, authors=("Ash, Ann", "Elm, Bo"), year=2001)
    here = replace(bare, record_id="b", container="Journal of Trees", volume="3", pages="5-9")
    there = replace(bare, record_id="c", container="Annals of Water", volume="12", pages="30-41")
    assert len(deduplicate([bare, here]).works) == len(deduplicate([bare, there]).works) == 1
    assert len(deduplicate([here, there]).works) == 2
    result = deduplicate([bare, here, there])
    assert len(result.works) == 1 and [r.row_id for r in result.remarks] == ["b"]
    apart = [DuplicateDecision("d.csv", 2, "b", "c", Judgement.DISTINCT, "", "", "An", "2020-01-01")]
    ruled = deduplicate([bare, here, there], apart)
    assert len(ruled.works) == 2 and ruled.remarks == []


@FEW
@given(corpora(), st.data())
def test_an_added_record_parts_no_work_that_was_written_down(records, data):
    kept = some_of(records, data)
    before = deduplicate(kept)
    known = {m.record_id: m.work_id for m in before.memberships}
    work_of = {m.record_id: m.work_id for m in deduplicate(records, known=known).memberships}
    for work in before.works:
        assert len({work_of[member] for member in work.members}) == 1


@FEW
@given(corpora(), st.data())
def test_what_was_answered_once_is_not_asked_again_through_sisters(records, data):
    asked = deduplicate(records).maybe
    answers = [
        DuplicateDecision("d.csv", n, m.record_a, m.record_b, Judgement.DISTINCT, "", "", "An", "2020-01-01")
        for n, m in enumerate(asked)
    ]
    sisters = [
        replace(r, record_id=f"{r.record_id}-sister", source_key="", abstract="On trees, at length. " * 5)
        for r in (some_of(records, data))
    ]
    result = deduplicate(records + sisters, answers)
    work_of = {m.record_id: m.work_id for m in result.memberships}
    answered = {frozenset((work_of[m.record_a], work_of[m.record_b])) for m in asked}
    now = [frozenset((work_of[m.record_a], work_of[m.record_b])) for m in result.maybe]
    assert not answered & set(now) and len(now) == len(set(now))


@FEW
@given(reviewed(), corpora())
def test_works_keep_the_names_that_were_written_down(review, more):
    old, decisions = review
    before = deduplicate(old, decisions)
    known = {m.record_id: m.work_id for m in before.memberships}
    added = [replace(r, record_id=f"{n}new") for n, r in enumerate(more)]
    after = deduplicate(old + added, decisions, known=known)
    names = [work.work_id for work in after.works]
    assert len(names) == len(set(names))
    work_of = {m.record_id: m.work_id for m in after.memberships}
    for work in after.works:  # one of the works that it was made of has given its name
        had = {known[m] for m in work.members if m in known}
        assert work.work_id in had or not had or all(work_of[name.removeprefix("w-")] == name for name in had)


@FEW
@given(corpora(), corpora(), st.randoms())
def test_names_do_not_depend_on_the_order_of_records(old, more, random):
    known = {m.record_id: m.work_id for m in deduplicate(old).memberships}
    records = old + [replace(r, record_id=f"{n}new") for n, r in enumerate(more)]
    expected = deduplicate(records, known=known)
    random.shuffle(records)
    assert deduplicate(records, known=known) == expected


def read(*names):
    return ingest(Source(f"literature/records/{name}", (CASES / name).read_bytes()) for name in names).records


def rows_of(name, row_type):
    file = f"literature/decisions/{name}"
    checked = check_table((CASES / name).read_text(), file, row_type)
    assert not checked.set_aside
    return as_rows(checked.rows, file, row_type)


@pytest.mark.parametrize("exports", [["doi_a.ris"], ["doi_a.ris", "doi_b.ris"]])
def test_a_ruling_by_doi_stands_when_another_export_holds_the_article(exports):
    result = deduplicate(read(*exports), rows_of("doi_duplicates.csv", DuplicateDecision))
    assert len(result.works) == 2 and result.remarks == []


@pytest.mark.parametrize(
    "exports", [["doi_a.ris"], ["doi_a.ris", "key_c.bib"], ["doi_a.ris", "doi_b.ris", "key_c.bib"]]
)
def test_a_decision_by_key_stays_with_its_record_when_the_key_is_used_again(exports):
    records = read(*exports)
    merged = deduplicate(records)
    result = screen(
        merged.works, records, merged.memberships, rows_of("key_screening.csv", ScreeningDecision)
    )
    title = {w.work_id: w.title for w in merged.works}
    decided = {title[s.work_id][:11]: s.decision for s in result.screening if s.decision != "undecided"}
    assert decided == {"Job centres": "include", "Housing coa": "exclude"}
    assert not [r for r in result.remarks if "not applied" in r.problem]


def test_a_preprint_that_is_found_later_parts_no_work():
    assert len(deduplicate(read("three_years_before.ris")).works) == 1
    assert len(deduplicate(read("three_years_after_preprint.ris")).works) == 2

"""References: which work a person means by a key, a DOI, a PMID or a record id."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.decisions import by_work, last_words
from evidence.ingest.stage import Source, ingest
from evidence.mentions import TAKEN, Meanings, Mentions, Place
from evidence.screen.decisions import ScreeningDecision

BIB = b"""@misc{k1, title={A}, doi={10.1000/A}}
@misc{k2, title={B}, pmid={123}}
@misc{k2, title={C}}
@misc{title={D}}"""

JOBS, SOIL = "Job centres run jointly with charities", "Soil moisture sensors in vineyards"
ENTRIES = {
    "k1": [("w1", "Housing coalitions and tenants", "old.ris")],
    "k3": [("w3", JOBS, "old.ris"), ("w9", SOIL, "new.bib")],
    "k4": [("w9b", "Irrigation of hops", "new.bib")],
}


@pytest.fixture(scope="module")
def records():
    return ingest([Source("a.bib", BIB)]).records


def places(reference, entries=ENTRIES):
    found = entries.get(reference, [])
    return [Place(work, f"{work}-{n}", title, file, n) for n, (work, title, file) in enumerate(found)]


def row(record, decision="include", date="2026-11-01", line=2, reviewer="An", title=""):
    return ScreeningDecision("s.csv", line, record, decision, "", "", reviewer, date, title)


def test_references(records):
    mentions = Mentions(records)
    one = [records[0]]
    assert mentions.find("k1") == one
    assert mentions.find("10.1000/a") == one
    assert mentions.find("https://doi.org/10.1000/A") == one
    assert mentions.find(records[0].record_id) == one
    assert mentions.find("123") == [records[1]]
    assert mentions.find("k2") == records[1:3]
    assert mentions.find("k3") == []
    assert mentions.find("") == []


def test_a_record_id_means_its_own_record_whoever_has_it_for_a_key(records):
    other = replace(records[1], source_key=records[0].record_id)
    assert Mentions([records[0], other]).find(records[0].record_id) == [records[0]]


def test_a_reference_of_several_records_of_one_work_means_the_work():
    twice = {"k1": [("w1", "A title", "old.ris"), ("w1", "A Title.", "new.bib")]}
    meaning = Meanings([], lambda name: places(name, twice)).of("k1", "2026-11-01")
    assert meaning.works == ("w1",) and not meaning.problem


@pytest.mark.parametrize(
    ("uses", "date", "expected"),
    [
        ([("k1", "2026-11-01")], "2026-11-01", "w3"),  # k1 stands in old.ris alone
        ([("k1", "2026-11-01"), ("k4", "2026-12-01")], "2026-11-01", "w3"),  # new.bib was read later
        ([("k1", "2026-11-01"), ("k4", "2026-11-01")], "2026-11-01", None),
        ([("k1", "2026-11-02")], "2026-11-01", None),  # nobody had read old.ris by then, as far as is known
        ([("k4", "2026-11-01")], "2026-11-01", "w9"),
        ([], "2026-11-01", None),
    ],
)
def test_a_key_used_again_stays_with_the_export_that_was_read_by_then(uses, date, expected):
    meaning = Meanings([*uses, ("k3", date)], places).of("k3", date)
    if expected:
        assert meaning.works == (expected,) and TAKEN in meaning.problem
    else:
        assert set(meaning.works) == {"w3", "w9"} and "2 records" in meaning.problem
    assert JOBS[:20] in meaning.fix and SOIL[:20] in meaning.fix and "new.bib:1" in meaning.fix


def test_a_key_used_again_stays_with_what_was_known_where_nothing_else_tells():
    known = [replace(place, known=place.file == "old.ris") for place in places("k3")]
    meaning = Meanings([("k3", "2026-11-01")], lambda _: known).of("k3", "2026-11-01")
    assert meaning.works == ("w3",) and "known before" in meaning.problem
    both = [replace(place, known=True) for place in known]
    assert not Meanings([], lambda _: both).of("k3", "2026-11-01").understood


def test_an_export_that_came_twice_is_as_good_as_one():
    twice = {name: [*own, *((w, t, f"again_{f}") for w, t, f in own)] for name, own in ENTRIES.items()}
    meaning = Meanings([("k1", "2026-11-01")], lambda name: places(name, twice)).of("k3", "2026-11-01")
    assert meaning.works == ("w3",)


@pytest.mark.parametrize(
    ("title", "expected"),
    [(JOBS, ("w3",)), (SOIL.upper() + ".", ("w9",)), ("Soil moisture sensor in vineyards", ("w9",))],
)
def test_a_noted_title_says_which_is_meant(title, expected):
    meaning = Meanings([("k1", "2026-11-01")], places).of("k3", "2026-11-01", title)
    assert meaning.works == expected and not meaning.problem


def test_a_noted_title_that_fits_nothing_is_a_mistake_even_where_the_key_is_used_once():
    meaning = Meanings([], places).of("k1", "2026-11-01", "Bees and their keepers")
    assert not meaning.understood and "Bees" in meaning.problem and "Housing coalitions" in meaning.problem


def test_remark_for_what_was_not_applied():
    decision = row("k9", line=7)
    remarks = [
        Meanings([], places).of(name, "2026-11-01").remark(decision, name, "record") for name in ("k9", "k3")
    ]
    assert (remarks[0].line, remarks[0].value, remarks[0].source_file) == (7, "k9", "s.csv")
    assert "no record" in remarks[0].problem
    assert "2 records" in remarks[1].problem
    assert all("not applied" in remark.problem for remark in remarks)
    assert remarks[0].how_to_fix != remarks[1].how_to_fix


def test_decisions_stay_with_their_works_when_a_key_is_used_again():
    """cases/duplicates/living, key_reuse: k3 was decided on beside k1; another export uses k3 for another paper."""
    old = b"TY  - JOUR\nID  - k1\nTI  - Housing coalitions\nER  - \n\nTY  - JOUR\nID  - k3\nTI  - Job centres\nER  - \n"
    new = b"@article{k3, title={Soil moisture sensors in vineyards}, year={2021}}"
    entries = ingest([Source("old.ris", old), Source("new.bib", new)]).records
    work_of = {r.record_id: f"w-{r.record_id}" for r in entries}
    applied, remarks = by_work([row("k3"), row("k1", "exclude", line=3)], Mentions(entries), work_of)
    title = {f"w-{r.record_id}": r.title for r in entries}
    assert [(d.record, title[work]) for d, work in applied] == [
        ("k3", "Job centres"),
        ("k1", "Housing coalitions"),
    ]
    assert [r.value for r in remarks] == ["k3"] and "not applied" not in remarks[0].problem


def test_the_last_word_on_an_entry_stands_by_whichever_of_its_names():
    entries = ingest(
        [Source("a.bib", b"@misc{k1, title={A b c}, doi={10.1000/a}}\n@misc{k2, title={A b c}}")]
    ).records
    copy = ingest([Source("b.bib", b"@misc{k1, title={A b c}, doi={10.1000/a}, abstract={More}}")]).records[0]
    given = [row("k1"), row("10.1000/a", "exclude", "2026-11-02"), row("k2", "background", line=3)]
    for records in (entries, [*entries, copy]):
        work_of = {record.record_id: "w" for record in records}
        mentions = Mentions(records)
        applied, _ = by_work(given, mentions, work_of)
        standing = last_words(applied, mentions, work_of)
        assert sorted(d.decision for d, _ in standing) == ["background", "exclude"]


def test_a_title_of_several_words_is_a_reference_however_short():
    records = ingest(
        [Source("b.bib", b"@misc{a, title={On tea}}\n@misc{b, title={Tea}}\n@misc{c, title={Rents}}")]
    ).records
    references = Mentions(records)
    assert [r.source_key for r in references.find("on tea")] == ["a"]
    # One word may be a key that is no longer there.
    assert references.find("Rents") == [] and [r.source_key for r in references.find("c")] == ["c"]

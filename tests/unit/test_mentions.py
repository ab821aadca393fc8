"""References: which work a person means by a key, a DOI, a PMID or a record id."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.decisions import by_work, last_words
from evidence.ingest.stage import Source, ingest
from evidence.mentions import Mentions
from evidence.screen.decisions import ScreeningDecision

BIB = b"""@misc{k1, title={A}, doi={10.1000/A}}
@misc{k2, title={B}, pmid={123}}
@misc{k2, title={C}}
@misc{title={D}}"""


@pytest.fixture(scope="module")
def records():
    return ingest([Source("a.bib", BIB)]).records


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

"""All hundred awkward records come out as an information specialist would have them."""

from __future__ import annotations

from collections import Counter

import pytest

from evidence.deduplicate.settings import LinkageRules
from evidence.deduplicate.stage import deduplicate
from evidence.ingest.stage import Source, ingest

from .score import HERE, right, table, truth

FILES = ("library.bib", "database.ris", "pubmed.nbib", "table.csv", "wos.txt", "crossref.json", "endnote.xml")
# The usual policy, said: the versions of a review are told apart.
SETTINGS = LinkageRules(policy={"update-of": "study"})


@pytest.fixture(scope="module")
def done():
    read = ingest([Source(name, (HERE / name).read_bytes()) for name in FILES])
    return read, deduplicate(read.records, settings=SETTINGS)


def clusters(done) -> dict[tuple[str, int], str]:
    read, result = done
    work = {m.record_id: m.work_id for m in result.memberships}
    return {(r.source_file, r.position + 1): work[r.record_id] for r in read.records}


def test_there_are_a_hundred() -> None:
    expected = truth()
    assert len(expected) == 100
    assert len({t.entry for t in expected}) == 100
    assert all(t.why and t.failure_class for t in expected)


def test_every_entry_is_counted(done) -> None:
    read, _ = done
    per_file = Counter(t.file for t in truth())
    assert {c.source_file: c.counted for c in read.counts} == per_file
    assert sum(c.read + c.quarantined for c in read.counts) == 100


def test_every_fate_is_as_expected(done) -> None:
    found = right(truth(), clusters(done))
    wrong = [t for t in truth() if not found[t.entry]]
    assert not wrong, "\n" + "\n".join(f"{t.file}:{t.position} {t.label}: {t.why}" for t in wrong)


def test_every_link_is_as_expected(done) -> None:
    _, result = done
    of = clusters(done)
    work = {t.work: of[t.entry] for t in truth() if t.entry in of}
    expected = {(work[t.work], t.relation, work[t.target]) for t in truth() if t.relation}
    assert {(link.work_id, link.relation, link.other_work_id) for link in result.links} == expected


def test_what_nobody_can_tell_is_asked(done) -> None:
    read, result = done
    place = {r.record_id: (r.source_file, r.position + 1) for r in read.records}
    asked = {place[record] for pair in result.maybe for record in (pair.record_a, pair.record_b)}
    assert {t.entry for t in truth() if t.ask} <= asked


def test_what_is_set_aside_says_what_to_do(done) -> None:
    read, _ = done
    assert len(read.quarantine) == sum(t.fate == "quarantined" for t in truth())
    assert all(q.problem and q.how_to_fix and q.line for q in read.quarantine)


def test_the_table_adds_up(done) -> None:
    text = table({"this pipeline": right(truth(), clusters(done))}, truth())
    assert text.splitlines()[-1] == "| **all** | 100 | 100 |"

"""The shipped review as a living one: known literature comes again, and nothing moves.

The cases are those that were seen to fail: every export a second time, known works described anew, a ruling by a DOI that
two entries have, a key that is used for another paper, and a preprint that is found later.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evidence import inputs
from evidence.brief.components import study_page
from evidence.codebook_file import load_codebook
from evidence.deduplicate.decisions import DuplicateDecision, KnownWork, names_of
from evidence.deduplicate.settings import LinkageRules
from evidence.deduplicate.stage import deduplicate
from evidence.extract.rows import EvidenceItem
from evidence.extract.side_readings import SideDecision
from evidence.extract.stage import library
from evidence.ingest.stage import Source, ingest
from evidence.layout import Layout
from evidence.review import InMemory
from evidence.rows import table_of
from evidence.screen.decisions import ScreeningDecision
from evidence.screen.stage import screen
from evidence.settings_catalogue import load_config
from evidence.stage import Bench
from evidence.stages.extract import BIBLIOGRAPHY, EXTRACT
from evidence.synthesise.findings import Claims, evidence_hash
from evidence.synthesise.rules import load_claims

ROOT = Path(__file__).resolve().parents[2]
AT = Layout(ROOT)
DESCRIBED = 60


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return [Source(path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in AT.exports]


@pytest.fixture(scope="module")
def records(sources):
    marker = load_config(AT.setting("config")).ingest.own_words_marker
    return ingest(sources, marker).records


@pytest.fixture(scope="module")
def rulings():
    return inputs.decisions(DuplicateDecision, AT)[0]


@pytest.fixture(scope="module")
def known():
    rows, remarks = inputs.people(KnownWork, AT.known_works, AT)
    assert not remarks
    return names_of(rows)


@pytest.fixture(scope="module")
def before(records, rulings, known):
    return deduplicate(records, rulings, _settings(), known)


def _settings():
    return inputs.settings(LinkageRules, "deduplicate", AT)


def _keys(records, result):
    """The works as sets of citation keys, which stay whatever ids are given."""
    key = {r.record_id: r.source_key for r in records}
    return sorted({tuple(sorted({key[m] for m in work.members})) for work in result.works})


def _works(result):
    return {w.work_id: (w.study_id, w.title, w.doi) for w in result.works}


def test_the_shipped_names_are_those_that_are_written_down(before, known):
    assert {m.record_id: m.work_id for m in before.memberships} == known


def test_every_export_a_second_time_changes_nothing(sources, records, rulings, known, before):
    again = [Source(s.name.replace("records/", "records/again_"), s.data) for s in sources]
    marker = load_config(AT.setting("config")).ingest.own_words_marker
    twice = ingest([*sources, *again], marker).records
    for names in (known, {}):
        after = deduplicate(twice, rulings, _settings(), names)
        assert len(after.works) == 455 and len({w.study_id for w in after.works}) == 430
        asked = [[(m.record_a, m.record_b) for m in result.maybe] for result in (before, after)]
        assert asked[0] == asked[1] and after.remarks == before.remarks == []
        assert _works(after) == _works(before)
        assert _keys(twice, after) == _keys(records, before)
    decided = inputs.decisions(ScreeningDecision, AT)[0]
    screened = screen(after.works, twice, after.memberships, decided)
    assert screened.remarks == []
    first = screen(before.works, records, before.memberships, decided)
    assert list(screened.screening) == list(first.screening)


def _again(records, kind: str) -> list:
    """Works described once more by another database, under keys of its own."""
    chosen = [r for r in records if r.authors and r.container][:DESCRIBED]
    assert len(chosen) == DESCRIBED
    fuller = {
        "fuller": lambda n, r: {
            "doi": r.doi or f"10.5555/again.{n}",
            "abstract": f"{r.title} is studied. " * 9,
        },
        "other fields": lambda n, r: (
            {"doi": r.doi or f"10.5555/again.{n}", "abstract": "It is studied. " * 9}
            | {"url": "", "publisher": "", "issue": "", "kind": "article"}
        ),
        "barer": lambda n, r: {
            "abstract": "",
            "abstract_kind": "",
            "url": "",
            "publisher": "",
            "keywords": (),
        },
    }[kind]
    return [
        replace(
            r,
            **{**fuller(n, r), "record_id": f"{'az'[n % 2]}again-{n}", "source_key": f"again{n}"},
            source_file="again.ris",
            line=n + 1,
        )
        for n, r in enumerate(chosen)
    ]


def _fingerprints(records, merged) -> dict[str, str]:
    """Of every claim, as `evidence synthesise` computes it; machine codes are no part of it."""
    codebook = load_codebook(AT.setting("codebook"))
    propositions = load_claims(AT.setting("propositions"), codebook)
    decided = inputs.decisions(ScreeningDecision, AT)[0]
    screening = list(screen(merged.works, records, merged.memberships, decided).screening)
    books = library(records, merged.works, merged.memberships, screening)
    review = InMemory(AT)
    for row, rows in zip(BIBLIOGRAPHY, (records, merged.works, merged.memberships, screening), strict=True):
        review.put(table_of(row), rows)
    EXTRACT.run(Bench(EXTRACT, review))
    items = review[EvidenceItem]
    read = inputs.decisions(SideDecision, AT, codebook, propositions.ids())[0]
    claims = Claims(items, books, [], codebook, propositions, read, False)
    return {p.id: evidence_hash(p, claims.sides(p), items) for p in propositions.items}


@pytest.mark.parametrize(
    ("kind", "written_down"),
    [("fuller", True), ("other fields", True), ("barer", True), ("fuller", False)],
)
def test_known_works_that_are_described_again_keep_their_addresses(
    records, rulings, known, before, kind, written_down
):
    everything = [*records, *_again(records, kind)]
    after = deduplicate(everything, rulings, _settings(), known if written_down else {})
    page = {m.record_id: study_page(m.work_id) for m in after.memberships}
    bare = {r.record_id for r in records if written_down or not (r.doi and r.abstract)}
    moved = [m.record_id for m in before.memberships if study_page(m.work_id) != page[m.record_id]]
    assert [record for record in moved if record in bare] == []
    assert len(after.works) <= len(before.works) + 2, "they were known for what they are"
    if written_down:
        studies = {w.work_id: w.study_id for w in after.works}
        assert {w.work_id: w.study_id for w in before.works}.items() <= studies.items()


def test_known_works_that_are_described_again_move_no_fingerprint(records, rulings, known, before):
    everything = [*records, *_again(records, "fuller")]
    after = deduplicate(everything, rulings, _settings(), known)
    first, then = _fingerprints(records, before), _fingerprints(everything, after)
    assert len(first) == 18 and then == first

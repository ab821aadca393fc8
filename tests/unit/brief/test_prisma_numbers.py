"""The numbers of the flow are those of the tables: entries, works and studies are three different things."""

from __future__ import annotations

from dataclasses import replace

from evidence.brief.figures.prisma_flow import prisma_flow
from evidence.brief.prisma import flow_of
from evidence.ingest.rows import FileCount
from evidence.ledger import balance
from evidence.screen.rows import LedgerRow, Screen

from ..builders import item, make, screening, work


def test_each_number_has_its_unit() -> None:
    """Eleven entries: two set aside, one a duplicate, eight works: five included of three studies, one of each other kind."""
    fates = ["quarantined"] * 2 + ["duplicate", "excluded", "background", "undecided"] + ["included"] * 5
    rows = [make(LedgerRow, entry_id=f"e{n}", fate=fate, final=True) for n, fate in enumerate(fates)]
    rows += [make(LedgerRow, entry_id=f"e{n}", fate="read", final=False) for n in range(11)]
    works = [work(f"i{n}", study_id=f"s{n % 3}") for n in range(5)] + [work(name) for name in ("x", "b", "u")]
    decided = [screening(f"i{n}") for n in range(5)]
    decided += [screening("x", "exclude"), screening("b", "background"), screening("u", "undecided")]
    items = [
        item("e"),
        item("d", effect_type="direction_only"),
        *(item(f"p{n}", kind="extract") for n in range(4)),
    ]
    counts = [FileCount("b.ris", "ris", 4, 3, 1), FileCount("a.ris", "ris", 7, 6, 1)]
    found = flow_of(counts, rows, works, decided, items, None)
    assert (found.entries, found.quarantined, found.duplicates, found.works) == (11, 2, 1, 8)
    assert (found.screened, found.undecided, found.background, found.included, found.studies) == (
        7,
        1,
        1,
        5,
        3,
    )
    assert found.excluded == (("no reason recorded", 1),)
    assert (found.extracts, found.effects, found.directions_only) == (4, 2, 1)
    assert found.sources == (("a.ris", 7), ("b.ris", 4))
    assert found.entries == found.quarantined + found.duplicates + found.works


def _decided(n: int, decision: str, stage: str = "full_text", reason: str = "", unretrieved: bool = False):
    rows = [screening(f"{decision}-{stage}-{reason}-{i}", decision) for i in range(n)]
    return [replace(row, stage=stage, reason=reason, unretrieved=unretrieved) for row in rows]


SCREENED = [
    *_decided(60, "exclude", "title_abstract", "off topic"),
    *_decided(3, "background", "title_abstract"),
    *_decided(4, "include", "title_abstract"),
    *_decided(2, "exclude", reason="not retrieved", unretrieved=True),
    *_decided(5, "exclude", reason="no outcome"),
    *_decided(1, "exclude", reason="no data"),
    *_decided(1, "background"),
    *_decided(20, "include"),
    screening("u", "undecided"),
]


def test_full_texts_are_sought_retrieved_and_judged_and_the_sums_hold() -> None:
    fates = [LedgerRow(*("",) * 2, 0, "", Screen(row.decision).fate, "", "", True) for row in SCREENED]
    found = flow_of([], fates, [work(row.work_id) for row in SCREENED], SCREENED, [], None)
    of = found.in_full
    assert (of.sought, of.not_retrieved, of.assessed, of.background, of.included) == (29, 2, 27, 1, 20)
    assert of.excluded == (("no outcome", 5), ("no data", 1)) and found.excluded == (("off topic", 60),)
    assert (found.included, found.unsought, found.background) == (24, 4, 3)
    assert found.screened == 60 + found.background + of.sought + found.unsought
    said = {what: n for _, what, n in found.rows()}
    assert said["Reports sought for retrieval"] == 29 and said["Reports excluded: no outcome"] == 5
    (sums,) = [s for s in balance([], [], [], [], SCREENED, fates) if s.name == "reports sought in full"]
    assert sums.holds and sums.text().endswith("= 2 not retrieved + 20 include + 1 background + 6 exclude")


def test_where_no_full_text_was_sought_no_nought_is_printed() -> None:
    rows = _decided(3, "include", "title_abstract")
    fates = [LedgerRow(*("",) * 2, 0, "", "included", "", "", True) for _ in rows]
    found = flow_of([], fates, [work(row.work_id) for row in rows], rows, [], None)
    said = {what: n for _, what, n in found.rows()}
    assert found.in_full is None and said["Included without their full text having been sought"] == 3
    assert not any("retriev" in what for what in said)
    for compact in (False, True):
        drawn = prisma_flow(found, "p", compact=compact)
        assert "Full texts were not sought" in drawn and "retriev" not in drawn and "assessed" not in drawn


def test_where_nobody_wrote_down_what_was_read_the_flow_claims_nothing_of_it() -> None:
    told = [replace(row, basis="abstract") for row in _decided(2, "include", "")]
    rows = [
        *told,
        *(replace(row, work_id=f"{row.work_id}-untold", basis="") for row in _decided(3, "include", "")),
    ]
    fates = [LedgerRow(*("",) * 2, 0, "", "included", "", "", True) for _ in rows]
    found = flow_of([], fates, [work(row.work_id) for row in rows], rows, [], None)
    said = {what: n for phase, what, n in found.rows() if phase == "Full text"}
    assert said == {
        "Included without their full text having been sought": 2,
        "Included, and it was not written down what was read": 3,
    }
    alone = replace(found, included=3)
    drawn = prisma_flow(alone, "flow")
    assert "not written down" in drawn and "not sought" not in drawn and "abstract or less" not in drawn

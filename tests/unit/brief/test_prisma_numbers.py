"""The numbers of the flow are those of the tables: entries, works and studies are three different things."""

from __future__ import annotations

from evidence.brief.prisma import flow_of
from evidence.ingest.rows import FileCount
from evidence.screen.rows import LedgerRow

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

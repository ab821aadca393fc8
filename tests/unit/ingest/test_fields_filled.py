"""A file whose years or journals are mostly empty is said to look badly read; one that has none by its nature is not."""

from __future__ import annotations

import pytest

from evidence.ingest.fields_filled import fields_filled, looks_badly_read
from evidence.ingest.stage import Source, ingest


def csv(header: str, line: str, times: int = 8) -> bytes:
    return "\n".join([header, *(line.format(n=n) for n in range(times))]).encode()


def doubts(data: bytes, name: str = "x.csv") -> list[str]:
    (file,) = fields_filled(ingest([Source(name, data)]).records)
    return [remark.field for remark in looks_badly_read(file)]


WHOLE = 'T{n} of care,"Ash, Bo",2019,J Homes,7,article,10.1000/{n}'


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("title,authors,year,journal,volume,type,doi", []),
        ("title,authors,Wann,journal,volume,type,doi", ["year"]),
        ("title,authors,year,Worin,volume,type,doi", ["container"]),
        ("title,Leute,year,journal,Teil,type,doi", ["authors", "volume or pages"]),
        # of unknown kind, but with DOIs: these stand in journals
        ("title,authors,year,Worin,volume,Sorte,doi", ["container"]),
    ],
)
def test_columns_that_were_not_known_are_noticed(header, expected) -> None:
    assert doubts(csv(header, WHOLE)) == expected


@pytest.mark.parametrize("kind", ["web", "blog", "news", "book", "report"])
def test_kinds_that_have_no_journal_are_not_blamed_for_it(kind) -> None:
    assert doubts(csv("title,authors,year,type", f'T{{n}} of care,"Ash, Bo",2019,{kind}')) == []


def test_few_records_and_a_few_gaps_say_nothing() -> None:
    assert doubts(csv("title,type", "T{n} of care,article", times=4)) == []
    some = csv("title,authors,year,journal,volume,type,doi", WHOLE, 4).decode()
    gaps = "\n".join(f"U{n} of care,,,,,article," for n in range(12))
    assert doubts(f"{some}\n{gaps}".encode()) == []


def test_shares_are_of_the_files_own_records() -> None:
    data = b"title,year\nOne paper,2019\nTwo papers,\n"
    (file,) = fields_filled(ingest([Source("x.csv", data)]).records)
    assert (file.records, file.shares["title"], file.shares["year"]) == (2, 1.0, 0.5)

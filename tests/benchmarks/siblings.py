"""Works that look like duplicates and are none: made from the records of a labelled set, of kinds that no set has enough of.

A record and its sibling are two works by construction: the next column under one title, the second part, the opposite, the
draft, the erratum, the reply, the report of the next year. Other fields are blanked at random, never those that tell.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from labelled import Labelled, record, table

Row = dict[str, str]
_PLACES = (
    "Austria",
    "Australia",
    "Iran",
    "Iraq",
    "Niger",
    "Nigeria",
    "Slovakia",
    "Slovenia",
    "Georgia",
    "Norway",
)
_TURNED = (
    ("employment", "unemployment"),
    ("formal", "informal"),
    ("inclusion", "exclusion"),
    ("men", "women"),
)
_TURNED += (
    ("public", "private"),
    ("rural", "urban"),
    ("paid", "unpaid"),
    ("married", "unmarried"),
    ("before", "after"),
)
_DRAFTS = ("SSRN Electronic Journal", "medRxiv", "Working paper", "Technical report", "PhD thesis")
_MEETINGS = (
    "Proceedings of the annual conference",
    "Abstracts of the annual meeting",
    "International symposium",
)
BLANKED = 0.25


def siblings(one: Labelled, works: int = 800) -> Labelled:
    """Pairs of siblings, and a plain copy of every third record so that true pairs are among them."""
    draw = random.Random(zlib.crc32(one.name.encode()))
    first = dict(zip(one.cluster.tolist(), one.rows, strict=True))
    chosen = [row for row in first.values() if len((row.get("title") or "").split()) > 3]
    rows: list[Row] = []
    cluster: list[str] = []
    for number, row in enumerate(draw.sample(chosen, min(works, len(chosen)))):
        base = _whole(row, draw)
        a, b, telling = draw.choice(_KINDS)(base, draw)
        made = [(a, "a"), (b, "b")] + ([(dict(a), "a")] if number % 3 == 0 else [])
        for entry, name in made:
            kept = _blanked(entry, telling, draw)
            rows.append(kept | {"id": f"s{len(rows)}", "doi": "", "entrytype": "article"})
            cluster.append(f"{number}{name}")
    records = table([record(row) for row in rows])
    return replace(one, name=f"{one.name}, siblings", rows=rows, records=records, cluster=np.array(cluster))


def _whole(row: Row, draw: random.Random) -> Row:
    """A record with a place of its own where the set gives none."""
    first = draw.randrange(1, 400)
    return {
        "title": row["title"],
        "authors": row.get("authors") or "Roe, Ann and Lee, Kim",
        "year": row.get("year") or "2005",
        "journal": row.get("journal") or row.get("booktitle") or "Journal of Examples",
        "volume": str(draw.randrange(1, 90)),
        "number": str(draw.randrange(1, 5)),
        "pages": f"{first}--{first + draw.randrange(1, 20)}",
    }


def _blanked(row: Row, telling: set[str], draw: random.Random) -> Row:
    return {k: v if k in telling or k == "title" or draw.random() >= BLANKED else "" for k, v in row.items()}


def _later(row: Row, draw: random.Random) -> str:
    """Pages that follow."""
    last = int(row["pages"].split("--")[1]) + draw.randrange(1, 60)
    return f"{last}--{last + draw.randrange(1, 20)}"


def _column(row: Row, draw: random.Random) -> Row:
    """The record under the title of a column, which is in few words."""
    words = row["title"].split()[: draw.randrange(2, 7)]
    return row | {"title": " ".join(words)}


def _issue(row: Row, draw: random.Random) -> tuple[Row, Row, set[str]]:
    row = _column(row, draw)
    other = row | {"number": str(int(row["number"]) + 1), "pages": _later(row, draw)}
    return row, other, draw.choice(({"number"}, {"pages", "volume"}, {"number", "pages"}))


def _volume(row: Row, draw: random.Random) -> tuple[Row, Row, set[str]]:
    row = _column(row, draw)
    year = str(int(row["year"]) + 1) if row["year"].isdigit() else ""
    other = row | {"volume": str(int(row["volume"]) + 1), "year": year, "pages": _later(row, draw)}
    return row, other, draw.choice(({"volume"}, {"volume", "pages"}, {"year", "volume"}))


def _part(row: Row, draw: random.Random) -> tuple[Row, Row, set[str]]:
    one, two = draw.choice((("part 1", "part 2"), ("I", "II"), ("part A", "part B"), ("study 1", "study 2")))
    a, b = row | {"title": f"{row['title']}: {one}"}, row | {"title": f"{row['title']}: {two}"}
    return a, b | {"pages": _later(row, draw)}, set()


def _opposite(row: Row, draw: random.Random) -> tuple[Row, Row, set[str]]:
    one, two = draw.choice(_TURNED)
    words = row["title"].split()
    at = draw.randrange(len(words))
    a, b = ({"title": " ".join([*words[:at], word, *words[at:]])} for word in (one, two))
    return row | a, row | b | {"pages": _later(row, draw)}, set()


def _elsewhere(row: Row, draw: random.Random) -> tuple[Row, Row, set[str]]:
    one, two = draw.sample(_PLACES, 2)
    a, b = ({"title": f"{row['title']} in {place}"} for place in (one, two))
    return row | a, row | b | {"pages": _later(row, draw)}, set()


def _draft(row: Row, draw: random.Random) -> tuple[Row, Row, set[str]]:
    year = str(int(row["year"]) - draw.randrange(2)) if row["year"].isdigit() else ""
    other = row | {
        "journal": draw.choice(_DRAFTS + _MEETINGS),
        "year": year,
        "volume": "",
        "number": "",
        "pages": "",
    }
    return row, other, {"journal"}


def _erratum(row: Row, draw: random.Random) -> tuple[Row, Row, set[str]]:
    page = _later(row, draw).split("--")[0]
    return row, row | {"title": f"Erratum: {row['title']}", "pages": page, "number": "4"}, set()


def _reply(row: Row, draw: random.Random) -> tuple[Row, Row, set[str]]:
    return (
        row,
        row | {"title": f"Reply to: {row['title']}", "authors": "Poe, Sue", "pages": _later(row, draw)},
        set(),
    )


def _report(row: Row, draw: random.Random) -> tuple[Row, Row, set[str]]:
    row = _column(row, draw)
    body = "National Board of Examples"
    a = row | {
        "authors": body,
        "journal": body,
        "volume": "",
        "number": "",
        "pages": str(draw.randrange(8, 90)),
    }
    year = str(int(row["year"]) + 1) if row["year"].isdigit() else "2001"
    return a, a | {"year": year, "pages": ""}, {"year", "authors", "journal"}


def _others(row: Row, draw: random.Random) -> tuple[Row, Row, set[str]]:
    """A commentary of other people under the same title, in the same issue."""
    row = _column(row, draw)
    return row, row | {"authors": "Poe, Sue", "pages": _later(row, draw)}, {"authors"}


_KINDS: tuple[Callable[[Row, random.Random], tuple[Row, Row, set[str]]], ...] = (
    *(_issue, _volume, _part, _opposite, _elsewhere, _draft, _draft, _erratum, _reply, _report, _others),
)

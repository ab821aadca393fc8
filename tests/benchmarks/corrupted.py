"""Labelled sets as worse sources would give them: without identifiers, without a column, or as an extractor reads references.

The truth stays that of the set: a corrupted record is of the work that its original is of.
"""

from __future__ import annotations

import random
import re
import zlib
from dataclasses import replace

import numpy as np
from labelled import Labelled, record, table

IDENTIFIERS = ("doi",)
COLUMNS = {
    "identifiers": ("doi", "isbn"),
    "place": ("journal", "booktitle"),
    "volume": ("volume",),
    "issue": ("number",),
    "pages": ("pages",),
    "year": ("year",),
    "authors": ("authors",),
    "abstract": ("abstract",),
    "source": ("source",),
}
_TYPOS = (
    ("fi", "f"),
    ("rn", "m"),
    ("l", "1"),
    ("o", "0"),
    ("ti", "t i"),
    ("e", "c"),
    ("in", "m"),
    ("a", "o"),
)


def without(one: Labelled, column: str) -> Labelled:
    """The set with these columns empty; identifiers go with every column, since an export that lacks one lacks both."""
    gone = {*COLUMNS[column], *COLUMNS["identifiers"]}
    rows = [{k: "" if k in gone else v for k, v in row.items()} for row in one.rows]
    return _made(one, f"{one.name}, no {column}", rows, one.cluster)


def extracted(one: Labelled, cited: int = 1500, seed: int = 1) -> Labelled:
    """About `cited` references to works of the set, as software reads them out of the reference lists of papers.

    Works are cited 1 to 12 times, few of them often. Each reference has the faults of an extractor: slips in letters,
    titles cut off or run together with the journal, initials, authors lost, abbreviated or missing journals, wrong or missing years,
    missing volumes and pages, and sometimes the name of the journal for a title.
    """
    draw = random.Random(zlib.crc32(one.name.encode()) + seed)
    groups: dict[str, list[int]] = {}
    for at, name in enumerate(one.cluster.tolist()):
        groups.setdefault(name, []).append(at)
    works = list(groups)
    draw.shuffle(works)
    rows, cluster = [], []
    for work in works:
        if len(rows) >= cited:
            break
        # A paper lists a work once; it is the source of its references.
        for paper in draw.sample(range(cited // 40), min(12, int(draw.paretovariate(1.0)))):
            row = one.rows[draw.choice(groups[work])]
            entry = {"id": f"x{len(rows)}", "entrytype": "article", "source": f"paper {paper}"}
            rows.append(_read(row, draw) | entry)
            cluster.append(work)
    return _made(one, f"{one.name}, extracted", rows, np.array(cluster))


def _made(one: Labelled, name: str, rows: list[dict[str, str]], cluster: np.ndarray) -> Labelled:
    return replace(one, name=name, rows=rows, records=table([record(row) for row in rows]), cluster=cluster)


def _read(row: dict[str, str], draw: random.Random) -> dict[str, str]:
    """One reference as an extractor would give it."""
    journal = row.get("journal") or row.get("booktitle") or ""
    title, chance = row.get("title") or "", draw.random
    if chance() < 0.25 and re.search(r"[:?.] ", title):
        title = re.split(r"[:?.] ", title)[0]
    elif chance() < 0.05:
        words = title.split()
        title = " ".join(words[: max(3, len(words) * 2 // 3)])
    if chance() < 0.2:
        title = _slips(title, draw)
    if chance() < 0.03 and journal:
        title = f"{title}. {journal}"
    if chance() < 0.03 and journal:
        title = journal
    elif chance() < 0.01:
        title = ""
    year = row.get("year") or ""
    if chance() < 0.06 and year.isdigit():
        year = str(int(year) + draw.choice((-1, 1, 1, 2, -10)))
    elif chance() < 0.08:
        year = ""
    kept = {"title": title, "authors": _authors(row.get("authors") or "", draw), "year": year}
    kept["journal"] = "" if chance() < 0.12 else _short(journal, draw) if chance() < 0.3 else journal
    kept["volume"] = "" if chance() < 0.25 else row.get("volume") or ""
    kept["number"] = "" if chance() < 0.4 else row.get("number") or ""
    pages = row.get("pages") or ""
    kept["pages"] = "" if chance() < 0.3 else re.split("-", pages)[0] if chance() < 0.15 else pages
    if chance() < 0.04:
        kept["volume"], kept["number"] = kept["number"], kept["volume"]
    if chance() < 0.02:
        kept["pages"] = str(draw.randrange(1, 900))
    kept["doi"] = (row.get("doi") or "") if chance() < 0.05 else ""
    return kept


def _slips(text: str, draw: random.Random) -> str:
    for _ in range(draw.choice((1, 1, 2, 3))):
        wrong, right = draw.choice(_TYPOS)
        if wrong in text:
            text = text.replace(wrong, right, 1)
        elif len(text) > 5:
            at = draw.randrange(1, len(text) - 1)
            text = text[:at] + text[at + 1 :]
    return text


def _authors(text: str, draw: random.Random) -> str:
    names = [name for name in text.split(" and ") if name.strip()]
    if draw.random() < 0.06:
        return ""
    if len(names) > 2 and draw.random() < 0.2:
        names = names[: draw.randrange(1, len(names))]
    if draw.random() < 0.6:
        names = [re.sub(r"(?<=, )(\w)[\w.\-]*", r"\1.", name) for name in names]
    if draw.random() < 0.05:
        names = [_slips(name, draw) for name in names]
    return " and ".join(names)


def _short(journal: str, draw: random.Random) -> str:
    words = journal.split()
    if len(words) == 1:
        return journal
    if draw.random() < 0.1:
        return "".join(word[0] for word in words if word[0].isupper())
    return " ".join(word if len(word) < 5 else word[: draw.choice((3, 4, 5))] + "." for word in words)

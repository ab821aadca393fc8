"""One export downloaded twice, made with a seed: the second in another order, under other keys, corrected, completed, in another format.

The maker knows which entry of the second is which of the first: entry n of the list is entry n of the first download, and stands
at `places[n]` in the second. Nothing of the product decides it. A share of the entries is gone from the second, and in the place of
each stands a work that is another: a part II, an erratum, a reply, another paper of its authors and year, the report of the next year.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

CORRECTED, ONLINE, DOI_CAME, INITIALS, GONE = 0.05, 0.1, 0.15, 0.3, 0.1
"""Shares of the entries of which: the title was corrected; the first download was online first; the DOI came later; names were initials; the entry is gone."""


@dataclass(frozen=True)
class Entry:
    """An entry as a person would copy it out of a database."""

    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    url: str = ""
    kind: str = "article"
    abstract: str = ""


@dataclass(frozen=True)
class Downloads:
    """`before` and `now`: texts of the two exports, by the format of their names. `places`: entry n of the first → its place in the second,
    None where it is gone. `strangers`: places in the second of works that are not in the first → the entry that each resembles, and how.
    `changed`: entry → what was changed of it."""

    before: str
    now: str
    keys: tuple[str, ...]
    places: tuple[int | None, ...]
    strangers: dict[int, tuple[int, str]]
    changed: dict[int, tuple[str, ...]] = field(default_factory=dict)


def downloads(
    entries: Sequence[Any],
    seed: int,
    formats: tuple[str, str] = ("bib", "ris"),
    gone: float = GONE,
    keys: Sequence[str] = (),
) -> Downloads:
    """Two downloads of the same works. `entries` have the attributes of `Entry`; `keys`: those of the first download."""
    rng = random.Random(seed)
    first, second, changed = [], [], {}
    for n, given in enumerate(entries):
        entry = _plain(given)
        old, new, what = _twice(entry, rng)
        first.append(old)
        second.append((n, new))
        changed[n] = what
    missing = {n for n in range(len(first)) if rng.random() < gone}
    listed: list[tuple[int | None, Entry, tuple[int, str] | None]] = []
    for n, new in second:
        if n in missing:
            how, stranger = _stranger(new, rng)
            listed.append((None, stranger, (n, how)))
        else:
            listed.append((n, new, None))
    rng.shuffle(listed)
    place = {n: at for at, (n, _, _) in enumerate(listed) if n is not None}
    strangers = {at: like for at, (_, _, like) in enumerate(listed) if like}
    keys = tuple(keys or (_key(entry, n) for n, entry in enumerate(first)))
    again = [f"ref{rng.randrange(10**6)}_{at}" for at in range(len(listed))]
    return Downloads(
        written(first, keys, formats[0]),
        written([entry for _, entry, _ in listed], again, formats[1]),
        keys,
        tuple(place.get(n) for n in range(len(first))),
        strangers,
        {n: what for n, what in changed.items() if n not in missing},
    )


def written(entries: Iterable[Entry], keys: Iterable[str], how: str) -> str:
    """The text of an export: `bib` or `ris`."""
    write = {"bib": _bib, "ris": _ris}[how]
    return "\n".join(write(entry, key) for entry, key in zip(entries, keys, strict=True))


def _plain(given: Any) -> Entry:
    names = Entry.__dataclass_fields__
    return Entry(
        **{name: getattr(given, name) for name in names if name not in ("kind", "abstract")},
        kind=_kind(given),
    )


def _kind(given: Any) -> str:
    return str(given.kind) if str(given.kind) in ("article", "report", "book") else "article"


def _twice(entry: Entry, rng: random.Random) -> tuple[Entry, Entry, tuple[str, ...]]:
    """(the entry in the first download, in the second, what was changed)."""
    old = new = entry
    what = []
    if rng.random() < CORRECTED:
        how, wrong = _miswritten(entry.title, rng)
        if wrong != entry.title:
            old = replace(old, title=wrong)
            what.append(f"title: {how}")
    if entry.volume and entry.pages and entry.year and rng.random() < ONLINE:
        old = replace(old, year=entry.year - 1, volume="", issue="", pages="")
        what.append("online first")
    if entry.doi and rng.random() < DOI_CAME:
        old = replace(old, doi="")
        what.append("the DOI came")
    if rng.random() < INITIALS and (short := tuple(map(_initials, entry.authors))) != entry.authors:
        old = replace(old, authors=short)
        what.append("initials")
    return old, new, tuple(what)


def _initials(name: str) -> str:
    family, comma, given = name.partition(", ")
    return f"{family}, {' '.join(f'{word[0]}.' for word in given.split() if word)}" if comma else name


def _miswritten(title: str, rng: random.Random) -> tuple[str, str]:
    """(what is wrong, the title with it)."""
    words = title.split()
    ways = [
        "a letter lost",
        "two letters turned",
        "entities",
        "capitals",
        "no marks",
        "a word short",
        "without its subtitle",
        "a word twice",
    ]
    how = rng.choice(ways)
    long = [n for n, word in enumerate(words) if len(word) > 5 and word.isalpha()] or [0]
    n = rng.choice(long)
    word = words[n]
    cut = rng.randrange(1, max(2, len(word) - 1))
    if how == "a letter lost":
        words[n] = word[:cut] + word[cut + 1 :]
    elif how == "two letters turned" and len(word) > 3:
        words[n] = word[:cut] + word[cut : cut + 2][::-1] + word[cut + 2 :]
    elif how == "entities":
        return how, html.escape(title.replace(" and ", " & ")).replace("'", "&#39;")
    elif how == "capitals":
        return how, title.upper()
    elif how == "no marks":
        return how, re.sub(r"[:;,\-–—]", " ", title)
    elif how == "a word short":
        small = [n for n, word in enumerate(words) if word.lower() in ("the", "a", "an", "of", "in", "on")]
        words = [word for n, word in enumerate(words) if n not in small[:1]]
    elif how == "without its subtitle":
        return how, re.split(r"[:?] ", title)[0]
    elif how == "a word twice":
        words.insert(n, word)
    return how, " ".join(words)


_OTHER = "Wages of night porters in two harbour towns|Who mends the roof? Repairs after the flood|Ledger keeping in small cooperatives"


def _stranger(entry: Entry, rng: random.Random) -> tuple[str, Entry]:
    """(how it is another, a work that resembles the entry and is another)."""
    how = rng.choice(["part", "erratum", "reply", "same authors and year", "next year's", "no"])
    bare = replace(entry, doi="", url="")
    later = {"pages": str(rng.randrange(700, 900)), "issue": ""} if entry.pages else {}
    if how == "part":
        return how, replace(bare, title=f"{entry.title}: Part II", **later)
    if how == "erratum":
        return how, replace(bare, title=f"Erratum to: {entry.title}", **later)
    if how == "reply":
        return how, replace(
            bare, title=f"{entry.title}: a reply to critics", authors=("Zweig, Una",), **later
        )
    if how == "same authors and year":
        return how, replace(bare, title=rng.choice(_OTHER.split("|")), **later)
    if how == "next year's" and entry.year:
        return how, replace(
            bare, title=f"{entry.title} {entry.year + 1}", year=entry.year + 1, volume="", pages="", issue=""
        )
    return "quite another", Entry(
        f"{rng.choice(_OTHER.split('|'))} {rng.randrange(99)}", ("Quill, Ove",), 1990 + rng.randrange(30)
    )


def _key(entry: Entry, n: int) -> str:
    family = re.sub(r"\W", "", (entry.authors or ("anon",))[0].split(",")[0].lower()) or "anon"
    return f"{family}{entry.year or ''}x{n}"


def _bib(entry: Entry, key: str) -> str:
    told = {
        "title": entry.title, "author": " and ".join(map(_braced, entry.authors)), "year": entry.year, "journal": entry.container,
        "volume": entry.volume, "number": entry.issue, "pages": entry.pages, "doi": entry.doi, "url": entry.url,
    }  # fmt: skip
    kind = {"report": "techreport", "book": "book"}.get(entry.kind, "article")
    lines = [f"  {name} = {{{_escaped(str(value))}}}" for name, value in told.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _braced(name: str) -> str:
    return name if "," in name else f"{{{name}}}"


def _escaped(text: str) -> str:
    """Braces and backslashes are no part of what is written; nor is a lone percent or hash."""
    return (
        re.sub(r"[\\]", "", text)
        .replace("%", r"\%")
        .replace("#", r"\#")
        .replace("&", r"\&")
        .replace("_", r"\_")
    )


def _ris(entry: Entry, key: str) -> str:
    kind = {"report": "RPRT", "book": "BOOK"}.get(entry.kind, "JOUR")
    start, _, end = entry.pages.partition("-")
    told = [
        ("TY", kind), *(("AU", name) for name in entry.authors), ("TI", entry.title), ("PY", entry.year), ("T2", entry.container),
        ("VL", entry.volume), ("IS", entry.issue), ("SP", start), ("EP", end), ("DO", entry.doi), ("UR", entry.url), ("ID", key),
    ]  # fmt: skip
    return "\n".join(f"{tag}  - {value}" for tag, value in told if value) + "\nER  - \n"

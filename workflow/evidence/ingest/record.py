"""One raw entry to one row: a record with its remarks, or an entry set aside. Ids are not unique yet."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, make_dataclass
from functools import lru_cache
from itertools import chain
from json import JSONEncoder

from evidence import identifiers, kinds, names, normalise
from evidence.ingest.entry import Problem, RawEntry
from evidence.ingest.rows import Record
from evidence.remarks import Quarantined, Remark

MAX_RAW = 20_000
_IDENTIFIERS: dict[str, tuple[Callable[[str], str], str]] = {
    "doi": (identifiers.doi, "a DOI such as 10.1000/xyz"),
    "pmid": (identifiers.pmid, "a PubMed number such as 12345678"),
    "pmcid": (identifiers.pmcid, "a PubMed Central number such as PMC123456"),
    "isbn": (identifiers.isbn, "an ISBN with a right check digit"),
    "issn": (identifiers.issn, "an ISSN with a right check digit"),
    "arxiv": (identifiers.arxiv, "an arXiv identifier such as 2101.00001"),
    "openalex": (identifiers.openalex, "an OpenAlex identifier such as W2741809807"),
}


# Many programs have one field for both, and call it by either name.
_OTHER_SERIAL = {"isbn": "issn", "issn": "isbn"}
_SHORT = (
    "this is a short DOI, which stands for a longer one that it does not tell",
    "give the longer one, by which the work is known elsewhere: doi.org shows it",
)
# Where the only address of a work is its DOI at a resolver, as many databases write it.
_RESOLVER = re.compile(r"\s*(?:https?://)?(?:dx\.|www\.)?doi\.org/10\.", re.I)
_SHORT_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi: ?)?10/[a-z0-9]{3,10}", re.I)
_LETTER = re.compile(r"[A-Za-z0-9]")
# A name in Greek letters or in any of the scripts behind these, in brackets.
_BRACKETED = re.compile(r"[(\[（]([^()\[\]（）]*[\u0370-\u1dff\u2e80-\ud7ff][^()\[\]（）]*)[)\]）]")
_quoted = JSONEncoder(ensure_ascii=False).encode
_year = lru_cache(maxsize=1_000)(normalise.year)
_NO_IDENTIFIERS = dict.fromkeys(_IDENTIFIERS, "")
_CHECKED: dict[str, tuple[Callable[[str], str] | None, str]] = {
    "year": (None, "a year such as 2019"),  # is read before
    **_IDENTIFIERS,
}

# A frozen record sets each of its columns by a call, a fourth of all time for a row of a table: it is filled open, and then closed.
_Open = make_dataclass("_Open", [field.name for field in fields(Record)], slots=True)

# Cells, mark-up or a sentence beside a year: what stands after the entry has run into it.
_RAN_INTO = re.compile(r"[;\"\t|<{]|\d,[^\W\d_]|(?:[^\W\d_]{2,}\W+){4}")


def row_of(
    file: str, file_format: str, entry: RawEntry, marker: str, unique: Callable[[str], str] = str
) -> tuple[Record | Quarantined, list[Remark]]:
    """The record of an entry with its remarks, or the entry set aside.

    `marker` is the prefix by which an abstract declares that it is not the publisher's text. `unique` makes an id that no other
    row has.
    """
    title = value(entry.fields.get("title", ""))
    problem = entry.problem or _unusable(title)
    return (
        (set_aside(file, entry, problem, unique), [])
        if problem
        else _record(file, file_format, entry, title, marker, unique)
    )


def clean(text: str) -> str:
    """`normalise.clean`, at once for text without mark-up, entities and control characters.

    >>> clean('a  b'), clean('a&amp;b <i>c</i>')
    ('a b', 'a&b c')
    """
    if "<" in text or "&" in text or not text.isprintable():
        return normalise.clean(text)
    if "  " in text or text[:1] == " " or text[-1:] == " ":  # no other space is printable
        text = " ".join(text.split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def value(text: str) -> str:
    """A clean value; nothing where it only says that there is none.

    >>> value('NA'), value('Na'), value('[No title available]')
    ('', 'Na', '')
    """
    if not text:
        return ""
    text = clean(text)
    if len(text) > normalise.LONGEST_NOTHING:
        return text
    return "" if normalise.is_nothing(text) else text


_BEFORE_NEXT = re.compile(
    r"\s*[,:;]\s*$"
)  # library catalogues end a publisher with the mark before what follows
# Journals, publishers, volumes and keywords come back in the next entries.
_again = lru_cache(maxsize=50_000)(value)


def _words(keywords: list[str]) -> tuple[str, ...]:
    """Keywords, each once, also where a program wrote them as one list."""
    found: list[str] = []
    for text in keywords:
        listed = names.written_list(text.strip()) if text[:1] in "[({c" else None
        found.extend(map(str, listed) if listed is not None else [text])
    return tuple(dict.fromkeys(filter(None, map(_again, found))))


def _unusable(title: str) -> Problem | None:
    if _LETTER.search(title) or normalise.fold(title):
        return None
    return Problem("title", "the entry has no title", "add a title; without one nothing can be screened")


def _record(
    file: str, file_format: str, entry: RawEntry, title: str, marker: str, unique: Callable[[str], str]
) -> tuple[Record, list[Remark]]:
    get, extra = entry.fields.get, entry.extra
    said = entry.repairs
    year = _year(get("year", ""))
    known = _NO_IDENTIFIERS.copy()
    for name in _CHECKED:
        if not (kept := get(name)):
            continue
        normal, what = _CHECKED[name]
        if normal:
            known[name] = normal(kept)
        nothing = normalise.is_nothing(kept) or (kept == "0" and name != "year")  # as databases fill it in
        other = _OTHER_SERIAL.get(name)
        if other and not known[name] and (serial := _IDENTIFIERS[other][0](kept)):
            if get(other) and serial != _IDENTIFIERS[other][0](get(other, "")):
                extra = {**extra, f"{name} (as given)": kept}
            known[other] = known[other] or serial
        elif not (known[name] if normal else year) and not nothing:
            extra = {**extra, f"{name} (as given)": kept}
            said = [
                *said,
                (name, kept, *(_SHORT if _is_short(name, kept) else (f"this is not {what}", f"give {what}"))),
            ]
    if len(dated := get("year", "")) > 10 and year and _RAN_INTO.search(dated, 0, 2_000):
        extra = {**extra, "year (as given)": dated}
        what = "more than a date stands here; lines that are no part of this entry may have run into it"
        said = [
            *said,
            ("year", dated[:160], what, "look at the lines after the date, and put them where they belong"),
        ]
    if not known["doi"] and _RESOLVER.match(get("url", "")):
        known["doi"] = identifiers.doi(get("url", ""))
    abstract = value(get("abstract", ""))
    own_words = bool(marker) and abstract.startswith(marker)
    key, container = clean(entry.key), _again(get("container", ""))
    volume = normalise.whole_number(_again(get("volume", "")))
    authors = tuple(chain.from_iterable(map(names.read_all, entry.authors))) if entry.authors else ()
    if entry.authors and not authors and (unnamed := "; ".join(filter(None, map(clean, entry.authors)))):
        extra = {**extra, "author (as given)": unnamed}
    if lost := _in_other_letters(entry.authors, authors):
        extra = {**extra, "author (as given)": lost}
    pages = normalise.pages(clean(given)) if (given := get("pages")) else ""
    written = "; ".join(authors)
    identity = f"{key}\x1f{title}\x1f{written}\x1f{year}\x1f{container}\x1f{volume}\x1f{pages}\x1f{known['doi']}\x1f{known['pmid']}"
    record_id = f"{_surname(authors[0]) if authors else 'anon'}{year or ''}-{digest(identity)}"
    record = _Open(  # in the order of its columns: given by name they take half as long again
        unique(record_id),
        file,
        entry.position,
        entry.line,
        file_format,
        key,
        kinds.kind(get("kind") or entry.kind),
        title,
        authors,
        year,
        container,
        volume,
        normalise.whole_number(_again(get("issue", ""))),
        pages,
        _again(_BEFORE_NEXT.sub("", get("publisher", ""))),
        *known.values(),
        value(get("url", "")),
        abstract.removeprefix(marker).strip() if own_words else abstract,
        "own_words" if own_words else ("published" if abstract else ""),
        _words(entry.keywords) if entry.keywords else (),
        _object(extra) if extra else "",
        entry.raw[:MAX_RAW],
    )
    record.__class__ = Record
    return record, [Remark(record.record_id, file, entry.line, *one) for one in said] if said else []


def _is_short(name: str, value: str) -> bool:
    """
    >>> _is_short("doi", "10/bqgmcv"), _is_short("doi", "https://doi.org/10/gc5s"), _is_short("doi", "10/2 of them")
    (True, True, False)
    """
    return name == "doi" and _SHORT_DOI.fullmatch(value.strip()) is not None


def _in_other_letters(given: list[str], read: tuple[str, ...]) -> str:
    """The authors as they were given, where a name in brackets, in the letters of another language, is in none that was read.

    >>> _in_other_letters(["Li, Ming (李明)"], ("Li, Ming",)), _in_other_letters(["Ash, Bo (Lund)"], ("Ash, Bo",))
    ('Li, Ming (李明)', '')
    """
    whole = "; ".join(given)
    if whole.isascii() or not (found := _BRACKETED.findall(whole)):
        return ""
    written = "; ".join(read)
    return whole if any(name not in written for name in found) else ""


def _object(extra: dict[str, str]) -> str:
    """Names and texts as JSON, sorted: the library's encoder sets itself up anew each time, which takes as long again.

    >>> _object({"b": "c", "a": 'é "x"'})
    '{"a": "é \\\\"x\\\\"", "b": "c"}'
    """
    return "{" + ", ".join([f"{_quoted(name)}: {_quoted(extra[name])}" for name in sorted(extra)]) + "}"


# Base32 (RFC 4648) in small letters, two at a time: the library's takes six times as long for so few bytes.
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [first + second for first in _BASE32 for second in _BASE32]


def digest(*parts: object) -> str:
    """Eight letters and figures that stand for these values, never for a file or position."""
    data = "\x1f".join(map(str, parts)).encode()
    number = int.from_bytes(hashlib.blake2b(data, digest_size=5).digest())
    return f"{_PAIRS[number >> 30]}{_PAIRS[number >> 20 & 1023]}{_PAIRS[number >> 10 & 1023]}{_PAIRS[number & 1023]}"


@lru_cache(maxsize=20_000)
def _surname(author: str) -> str:
    return re.sub(r"[^a-z]", "", names.surname(author))[:16] or "anon"


def set_aside(file: str, entry: RawEntry, problem: Problem, unique: Callable[[str], str]) -> Quarantined:
    return Quarantined(
        entry_id=unique(f"quarantined-{digest(entry.raw)}"),
        source_file=file,
        position=entry.position,
        line=entry.line,
        field=problem.field,
        value=problem.value,
        problem="; ".join([problem.problem, *(repair[2] for repair in entry.repairs)]),
        how_to_fix=problem.how_to_fix,
        raw=entry.raw[:MAX_RAW],
    )

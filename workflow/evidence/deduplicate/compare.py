"""What joins two records, what speaks against it, and what only a person can tell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz

from evidence.normalise import fold, surname, title_key
from evidence.records import Record

MERGED = (
    "kind",
    "title",
    "authors",
    "year",
    "container",
    "volume",
    "issue",
    "pages",
    "publisher",
    "doi",
    "pmid",
    "pmcid",
    "isbn",
    "issn",
    "arxiv",
    "openalex",
    "url",
    "abstract",
    "abstract_kind",
    "keywords",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """`title_agreement`: rapidfuzz ratio (0-100) at which titles with one identifier agree."""

    title_agreement: int = 85
    container_agreement: int = 60


def compare(a: Record, b: Record, settings: Settings) -> tuple[str, str]:
    """(rule that joins the two, or "maybe", or ""; the reason in words)."""
    title_a, title_b = title_key(a.title), title_key(b.title)
    ratio = fuzz.ratio(title_a, title_b)
    alike = ratio >= settings.title_agreement and not _other_part(title_a, title_b)
    for name, own, other in (("DOI", a.doi, b.doi), ("PMID", a.pmid, b.pmid)):
        if own and own == other and alike:
            return f"same {name}", f"{name} {own} in both, titles {ratio:.0f} % alike"
    conflict = _conflict(a, b, settings)
    if title_a == title_b:
        identical = all(getattr(a, name) == getattr(b, name) for name in MERGED)
        if not conflict and _is_notice(title_a) and not (identical or _same_place(a, b)):
            conflict = "it is a title that notices and editorials share"
        if conflict:
            return "maybe", f"the titles agree, but {conflict}"
        return "same title, year and author", "title, year and first author agree"
    contained = title_a.startswith(title_b + " ") or title_b.startswith(title_a + " ")
    contained = contained and not _only_a_part_number(title_a, title_b)
    if _same_place(a, b) and not conflict and (contained or alike):
        if _is_notice(title_a) != _is_notice(title_b):
            return "maybe", "they stand at one place, but one of them is a notice"
        if not contained and _other_word(title_a, title_b):
            return "maybe", f"they stand at one place, but the titles differ in a word ({ratio:.0f} % alike)"
        how = "one title shorter" if contained else f"titles {ratio:.0f} % alike"
        return f"same place, {how}", f"volume {a.volume}, page {first_page(a)} in both"
    return "", ""


_NOTICE = re.compile(
    r"\b(editors?|editorial|erratum|errata|corrigendum|correction|retraction|retracted|reply|response to|"
    r"comments? on|commentary on|letter to|book review|foreword|preface|in this issue)\b"
)


def _is_notice(folded_title: str) -> bool:
    """Whether a title is that of a notice or an editorial, which do not tell one from the next."""
    return bool(_NOTICE.search(folded_title))


def _other_part(title_a: str, title_b: str) -> bool:
    """Whether the titles differ in a number, as part one and part two do."""
    return _numbers(title_a) != _numbers(title_b)


def _only_a_part_number(title_a: str, title_b: str) -> bool:
    """Whether the longer title adds no more than a part number to the shorter one."""
    short, long = sorted((title_a, title_b), key=len)
    added = long[len(short) :].split()
    return len(added) <= 3 and bool(_numbers(" ".join(added)))


def _other_word(title_a: str, title_b: str) -> bool:
    """Whether the titles differ in a word and not only in its spelling, as in men and women."""
    words_a, words_b = Counter(title_a.split()), Counter(title_b.split())
    only_a, only_b = words_a - words_b, words_b - words_a
    if not only_a or not only_b:
        return False
    return fuzz.ratio(" ".join(sorted(only_a)), " ".join(sorted(only_b))) < _SPELLING


_SPELLING = 75


def _numbers(folded_title: str) -> list[str]:
    return sorted(w for w in folded_title.split() if w.isdigit() or w in _ROMAN)


_ROMAN = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "one", "two", "three", "four"}


def _same_place(a: Record, b: Record) -> bool:
    place = (a.year, a.volume, first_page(a))
    return all(place) and place == (b.year, b.volume, first_page(b))


def _same_person(a: Record, b: Record) -> bool:
    """Whether the first authors may be one: with or without a particle or suffix, or in another order."""
    first_a, first_b = surname(a.authors[0]), surname(b.authors[0])
    if first_a.endswith(first_b) or first_b.endswith(first_a) or first_a.startswith(first_b):
        return True
    if first_b.startswith(first_a):
        return True
    return first_a in map(surname, b.authors) and first_b in map(surname, a.authors)


def first_page(record: Record) -> str:
    return record.pages.split("-")[0]


def _conflict(a: Record, b: Record, settings: Settings) -> str:
    """What speaks against two like titles being one work, or an empty string."""
    if a.doi and b.doi and a.doi != b.doi:
        return f"the DOIs differ ({a.doi}, {b.doi})"
    if a.year and b.year and a.year != b.year:
        return f"the years differ ({a.year}, {b.year})"
    if a.authors and b.authors and not _same_person(a, b):
        return f"the first authors differ ({a.authors[0]}, {b.authors[0]})"
    if a.volume and b.volume and a.volume != b.volume:
        return f"the volumes differ ({a.volume}, {b.volume})"
    place_a, place_b = a.container or a.publisher, b.container or b.publisher
    alike = fuzz.token_set_ratio(fold(place_a), fold(place_b))
    if place_a and place_b and alike < settings.container_agreement:
        return f"the places of publication differ ({place_a}; {place_b})"
    if not (a.year and b.year) and a.kind != b.kind:
        return f"a year is missing and the kinds differ ({a.kind}, {b.kind})"
    return ""

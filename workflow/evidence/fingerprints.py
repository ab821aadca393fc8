"""What a judgement of a person rests on, as fingerprints: where one of them moved, nobody has judged what stands now.

A judgement rests on a few named things: a side on the words of the claim, its rule and what was coded of the study. The column `judged` of
a row holds the fingerprint of each as it was then (`claim:0f3a...;rule:...`), twelve hex digits each, so that it can be said which of them moved.
What a kind of judgement rests on is said here and nowhere else; certainty and implications, which rest on one thing, have a column
`evidence_hash` made by the same `digits`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from evidence.io import to_json
from evidence.normalise import fold

if TYPE_CHECKING:
    from evidence.codebook import Criteria, Facet
    from evidence.extract.rows import EvidenceItem
    from evidence.ingest.rows import Record
    from evidence.propositions import Proposition

Rests = Mapping[str, Sequence[str]]
"""What a judgement rests on, by name: the fingerprint that is written down, and further ones that mean the same, as an entry has a DOI and a title."""
_MARK = re.compile(r"([A-Za-z][A-Za-z0-9_]*):([0-9a-f]{12})")
_NUMBERS = ("estimate", "se", "ci_low", "ci_high")


class Holds(StrEnum):
    """Whether a judgement was made on what stands now."""

    YES = "still holds"
    STALE = "holds no longer"
    NOT_KNOWN = "not known to hold"


def digits(value: object) -> str:
    """Twelve hex digits that change with a value.

    >>> digits(["a"]) == digits(("a",)), digits(["a"]) == digits(["b"])
    (True, False)
    """
    return hashlib.sha256(to_json(value).encode()).hexdigest()[:12]


def cell(rests: Rests) -> str:
    """What the column `judged` holds of a judgement that is made now.

    >>> cell({"claim": ("00112233aabb",), "rule": ("998877665544", "0f0f0f0f0f0f")})
    'claim:00112233aabb;rule:998877665544'
    """
    return ";".join(f"{name}:{marks[0]}" for name, marks in rests.items() if marks)


def holding(judged: str, now: Rests) -> tuple[Holds, tuple[str, ...]]:
    """(whether a judgement holds, the names of what moved). What the cell does not tell is not known; what rests on nothing holds.

    >>> now = {"a": ("00112233aabb", "0f0f0f0f0f0f"), "b": ("998877665544",)}
    >>> [holding(f"a:{a};b:{b}", now)[1] for a in now["a"] for b in ("998877665544", "000000000000")]
    [(), ('b',), (), ('b',)]
    >>> holding("a:00112233aabb", now)[0], holding("", {})[0]
    (<Holds.NOT_KNOWN: 'not known to hold'>, <Holds.YES: 'still holds'>)
    """
    then = dict(_MARK.findall(judged))
    moved = tuple(name for name, marks in now.items() if name in then and then[name] not in marks)
    if moved:
        return Holds.STALE, moved
    return (Holds.YES if now.keys() <= then.keys() else Holds.NOT_KNOWN), ()


def of_side(claim: Proposition, passages: Iterable[EvidenceItem]) -> Rests:
    """A side rests on what the claim says, on its rule, and on what was coded of the study for it: words, directions and numbers."""
    told = sorted(_passage(item) for item in passages)
    return {
        "claim": (digits(_plain(claim.claim)),),
        "rule": (digits(claim.rule),),
        "passages": (digits(told),),
    }


def of_codes(facet: Facet, codes: Iterable[str]) -> dict[str, Sequence[str]]:
    """A code rests on what the codebook says that it means, and when to use it; not on the phrases by which a machine proposes it."""
    known = (code for name in codes if (code := facet.code(name)))
    return {c.id: (digits([_plain(t) for t in (c.definition, c.include, c.exclude)]),) for c in known}


def of_criteria(criteria: Criteria | None) -> Rests:
    """A screening decision rests on the criteria of the codebook, where it has any."""
    if criteria is None:
        return {}
    said = (criteria.include, criteria.background, criteria.exclude)
    return {"criteria": (digits([_plain(text) for text in said]),)}


def of_pair(one: Iterable[Record], other: Iterable[Record]) -> Rests:
    """A decision on two entries rests on which they are."""
    return {"record_a": of_entry(one), "record_b": of_entry(other)}


def of_appraisal(entry: Iterable[Record], tool: str, version: str) -> Rests:
    """An answer of an appraisal rests on which work it is of, and on the version of the tool that asked."""
    return {"work": of_entry(entry), "tool": (digits([tool, _plain(version)]),)}


def of_theme(passages: Iterable[tuple[str, str]], meanings: Rests) -> Rests:
    """A theme rests on the passages under it, each with its side, and on what the codes mean by which they are found. `meanings`: as of `of_codes`."""
    told = sorted([side, _plain(text)] for side, text in passages)
    return {"passages": (digits(told),), "codes": (digits(sorted((n, m[0]) for n, m in meanings.items())),)}


def of_entry(records: Iterable[Record]) -> tuple[str, ...]:
    """Which entry it is that records describe, most surely first: by DOI, by PubMed number, by title with year and first author."""
    found = [mark for record in sorted(records, key=lambda r: r.record_id) for mark in _names(record)]
    return tuple(
        digits(mark) for mark in dict.fromkeys(sorted(found, key=lambda mark: _SUREST.index(mark[0])))
    )


_SUREST = ("doi", "pmid", "title")


def _names(record: Record) -> list[tuple[Any, ...]]:
    from evidence import names

    first = fold(names.parts(record.authors[0])[0]) if record.authors else ""
    own = (("doi", record.doi.casefold()), ("pmid", record.pmid))
    return [*(name for name in own if name[1]), ("title", fold(record.title), record.year, first)]


def _passage(item: EvidenceItem) -> list[str]:
    numbers = [f"{value:.6g}" if (value := getattr(item, name)) is not None else "" for name in _NUMBERS]
    return [_plain(item.text), str(item.direction), item.effect_type, *numbers]


def _plain(text: str) -> str:
    """A text however its lines are broken."""
    return " ".join(text.split())

"""Works that are coded otherwise than before: facet, codes, and the phrase, decision or changed codebook behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from evidence.classify.rows import CodedBy, Label, State
from evidence.compare.columns import differing, where, with_names
from evidence.compare.held import Held
from evidence.compare.rows import Change, Kind, Way
from evidence.compare.same import Same

_KEY = ("work_id", "facet", "code", "source", "state")
_PHRASE = re.compile(r"phrase ‘(.+?)’ found")
_ABSTAINED = "no code: the machine abstained"
_Place = tuple[str, str]
Phrases = Mapping[tuple[str, str], frozenset[str]]
"""(facet, code) → its phrases in the codebook."""


def coded(before: Held, after: Held, same: Same) -> Iterator[Change]:
    """One row for a work and a facet whose codes differ: each code with who gave it, a person, a rule or a model.

    Works that came or went are told of elsewhere. Codes that were overridden stand in no row: the person's does. Where works were
    joined, a code that one of them had is no news; where they were parted, none is lost that the other has.
    """
    places = sorted(
        place
        for place in _differing(with_names(before.columns(Label), "work_id", same.work), after.columns(Label))
        if place[0] not in same.alone
    )
    works = {work for work, _ in places}
    then = _labels(before.columns(Label), [name for work in works for name in _group(work, same)[0]])
    now = _labels(after.columns(Label), [name for work in works for name in _group(work, same)[1]])
    after.called.look_up(works)
    phrases = before.files.phrases, after.files.phrases
    for work, facet in places:
        (one, *ones), (other, *others) = (
            [labels.get((name, facet), []) for name in names]
            for labels, names in zip((then, now), _group(work, same), strict=True)
        )
        own, here = _codes(one), _codes(other)
        was = sorted({*own, *(code for labels in ones for code in _codes(labels) if code in here)})
        is_now = sorted({*here, *(code for labels in others for code in _codes(labels) if code in own)})
        if was != is_now:
            ends = "; ".join(was), "; ".join(is_now)
            why = _why(facet, [row for rows in (one, *ones) for row in rows], other, phrases)
            called = after.called
            yield Change(Kind.CODE, work, called.name(work), facet, *ends, Way.NONE, why, called.study(work))


def _group(work: str, same: Same) -> tuple[list[str], list[str]]:
    """(works of before, works of after) that have a part in a work of after, each the one that goes on first."""
    then = same.earlier.get(work, work)
    return (
        [then, *(name for name in same.joined.get(work, ()) if name != then)],
        [work, *(name for name in same.parted.get(then, ()) if name != work)],
    )


def _differing(own: pa.Table, now: pa.Table) -> set[_Place]:
    """(work, facet) of every label that only one of the two has; of overridden ones none is looked at."""
    standing = (
        table.select(_KEY).filter(pc.not_equal(table["state"], State.OVERRIDDEN.value))
        for table in (own, now)
    )
    return {(row["work_id"], row["facet"]) for rows in differing(*standing) for row in rows.to_pylist()}


def _labels(table: pa.Table, works: Iterable[str]) -> dict[_Place, list[dict[str, Any]]]:
    """All labels of these works."""
    found: dict[_Place, list[dict[str, Any]]] = defaultdict(list)
    for row in where(table, "work_id", sorted({*works})):
        found[row["work_id"], row["facet"]].append(row)
    return found


def _codes(labels: list[dict[str, Any]]) -> list[str]:
    """The codes that stand, each with who gave it; what a machine could not tell is said."""
    stand = {f"{row['code']} ({row['source']})" for row in labels if row["state"] == State.ACCEPTED}
    return sorted(stand) or [_ABSTAINED for row in labels if row["state"] == State.ABSTAINED][:1]


def _why(
    facet: str, before: list[dict[str, Any]], after: list[dict[str, Any]], phrases: tuple[Phrases, Phrases]
) -> str:
    """What speaks for the codes that came, and what no longer speaks for those that went."""
    own, now = (
        {(row["code"], row["source"]): row for row in rows if row["state"] != State.OVERRIDDEN}
        for rows in (before, after)
    )
    came, went = (
        [rows[key] for key in sorted(rows.keys() - others.keys())]
        for rows, others in ((now, own), (own, now))
    )
    told: list[str] = []
    for row in came:
        told += row["reasons"] or ()
        told += _phrases(facet, row, phrases[0], "the codebook now has the phrase")
    for row in went:
        gone = _phrases(facet, row, phrases[1], "the codebook no longer has the phrase")
        if row["source"] == CodedBy.PERSON:
            told += [f"was {reason}" for reason in row["reasons"] or ()]
        else:
            told += gone or (
                [] if came else [f"no longer: {reason}" for reason in (row["reasons"] or ())[:1]]
            )
    machine = {row["code"] for row in after if row["state"] == State.OVERRIDDEN}
    told += [f"a person overrode the machine’s {code}" for code in sorted(machine) if _stood(code, before)]
    return "; ".join(dict.fromkeys(told))


def _stood(code: str, labels: list[dict[str, Any]]) -> bool:
    return any(
        row["code"] == code and row["state"] == State.ACCEPTED and row["source"] != CodedBy.PERSON
        for row in labels
    )


def _phrases(facet: str, row: dict[str, Any], codebook: Phrases, words: str) -> list[str]:
    """The phrases that a code rests on and that the codebook of the other version does not have."""
    found = [match[1] for reason in row["reasons"] or () for match in _PHRASE.finditer(reason)]
    has = codebook.get((facet, row["code"]), ())
    return [f"{words} ‘{phrase}’" for phrase in dict.fromkeys(found) if phrase not in has]

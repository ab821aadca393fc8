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

    Works that came or went are told of elsewhere. Codes that were overridden stand in no row: the person's does.
    """
    own, now = with_names(before.columns(Label), "work_id", same.into), after.columns(Label)
    places = _differing(own, now)
    one, two = _labels(own, places), _labels(now, places)
    called = after.called
    called.look_up(work for work, _ in places)
    alone = {*same.works_come, *same.works_gone}
    for place in sorted(places):
        work, facet = place
        then, there = (_codes(rows.get(place, [])) for rows in (one, two))
        if then == there or work in alone:
            continue
        why = _why(facet, one.get(place, []), two.get(place, []), (before.files.phrases, after.files.phrases))
        yield Change(
            Kind.CODE, work, called.name(work), facet, "; ".join(then), "; ".join(there), Way.NONE, why, called.study(work)
        )  # fmt: skip


def _differing(own: pa.Table, now: pa.Table) -> set[_Place]:
    """(work, facet) of every label that only one of the two has; of overridden ones none is looked at."""
    standing = (
        table.select(_KEY).filter(pc.not_equal(table["state"], State.OVERRIDDEN.value))
        for table in (own, now)
    )
    return {(row["work_id"], row["facet"]) for rows in differing(*standing) for row in rows.to_pylist()}


def _labels(table: pa.Table, places: Iterable[_Place]) -> dict[_Place, list[dict[str, Any]]]:
    """All labels of these works."""
    found: dict[_Place, list[dict[str, Any]]] = defaultdict(list)
    for row in where(table, "work_id", sorted({work for work, _ in places})):
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
    told: list[str] = []
    for key in sorted(now.keys() - own.keys()):
        told += _spoke(facet, now[key], phrases[0], "the codebook now has the phrase")
    for key in sorted(own.keys() - now.keys()):
        if own[key]["source"] == CodedBy.PERSON:
            told += [f"was {reason}" for reason in own[key]["reasons"] or ()]
        else:
            told += _left(facet, own[key], phrases[1])
    machine = {row["code"] for row in after if row["state"] == State.OVERRIDDEN}
    told += [f"a person overrode the machine’s {code}" for code in sorted(machine) if _stood(code, before)]
    return "; ".join(dict.fromkeys(told))


def _stood(code: str, labels: list[dict[str, Any]]) -> bool:
    return any(
        row["code"] == code and row["state"] == State.ACCEPTED and row["source"] != CodedBy.PERSON
        for row in labels
    )


def _spoke(facet: str, row: dict[str, Any], earlier: Phrases, words: str) -> list[str]:
    reasons = list(row["reasons"] or ())
    found = [match[1] for reason in reasons for match in _PHRASE.finditer(reason)]
    new = [phrase for phrase in found if phrase not in earlier.get((facet, row["code"]), ())]
    return reasons + [f"{words} ‘{phrase}’" for phrase in dict.fromkeys(new)]


def _left(facet: str, row: dict[str, Any], now: Phrases) -> list[str]:
    """What a machine's code rested on that is gone: phrases that the codebook no longer has, else its reasons."""
    reasons = list(row["reasons"] or ())
    found = [match[1] for reason in reasons for match in _PHRASE.finditer(reason)]
    gone = [phrase for phrase in found if phrase not in now.get((facet, row["code"]), ())]
    return [f"the codebook no longer has the phrase ‘{phrase}’" for phrase in dict.fromkeys(gone)] or [
        f"no longer: {reason}" for reason in reasons[:1]
    ]

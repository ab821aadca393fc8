"""Codes of other tools (tags, labels, collections): what of the codebook each stands for, and what becomes of it.

A row is one tag of one entry by one person, and has one fate. A tag stands for a code where somebody has said so, or where its name is that
of a code; what stands for none is counted and stays where it is. A code is added to what a person had coded; nothing takes one away.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from evidence.brought.fates import Fate, Row
from evidence.brought.matching import Match
from evidence.brought.report import TOLD, line_of
from evidence.brought.told import Given, Told
from evidence.classify.decisions import CodingDecision
from evidence.codebook import Codebook, Facet
from evidence.errors import UserError
from evidence.given.reviewers import plain_name
from evidence.ledger import Sum
from evidence.written import nearest_first

Code = tuple[str, str]
"""A facet and a code of it."""
Held = Mapping[tuple[str, str, str], tuple[str, ...]]
"""(work, plain name of a person, facet) → the codes that she gives it."""
_SHOWN = 12


class Meanings:
    """What tags stand for. `said`: tag → `facet: code`, as a person wrote it. Raises UserError for what is not in the codebook."""

    def __init__(self, codebook: Codebook, said: Mapping[str, str]) -> None:
        self._facets = [facet for facet in codebook.facets if facet.unit != "extract"]
        self._said = {_plain(tag): self._named(tag, code) for tag, code in said.items()}

    def of(self, tag: str) -> tuple[Code | None, str]:
        """The code that a tag stands for, or why it is none."""
        if found := self._said.get(_plain(tag)):
            return found, ""
        group, sign, alone = tag.partition(": ")
        if sign and (own := self._codes(alone, [f for f in self._facets if _plain(group) in _names(f)])):
            return own[0], ""
        found_in = self._codes(tag, self._facets)
        if len(found_in) == 1:
            return found_in[0], ""
        if found_in:
            several = " and ".join(facet for facet, _ in found_in)
            return None, f'a code of {several} is called so; say which: --code "{tag}=FACET: CODE"'
        return None, f'no code is called so; say which it is: --code "{tag}=FACET: CODE"'

    @staticmethod
    def _codes(name: str, facets: Iterable[Facet]) -> list[Code]:
        plain = _plain(name)
        return [(f.id, c.id) for f in facets for c in f.codes if plain in (_plain(c.id), _plain(c.label))]

    def _named(self, tag: str, said: str) -> Code:
        group, _, alone = said.partition(":")
        facets = [facet for facet in self._facets if _plain(group) in _names(facet)]
        if not facets:
            known = [facet.id for facet in self._facets]
            raise UserError(
                "works are coded by no facet of this name", field="--code", value=f"{tag}={said}",
                allowed=nearest_first(group, known), fix='write TAG=FACET: CODE, with a facet of config/codebook.yaml',
            )  # fmt: skip
        if found := self._codes(alone, facets):
            return found[0]
        if facets[0].open and alone.strip():
            return facets[0].id, alone.strip()
        raise UserError(
            f"the facet {facets[0].id} has no code of this name", field="--code", value=f"{tag}={said}",
            allowed=nearest_first(alone.strip(), facets[0].ids()), fix="name one of these, or add it to config/codebook.yaml",
        )  # fmt: skip


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())


def _names(facet: Facet) -> set[str]:
    return {_plain(facet.id), _plain(facet.label)}


def tagged(told: Iterable[tuple[str, Told]], given: Given) -> Iterator[tuple[str, Told, str, str]]:
    """(file, what was told, tag, who gave it) of each tag; who gave one that is of nobody is who was named for the file.

    Raises UserError where nobody is.
    """
    entries: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for file, one in told:
        entries[file, one.entry.record_id].append(one)
    for (file, _), voices in entries.items():
        own = {tag for one in voices for tag in one.hers}
        for one in voices:
            who = given.people.get(one.reviewer, one.reviewer) or given.reviewer
            yield from ((file, one, tag, who) for tag in one.hers)
        last = max(voices, key=lambda one: one.time)
        for tag in dict.fromkeys(tag for one in voices for tag in one.tags if tag not in own):
            yield file, last, tag, given.reviewer


def coded(
    tags: Iterable[tuple[str, Told, str, str]],
    matched: Mapping[str, Match],
    meanings: Meanings,
    held: Held,
    given: Given,
) -> list[Row]:
    """The fate of each tag, in the order of file and line; `stage` of a row is its facet, `decision` its code, `note` the tag."""
    rows: list[Row] = []
    seen: set[tuple[str, str, str, str]] = set()
    for file, one, tag, who in tags:
        found = matched[one.entry.record_id]
        code, why = meanings.of(tag)
        row = Row(
            file, one.line, Fate.WRITTEN, found.how, one.entry.record_id, one.entry.title, who, tag, one.time or given.date,
            record=found.record, work=found.work, near=found.near, note=tag,
        )  # fmt: skip
        if code is None:
            rows.append(replace(row, fate=Fate.NONE, why=why))
            continue
        row = replace(row, stage=code[0], decision=code[1])
        if not who:
            raise UserError(
                "the file does not say who gave this code", file=file, line=one.line, value=f"{tag} of ‘{one.entry.title}’",
                fix="say it with --reviewer NAME; --reviewer consensus where it is what the team settled on",
            )  # fmt: skip
        if not found.work:
            rows.append(
                replace(row, fate=Fate.DOUBTFUL if found.doubtful else Fate.UNMATCHED, why=found.problem)
            )
            continue
        key = (found.work, plain_name(who), *code)
        known = code[1] in held.get((found.work, plain_name(who), code[0]), ())
        if known or key in seen:
            why = "she gave it this code before" if known else "it stands there twice"
            row = replace(row, fate=Fate.KNOWN, why=why)
        seen.add(key)
        rows.append(row)
    return sorted(rows, key=lambda row: (row.file, row.line, row.reviewer, row.stage))


def decisions(rows: Sequence[Row], held: Held) -> list[tuple[Row, tuple[str, ...]]]:
    """What is to be written: a row a person, work and facet, with all her codes, those of before first."""
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.fate is Fate.WRITTEN:
            groups[row.work, plain_name(row.reviewer), row.stage].append(row)
    return [
        (
            replace(
                max(group, key=lambda row: row.date), note=f"tags: {', '.join(row.note for row in group)}"
            ),
            tuple(dict.fromkeys((*held.get(key, ()), *(row.decision for row in group)))),
        )
        for key, group in sorted(groups.items())
    ]


def holding(before: Iterable[tuple[CodingDecision, str]]) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """What each person says of each work on each facet now; `before` in the order in which people decided."""
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for decision, work in before:
        found[work, plain_name(decision.reviewer), decision.facet] = tuple(
            code for code in map(str.strip, decision.codes.split(";")) if code
        )
    return found


def lines(rows: Sequence[Row], written: bool, every: bool = False) -> Iterator[str]:
    """The sum, who gave which codes, and the tags that a person should know of."""
    count = Counter(row.fate for row in rows)
    called = {Fate.NONE: "no code of ours"}
    yield Sum("tags in", len(rows), tuple((called.get(f, str(f)), count[f]) for f in Fate if count[f])).text()
    by_person: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.fate is Fate.WRITTEN:
            by_person[row.reviewer][f"{row.stage}: {row.decision}"] += 1
    for person, codes in sorted(by_person.items()):
        told = ", ".join(f"{n} {code}" for code, n in sorted(codes.items()))
        yield f"{'written' if written else 'to be written'}  {person}: {told}"
    yield from _no_codes(rows)
    for fate in Fate if every else TOLD:
        own = [row for row in rows if row.fate is fate]
        yield from (line_of(row) for row in (own if every else own[:_SHOWN]))
        if not every and len(own) > _SHOWN:
            yield f"{fate}  and {len(own) - _SHOWN} more; --all prints every tag, --csv FILE writes them"


def _no_codes(rows: Sequence[Row]) -> Iterator[str]:
    """Tags that stand for no code, each once, with how often it stands there."""
    none = Counter((row.note, row.why) for row in rows if row.fate is Fate.NONE)
    for (tag, why), times in none.most_common(_SHOWN):
        yield f"no code of ours  {tag} ({times}): {why}"
    if len(none) > _SHOWN:
        yield f"no code of ours  and {len(none) - _SHOWN} tags more; --all prints every tag"

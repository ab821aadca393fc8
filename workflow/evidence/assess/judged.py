"""Whether what people judged still holds: each judgement that counts, beside what it rests on now, those on which most hangs first.

A judgement that has gone stale still counts: nothing that a person said is undone by what moved beneath it. It is shown as stale,
asked for anew, and fails a strict build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from evidence import fingerprints
from evidence.appraise.decisions import AppraisalDecision
from evidence.appraise.meant import as_meant
from evidence.appraise.rows import asked_as
from evidence.appraise.toolbox import Toolbox
from evidence.assess.decisions import CertaintyDecision, GradeDecision, ImplicationDecision
from evidence.assess.ground import Ground
from evidence.assess.rows import (
    Certainty,
    Consequence,
    Implication,
    Judged,
    PoolCertainty,
    ThemeCertainty,
)
from evidence.assess.states import STALE
from evidence.citation import short_cite
from evidence.classify.decisions import CodingDecision
from evidence.codebook import Codebook
from evidence.decisions import by_work, last_words
from evidence.deduplicate.decisions import DuplicateDecision
from evidence.extract.rows import EvidenceItem
from evidence.extract.side_readings import SideDecision
from evidence.extract.whose import Library
from evidence.fingerprints import Holds, Rests
from evidence.given.declare import given_by, moment
from evidence.propositions import Proposition
from evidence.screen.decisions import ScreeningDecision
from evidence.side_words import TAKEN
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.decisions import ThemeDecision
from evidence.synthesise.theme_rows import Theme, ThemeLevel, ThemePassage
from evidence.synthesise.themes import Named

_KINDS = ("sides", "screening", "duplicates", "certainty", "grade", "implications", "coding", "appraisal", "themes")  # fmt: skip
"""Of judgements on which as much hangs, those that move a verdict most directly first."""
_ORDER = list(Consequence)


@dataclass
class Stands(Ground):
    """What judgements rest on, as it stands now, and what hangs on them."""

    books: Library
    codebook: Codebook
    tools: Toolbox
    claims: Sequence[Proposition]
    items: Sequence[EvidenceItem]
    sides: Sequence[SideOfStudy]
    findings: Sequence[Finding]
    themes: Sequence[Theme] = ()
    passages: Sequence[ThemePassage] = ()

    def __post_init__(self) -> None:
        self.find = self.books.mentions.find


def judged(
    decided: Mapping[type, Sequence[Any]], stands: Stands, others: Iterable[Judged] = ()
) -> list[Judged]:
    """A row for each judgement that counts. `decided`: rows of people's by their kind; `others`: those of which it is known otherwise
    whether they hold (`on_evidence`)."""
    weigh = _Weights(stands)
    rows = [
        weigh.weighed(_row(said, stands))
        for kind, of in _OF.items()
        for said in of(decided.get(kind, ()), stands)
    ]
    return sorted([*rows, *others], key=consequence)


def consequence(row: Judged) -> tuple[Any, ...]:
    """What could turn a verdict comes first; of judgements of one kind those on whose study most claims hang."""
    order = (_ORDER.index(row.consequence), _KINDS.index(row.kind), -len(row.turns), -len(row.counts))
    return (*order, row.about, row.name, row.file, row.line)


class _Weights:
    """On which claims a study counts, and whose verdicts it is among the fewest to turn."""

    def __init__(self, stands: Stands) -> None:
        self._counts: dict[str, list[str]] = defaultdict(list)
        self._turns: dict[str, list[str]] = defaultdict(list)
        for side in stands.sides:
            if side.counted and side.side in TAKEN:
                self._counts[side.study_id].append(side.proposition)
        for finding in stands.findings:
            for study in finding.flip_set:
                self._turns[study].append(finding.proposition)

    def weighed(self, row: Judged) -> Judged:
        """The row with what hangs on it. A side bears on its own claim alone."""
        counts, turns = self._counts.get(row.study_id, []), self._turns.get(row.study_id, [])
        if row.kind == "sides":
            counts, turns = ([c for c in found if c == row.about] for found in (counts, turns))
        what = Consequence.TURNS if turns else Consequence.COUNTS if counts else Consequence.NONE
        return replace(row, consequence=what, turns=tuple(sorted(turns)), counts=tuple(sorted(counts)))


_One = tuple[Any, str, str, str, Rests]
_Said = Iterator[_One]
"""(decision, work or nothing, what it is about, what it is on in words, what it rests on)."""


def _row(said: _One, stands: Stands) -> Judged:
    decision, work, about, name, rests = said
    table = given_by(type(decision))
    state, moved = fingerprints.holding(decision.judged, rests)
    study = stands.books.works[work].study_id if work else ""
    says = str(getattr(decision, table.says))
    place = (table.name, decision.file, decision.line, name, about, work, study, says)
    return Judged(
        *place, decision.reviewer, decision.date, state, moved, Consequence.NONE, (), (), decision.judged,
        fingerprints.cell(rests),
    )  # fmt: skip


def _standing(decisions: Iterable[Any], books: Library) -> Iterator[tuple[Any, str, str]]:
    """(decision, its work, the work in words) of those that stand."""
    applied, _ = by_work(decisions, books.mentions, books.work_of)
    for decision, work in last_words(applied, books.mentions, books.work_of):
        yield decision, work, short_cite(books.works[work])


def _sides(decisions: Sequence[SideDecision], stands: Stands) -> _Said:
    for d, work, name in _standing(decisions, stands.books):
        yield d, work, d.proposition, name, stands.of_side(d.proposition, stands.books.works[work].study_id)


def _codings(decisions: Sequence[CodingDecision], stands: Stands) -> _Said:
    for d, work, name in _standing(decisions, stands.books):
        facet = stands.codebook.facet(d.facet)
        yield d, work, d.facet, f"{name}: {facet.label}", stands.of_codes(d.facet, d.codes.split(";"))


def _screenings(decisions: Sequence[ScreeningDecision], stands: Stands) -> _Said:
    for d, work, name in _standing(decisions, stands.books):
        yield d, work, "", name, stands.of_criteria


def _appraisals(decisions: Sequence[AppraisalDecision], stands: Stands) -> _Said:
    meant, _ = as_meant(decisions, stands.tools)
    for d, work, name in _standing(meant, stands.books):
        about = asked_as(d)
        yield d, work, about, f"{name}: {about}", stands.of_answer(d.record, d.tool)


def _pairs(decisions: Sequence[DuplicateDecision], stands: Stands) -> _Said:
    last = {frozenset((d.record_a, d.record_b)): d for d in sorted(decisions, key=moment)}
    for d in last.values():
        if (records := stands.find(d.record_a)) and stands.find(d.record_b):
            work = stands.books.work_of[records[0].record_id]
            yield d, work, "", f"{d.record_a} and {d.record_b}", stands.of_pair(d.record_a, d.record_b)


def _themes(decisions: Sequence[ThemeDecision], stands: Stands) -> _Said:
    drawn = {theme.theme: theme for theme in stands.themes}
    under: dict[str, list[ThemePassage]] = defaultdict(list)
    for row in stands.passages:
        under[row.theme].append(row)
    text = {item.item_id: item.text for item in stands.items}
    for d in {d.theme: d for d in sorted(decisions, key=moment)}.values():
        if d.theme in drawn:
            passages = [(f"{row.side} {row.counted}", text[row.item_id]) for row in under[d.theme]]
            meanings = {
                f"{named.facet}={code}": marks
                for named in _codes_of(drawn[d.theme], drawn)
                for code, marks in stands.of_codes(named.facet, [named.code]).items()
            }
            yield d, "", d.theme, d.label, fingerprints.of_theme(passages, meanings)


def _codes_of(theme: Theme, drawn: Mapping[str, Theme]) -> Iterator[Named]:
    """The codes that a theme is made from, or those of the descriptive themes that it is made from."""
    for text in (*theme.made_from, *theme.against):
        if theme.level == ThemeLevel.DESCRIPTIVE:
            yield from map(Named.of, text.split("&"))
        elif text in drawn:
            yield from _codes_of(drawn[text], drawn)


_OF: Mapping[type, Any] = {
    SideDecision: _sides,
    AppraisalDecision: _appraisals,
    CodingDecision: _codings,
    ThemeDecision: _themes,
    DuplicateDecision: _pairs,
    ScreeningDecision: _screenings,
}
"""Tables of people's whose judgements are looked after here."""
KINDS = tuple(_OF)


def on_evidence(
    decisions: Iterable[CertaintyDecision | GradeDecision | ImplicationDecision],
    rows: Iterable[Certainty | ThemeCertainty | PoolCertainty | Implication],
    called: Mapping[str, str],
) -> list[Judged]:
    """The same of judgements on a whole body of evidence, of which their own tables know whether they hold. `called`: id → what people call
    it."""
    last = {_subject(d): d for d in sorted(decisions, key=moment)}
    found = []
    for row in rows:
        about = getattr(row, fields(row)[0].name)
        if decision := last.get(about):
            table = given_by(type(decision))
            place = (table.name, decision.file, decision.line, called.get(about, about), about, "", "")
            said = (str(getattr(decision, table.says)), decision.reviewer, decision.date)
            state, moved = (Holds.STALE, ("evidence",)) if row.state == STALE else (Holds.YES, ())
            marks = (decision.evidence_hash, row.evidence_hash)
            found.append(Judged(*place, *said, state, moved, Consequence.BESIDE, (), (), *marks))
    return found


def _subject(decision: Any) -> str:
    """The claim, theme, pool or implication that a judgement is on."""
    return next(cell for name in given_by(type(decision)).about if (cell := getattr(decision, name)))

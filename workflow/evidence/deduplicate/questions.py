"""The questions about two works, side by side: what a person sees and fills in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.deduplicate.decisions import DUPLICATES_SHEET, SHOWN, DuplicateDecision
from evidence.deduplicate.rows import Comparison, MaybePair, Membership, Work
from evidence.ingest.rows import Record
from evidence.mentions import Mentions

_LEAST = 0.05
"""Weights (log odds) under this are not worth a person's time."""
_WIDTH, _LABEL = 46, 11


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Whether two works are one. `record_a` and `record_b` stand for their works; the other texts are to be read. `earlier`: what was
    decided before one of them was described otherwise; `judged`: what a decision rests on that is made now."""

    record_a: str
    record_b: str
    probability: float
    speaks_for: str
    speaks_against: str
    shown: Mapping[str, tuple[str, str]]
    earlier: str = ""
    judged: str = ""

    def row(self) -> list[str]:
        """The cells of DUPLICATES_SHEET; what a person decides is blank."""
        cells = {
            "record_a": self.record_a,
            "record_b": self.record_b,
            "probability": "" if self.earlier else f"{self.probability:.3f}",
            "judged": self.judged,
            "speaks_for": self.speaks_for,
            "speaks_against": self.speaks_against,
            **{f"{name}_{side}": both[n] for name, both in self.shown.items() for n, side in enumerate("ab")},
        }
        return [cells.get(name, "") for name in DUPLICATES_SHEET]

    def lines(self, number: int) -> list[str]:
        """The two works side by side, for the screen."""
        told = self.earlier or f"probability {self.probability:.3f}"
        head = f"{number:>3}  one work or two? {told}"
        rows = [("record", (self.record_a, self.record_b)), *self.shown.items()]
        lines = [head]
        for name, (a, b) in rows:
            if (a or b) and name != "abstract":
                differs = " " if a == b else "≠"
                lines += _beside(name, a, b, differs if name not in ("record", "source") else " ")
        lines += _folded("for", self.speaks_for) + _folded("against", self.speaks_against) + [""]
        return lines


def questions(
    maybe: Iterable[MaybePair],
    works: Iterable[Work],
    memberships: Iterable[Membership],
    comparisons: Iterable[Comparison],
    records: Iterable[Record],
    decided: Iterable[DuplicateDecision] = (),
) -> list[Question]:
    """One question for every two works that are asked about, the most promising first.

    What people have `decided` since the tables were built is left out.
    """
    records = list(records)
    work_of = {m.record_id: m.work_id for m in memberships}
    stands = {m.work_id: m.record_id for m in memberships if m.primary}
    work, entry = {w.work_id: w for w in works}, {r.record_id: r for r in records}
    compared = {frozenset((c.record_a, c.record_b)): c for c in comparisons}
    answered = _answered(decided, Mentions(records, memberships), work_of)
    found: dict[frozenset[str], Question] = {}
    for pair in maybe:
        one, other = both = (work_of[pair.record_a], work_of[pair.record_b])
        if frozenset(both) in answered | found.keys():
            continue
        for_, against = _spoken(compared.get(frozenset((pair.record_a, pair.record_b))), pair)
        a, b = work[one], work[other]
        shown = {name: (_shown(name, a, entry), _shown(name, b, entry)) for name in SHOWN}
        found[frozenset(both)] = Question(stands[one], stands[other], pair.probability, for_, against, shown)
    return sorted(found.values(), key=lambda q: (-q.probability, q.record_a, q.record_b))


def decided_before(decision: DuplicateDecision, one: Record, other: Record, since: str) -> Question:
    """The question on which somebody decided before an entry was described otherwise. `since`: what moved, in words."""
    d = decision
    earlier = f"{d.decision.replace('_', ' ')} by {d.reviewer}, {d.date}; since then {since} changed"
    shown = {name: (_shown_of(name, one), _shown_of(name, other)) for name in SHOWN}
    return Question(d.record_a, d.record_b, 0.0, earlier, "", shown, earlier)


def _shown_of(name: str, record: Record) -> str:
    if name == "authors":
        return "; ".join(record.authors)
    return f"{record.source_file}:{record.line}" if name == "source" else str(getattr(record, name) or "")


def _answered(
    decided: Iterable[DuplicateDecision], mentions: Mentions, work_of: Mapping[str, str]
) -> set[frozenset[str]]:
    ends = (
        [{work_of[r.record_id] for r in mentions.find(name)} for name in (d.record_a, d.record_b)]
        for d in decided
    )
    return {frozenset((a, b)) for ones, others in ends for a in ones for b in others if a != b}


def _spoken(comparison: Comparison | None, pair: MaybePair) -> tuple[str, str]:
    """What speaks for one work, what against it, the weightiest first; the doubt of the machine last."""
    if comparison is None:
        return "", pair.question
    fields = json.loads(comparison.fields)
    told = [
        (weight, f"{name.replace('_', ' ')}{'' if level == 'yes' else f' {level}'} ({weight:+.1f})")
        for name, (level, weight) in fields.items()
        if level not in ("", "missing", "one missing") and abs(weight) >= _LEAST
    ]
    for_ = [text for weight, text in sorted(told, reverse=True) if weight > 0]
    against = [text for weight, text in sorted(told) if weight < 0]
    more = [reason for reason in comparison.reason.split("; ") if reason and reason not in fields]
    return "; ".join(for_), "; ".join([*against, *more])


def _shown(name: str, work: Work, entry: Mapping[str, Record]) -> str:
    if name == "authors":
        return "; ".join(work.authors)
    if name == "source":
        places = (entry[member] for member in work.members if member in entry)
        return "; ".join(f"{record.source_file}:{record.line}" for record in places)
    return str(getattr(work, name) or "")


def _folded(name: str, text: str) -> list[str]:
    from textwrap import wrap

    indent = " " * (_LABEL + 5)
    return wrap(text, 2 * _WIDTH + 20, initial_indent=f"     {name:<{_LABEL}}", subsequent_indent=indent)


def _beside(name: str, a: str, b: str, between: str) -> list[str]:
    """Two texts in columns, wrapped."""
    from textwrap import wrap

    left, right = wrap(a, _WIDTH) or [""], wrap(b, _WIDTH) or [""]
    height = max(len(left), len(right))
    left, right = ([*lines, *[""] * (height - len(lines))] for lines in (left, right))
    return [
        f"     {name if n == 0 else '':<{_LABEL}}{one:<{_WIDTH}} {between if n == 0 else ' '} {other}".rstrip()
        for n, (one, other) in enumerate(zip(left, right, strict=True))
    ]

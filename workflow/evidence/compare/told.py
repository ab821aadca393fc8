"""What changed, in words: the same for a terminal and for a pull request, what weighs most first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from evidence.compare.rows import Cause, Change, Kind, Way
from evidence.compare.sentences import Fate, Run, words
from evidence.errors import shorten
from evidence.extract.rows import EvidenceItem
from evidence.synthesise.claim_rows import Finding
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.rows import MapCell
from evidence.synthesise.theme_rows import Theme

_WENT = (Way.TURNED, Way.WEAKENED, Way.STRENGTHENED, Way.NEW, Way.GONE, Way.MOVED)
"""Ways of a finding, those first of which a reader must know first."""
_WENT_AS = {
    Way.MOVED: "same verdict on other numbers",
    Way.NEW: "newly tested",
    Way.GONE: "no longer tested",
    Way.NONE: "still not tested",
}
_ROWS = {
    Kind.FINDING: Finding,
    Kind.POOL: Pool,
    Kind.THEME: Theme,
    Kind.ITEM: EvidenceItem,
    Kind.CELL: MapCell,
}
"""Rows whose columns are the fields of a kind, by the labels of which they are called."""
_BLOCKS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("Pooled effects", (Kind.POOL,)),
    ("Themes", (Kind.THEME,)),
    ("What people judged of them", (Kind.CERTAINTY, Kind.IMPLICATION)),
    ("Sides of studies on other claims", (Kind.SIDE,)),
    ("Cells of the map", (Kind.CELL,)),
    ("Works that came in", (Kind.WORK_IN,)),
    ("Works that went out", (Kind.WORK_OUT,)),
    ("Works that were joined or parted", (Kind.WORKS_JOINED, Kind.WORK_PARTED)),
    ("Works that were decided otherwise", (Kind.FATE,)),
    ("Works that were coded otherwise", (Kind.CODE,)),
    ("Passages and estimates", (Kind.ITEM,)),
    ("Appraisals", (Kind.APPRAISAL,)),
    ("Entries that came in", (Kind.ENTRY_IN,)),
    ("Entries that went out", (Kind.ENTRY_OUT,)),
    ("Entries under another name", (Kind.REKEYED,)),
    ("Settings", (Kind.SETTING,)),
    ("The program", (Kind.PROGRAM,)),
    ("Other sentences", (Kind.SENTENCE,)),
)
"""All but findings, in order of what it may mean for a reader."""
_PLURAL = {
    Kind.FINDING: "findings",
    Kind.POOL: "pools",
    Kind.WORK_IN: "works in",
    Kind.WORK_OUT: "works out",
    Kind.FATE: "fates of works",
    Kind.CODE: "codes of works",
    Kind.ITEM: "passages and estimates",
    Kind.SIDE: "sides of studies",
    Kind.ENTRY_IN: "entries in",
    Kind.ENTRY_OUT: "entries out",
    Kind.SETTING: "settings",
    Kind.SENTENCE: "sentences",
}
"""What is counted by its name in a line on all; several of one are called so."""
_ALL_THE_SAME = (Kind.WORK_IN, Kind.WORK_OUT, Kind.ENTRY_IN, Kind.ENTRY_OUT)
"""Kinds whose heading says already whether it came or went."""
VERDICT = "verdict"
_WIDTH = 80


@dataclass(frozen=True)
class Point:
    """One thing to say, and what is to be said under it; a sentence comes as its words, kept, gone and come."""

    text: str
    under: list[Point] = field(default_factory=list)
    sentence: list[Run] = field(default_factory=list)


@dataclass(frozen=True)
class Block:
    """Points of one kind under a heading."""

    heading: str
    points: list[Point]


def blocks(changes: Sequence[Change], causes: Sequence[Cause]) -> list[Block]:
    """All that changed, in order of consequence: findings with what caused them, then all else."""
    of: dict[Kind, list[Change]] = defaultdict(list)
    for change in changes:
        of[change.kind].append(change)
    told, shown = _findings(of, causes)
    found = [Block("Findings", told)] if told else []
    for heading, kinds in _BLOCKS:
        left = [change for kind in kinds for change in of[kind] if id(change) not in shown]
        if left:
            found.append(Block(heading, _points(left, causes)))
    return found


def in_one_line(changes: Sequence[Change]) -> str:
    """How much changed, in a line.

    >>> in_one_line([])
    'nothing changed'
    """
    subjects: dict[Kind, set[str]] = defaultdict(set)
    for change in changes:
        subjects[change.kind].add(change.subject)
    counts = {kind: len(subjects[kind]) for kind in _PLURAL if subjects[kind]}
    parts = [f"{n:,} {_PLURAL[kind] if n > 1 else kind.value}" for kind, n in counts.items()]
    if subjects[Kind.FINDING]:
        of = {change.subject: change.way for change in changes if change.kind == Kind.FINDING}
        ways = Counter(of.values())
        went = [f"{ways[way]:,} {_WENT_AS.get(way, way.value)}" for way in (*_WENT, Way.NONE) if ways[way]]
        parts[0] += f" ({', '.join(went)})"
    rest = sum(change.kind not in _PLURAL for change in changes)
    parts += [f"{rest:,} more {'change' if rest == 1 else 'changes'}"] if rest else []
    return ", ".join(parts) or "nothing changed"


def _findings(of: dict[Kind, list[Change]], causes: Sequence[Cause]) -> tuple[list[Point], set[int]]:
    """A point for each finding that moved, with its causes, sides and sentences; what of the changes is said by that."""
    own: dict[str, list[Change]] = defaultdict(list)
    for change in of[Kind.FINDING]:
        own[change.subject].append(change)
    found, shown = [], set()
    for claim, moved in own.items():
        sides = [change for change in of[Kind.SIDE] if change.subject.partition(":")[0] == claim]
        said = [change for change in of[Kind.SENTENCE] if is_of(claim, change.subject)]
        shown |= {id(change) for change in (*moved, *sides, *said)}
        way = next((way for way in _WENT if any(c.way == way for c in moved)), Way.NONE)
        under = [*_because(Kind.FINDING, claim, causes), *_sentences(said)]
        under += [Point(f"side of {_plain(c)}") for c in sides] + _numbers(moved)
        found.append((way, Point(_head(claim, moved, way), under)))
    found.sort(key=lambda one: _WENT.index(one[0]) if one[0] else len(_WENT))
    return [point for _, point in found], shown


def _head(claim: str, moved: Sequence[Change], way: Way) -> str:
    name = f"{claim} {moved[0].name}" if moved[0].name not in ("", claim) else claim
    verdict = next((change for change in moved if change.field == VERDICT), None)
    return f"{name}: {_WENT_AS.get(way, way.value)}" + (f" ({_moved(verdict)})" if verdict else "")


def _numbers(moved: Sequence[Change]) -> list[Point]:
    """Every other number of a finding that moved, in one line."""
    told = [f"{_label(c.kind, c.field)} {shorten(_moved(c), _WIDTH)}" for c in moved if c.field != VERDICT]
    return [Point("; ".join(told))] if told else []


def _points(changes: Sequence[Change], causes: Sequence[Cause]) -> list[Point]:
    """One for each thing that changed; several changes of one thing stand under it."""
    own: dict[tuple[Kind, str], list[Change]] = defaultdict(list)
    for change in changes:
        own[change.kind, change.subject].append(change)
    found = []
    for (kind, subject), moved in own.items():
        if kind == Kind.SENTENCE:
            found += _sentences(moved)
            continue
        because = _because(kind, subject, causes)
        if len(moved) == 1:
            found.append(Point(_plain(moved[0]), because))
            continue
        reasons = {change.why for change in moved}
        why = _why(moved[0]) if len(reasons) == 1 else ""
        parts = [Point(_told(change) + ("" if why else _why(change))) for change in moved]
        found.append(Point(_name(moved[0]) + why, [*because, *parts]))
    return found


def _because(kind: Kind, subject: str, causes: Sequence[Cause]) -> list[Point]:
    """The smallest sets of causes, without which things would be as they were, each set once with the fields that it moved; and
    what else moves the verdict."""
    of_field: dict[str, list[Cause]] = defaultdict(list)
    for cause in causes:
        if cause.target == kind and cause.subject == subject:
            of_field[cause.field].append(cause)
    sets: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(of_field, key=lambda name: name != VERDICT):
        sets[tuple(cause.unit for cause in of_field[name] if cause.needed)].append(name)
    found = []
    for units, names in sets.items():
        needed = [cause for cause in of_field[names[0]] if cause.needed]
        moved = f"{', '.join(_label(kind, name) for name in names)}: " if len(sets) > 1 else ""
        if len(units) == 1:
            alone = f"; without it: {_spaced(needed[0].alone)}" if names[0] == VERDICT else ""
            found.append(Point(f"{moved}because of {_unit(needed[0])}{alone}"))
        elif units:
            sure = "" if needed[0].exact else "; a smaller set may do it too"
            of = f"any {needed[0].in_set:,} of " if needed[0].in_set < len(units) else ""
            head = f"{moved}because of {of}these {len(units):,}{'' if of else ' together'}{sure}"
            found.append(Point(head, [Point(_alone(cause)) for cause in needed]))
    others = [cause for cause in of_field[VERDICT] if not cause.needed and cause.alone != cause.after]
    return [*found, *(Point(f"also moved by {_alone(cause)}") for cause in others)]


def _alone(cause: Cause) -> str:
    return f"{_unit(cause)}; without it alone: {_spaced(cause.alone) or 'nothing'}"


def _unit(cause: Cause) -> str:
    return f"{cause.kind.value} {cause.name or cause.unit}"


def _told(change: Change) -> str:
    return ": ".join(filter(None, (_label(change.kind, change.field), _moved(change))))


def _plain(change: Change) -> str:
    """A change that stands alone: what it is a change of, then what became of it."""
    name = _name(change)
    if change.kind in _ALL_THE_SAME:
        return f"{name}: {change.after or change.before}{_why(change)}"
    return f"{', '.join(filter(None, (name, _label(change.kind, change.field))))}: {_moved(change)}{_why(change)}"


def _name(change: Change) -> str:
    """What people call it; a passage or estimate with its id, as several of one study are called alike."""
    if change.kind == Kind.ITEM and change.name:
        return f"{change.name} ({change.subject})"
    return change.name or change.subject


def _label(kind: Kind, name: str) -> str:
    """What a field is called: by the label of its column, else as it is written."""
    row = _ROWS.get(kind)
    labels = {part.name: part.metadata.get("label", "") for part in fields(row)} if row else {}
    return labels.get(name) or _spaced(name.removeprefix("numbers."))


def _why(change: Change) -> str:
    why = change.why.strip()
    why = why[1:-1] if why.startswith("(") and why.endswith(")") and "(" not in why[1:] else why
    return f" ({why})" if why else ""


def _moved(change: Change) -> str:
    before, after = _spaced(change.before), _spaced(change.after)
    if before and after:
        return f"{before} → {after}"
    return f"new, {after}" if after else f"gone, it was {before}"


def _sentences(changes: Sequence[Change]) -> list[Point]:
    """What went out of each and what came in; a new one, or one that is gone, as a whole."""
    return [
        Point("", sentence=words(c.before, c.after) if c.before and c.after else [_whole(c)]) for c in changes
    ]


def _whole(change: Change) -> Run:
    return Run(Fate.IN, change.after) if change.after else Run(Fate.OUT, change.before)


def is_of(claim: str, sentence: str) -> bool:
    """Whether a sentence, by its id, is one on the claim.

    >>> [is_of("P2", name) for name in ("P2-verdict", "known-P2-for", "P21-verdict")]
    [True, True, False]
    """
    return bool(re.search(rf"(?:^|-){re.escape(claim)}(?:-|$)", sentence))


def _spaced(text: str) -> str:
    """Names of columns and words of lists as they are read."""
    return re.sub(r"(?<=\w)_(?=\w)", " ", text)

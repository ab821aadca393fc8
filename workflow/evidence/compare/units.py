"""The units of what changed: each is put back as it was and nothing else, to see what it did.

A work that came brings all that is its own: its passages and estimates, codes, sides and screening. Of a work that was there before, each of
these is a unit by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from evidence.citation import short_cite
from evidence.compare.by_field import said
from evidence.compare.edition import Edition
from evidence.compare.recoded import Again, recoded
from evidence.compare.rows import Kind
from evidence.compare.same import Same
from evidence.compare.stated import differing
from evidence.compare.unit import Joined, Units
from evidence.deduplicate.rows import Work
from evidence.extract.side_readings import Reading

_OF_ROW = ("facets", "outcome", "direction", "comparison", "measure", "propositions", "role", "source_type", "effect_type",
           "estimate", "se", "ci_low", "ci_high", "months", "poolable", "n", "p", "higher_is", "unit", "raw", "case_id")  # fmt: skip
"""What an item has from its own row, and from nothing else."""
_OF_READING = ("side", "directness", "shares_evidence", "reviewer", "reason", "compares", "basis")


def units(before: Edition, after: Edition, same: Same, again: Again = lambda *_: None) -> Units:
    """What changed between two versions, unit by unit."""
    found = Units()
    _settings(found, before, after)
    _works(found, before, after, same)
    _studies(found, before, after)
    _fates(found, before, after)
    _items(found, before, after)
    recoded(found, before, after, again)
    _readings(found, before, after)
    _themes(found, before, after)
    return found


def _settings(found: Units, before: Edition, after: Edition) -> None:
    for path, one, other in differing(before.stated, after.stated):
        found.setting[path] = found.add(Kind.SETTING, path, f"{path}: {_moved(one, other)}")


def _moved(one: Any, other: Any) -> str:
    """What changed of a setting, in a few words: of codes the phrases that came and went.

    >>> _moved(3, 5), _moved(None, "x")
    ('3 became 5', 'is new')
    """
    if one is None or other is None:
        return "is new" if one is None else "is gone"
    if hasattr(one, "phrases"):
        had, has = ([phrase.text for phrase in code.phrases] for code in (one, other))
        told = [f"without ‘{words}’" for words in had if words not in has]
        told += [f"with ‘{words}’" for words in has if words not in had]
        return ", ".join(told) or "is worded anew"
    short = [said(value) for value in (one, other)]
    plain = all(isinstance(value, str | int | float | tuple) for value in (one, other))
    return " became ".join(short) if plain and max(map(len, short)) < 60 else "is another"


def _works(found: Units, before: Edition, after: Edition, same: Same) -> None:
    for one, other in _components(same, before, after):
        kind = Kind.WORKS_JOINED if len(other) <= len(one) else Kind.WORK_PARTED
        named = other if kind == Kind.WORKS_JOINED else one
        works = after.works if kind == Kind.WORKS_JOINED else before.works
        key = found.add(kind, " ".join(named), _cited(works[name] for name in named))
        found.work.update(dict.fromkeys([*one, *other], key))
    for works, others, kind in (
        (after.works, before.works, Kind.WORK_IN),
        (before.works, after.works, Kind.WORK_OUT),
    ):
        for name in sorted(works.keys() - others.keys()):
            if name not in found.work:
                found.work[name] = found.add(kind, name, short_cite(works[name]))
    for name in sorted(before.works.keys() & after.works.keys()):
        if name not in found.work:
            _members(found, name, before.works[name], after.works[name], same)


def _members(found: Units, name: str, before: Work, after: Work, same: Same) -> None:
    """A further record of a work, one that is gone, or one under another key, by which what people wrote may not find it any more."""
    if before.members == after.members:
        return
    had, has = {same.record.get(record, record) for record in before.members}, {*after.members}
    if moved := sorted(had ^ has):
        kind = Kind.ENTRY_OUT if had - has else Kind.ENTRY_IN
        found.work[name] = found.add(kind, " ".join(moved), f"a record of {short_cite(after)}")
    else:
        found.work[name] = found.add(Kind.REKEYED, name, f"the record of {short_cite(after)}")


def _components(same: Same, before: Edition, after: Edition) -> Iterator[tuple[list[str], list[str]]]:
    """Works of before and of after that share entries, where they are not simply one and the same."""
    names = Joined()
    for one, other in same.works:
        names.join(f"b{same.work.get(one, one)}", f"a{other}")
    for group in names.groups():
        own, others = ([name[1:] for name in group if name[0] == side] for side in "ba")
        own, others = [n for n in own if n in before.works], [n for n in others if n in after.works]
        if own and others and own != others:
            yield own, others


def _studies(found: Units, before: Edition, after: Edition) -> None:
    """Works that were there before, and report another study now."""
    names, moved = Joined(), {}
    for name in sorted(before.works.keys() & after.works.keys()):
        one, other = before.works[name].study_id, after.works[name].study_id
        names.join(f"b{one}", f"a{other}")
        if one != other and not found.existence(name):
            moved[name] = f"b{one}"
    groups = {name: group for group in names.groups() for name in group}
    of_group: dict[str, list[str]] = defaultdict(list)
    for name, study in moved.items():
        of_group[groups[study][0]].append(name)
    for first, works in sorted(of_group.items()):
        then = sum(name[0] == "b" for name in groups[first])
        now = len(groups[first]) - then
        kind = Kind.WORKS_JOINED if now <= then else Kind.WORK_PARTED
        key = found.add(kind, " ".join(works), f"the study of {_cited(after.works[work] for work in works)}")
        found.study.update(dict.fromkeys(works, key))


def _fates(found: Units, before: Edition, after: Edition) -> None:
    for name in sorted(before.screening.keys() & after.screening.keys()):
        one, other = before.screening[name], after.screening[name]
        if one.decision != other.decision and name in after.works and not found.existence(name):
            found.fate[name] = _fate(found, name, before, after)


def _fate(found: Units, name: str, before: Edition, after: Edition) -> str:
    """What decided anew on a work: a person; a retraction, which comes and goes with all that is said of the work; or its key, where
    the row of the person is not found under it any more."""
    one, other, work = before.screening[name], after.screening[name], after.works[name]
    was = before.works[name].retracted if name in before.works else ""
    with_work = found.work.get(name, "")
    if with_work and found.all[with_work].kind == Kind.REKEYED and not (other.by or work.retracted != was):
        return with_work
    by = work.retracted or ", ".join(filter(None, (other.by, other.date))) or "nobody has decided"
    told = f"{short_cite(work)}: {one.decision} became {other.decision} ({by})"
    unit = found.add(Kind.FATE, name, told)
    if work.retracted != was:
        found.work[name] = unit
    return unit


def _items(found: Units, before: Edition, after: Edition) -> None:
    for name in sorted(before.items.keys() | after.items.keys()):
        one, other = before.items.get(name), after.items.get(name)
        if _row(before, name) == _row(after, name) and (
            not (one and other) or _further(before, name) == _further(after, name)
        ):
            continue
        # What came or went with its work is the work's.
        if bool(one) != bool(other) and found.existence((one or other).work_id):  # type: ignore[union-attr]
            continue
        label = (other or one).study_label  # type: ignore[union-attr]
        found.item[name] = found.add(Kind.ITEM, name, f"{name} of {label}")


def _row(version: Edition, name: str) -> object:
    """What is written of an item, as it was written where that is at hand."""
    if version.texts:
        return version.coded.get(name)
    item = version.items.get(name)
    return item and tuple(getattr(item, column) for column in _OF_ROW)


def _further(version: Edition, name: str) -> object:
    codings = version.codings.get(name, ())
    return sorted((c.facet, c.code, c.direction, c.words, c.strength) for c in codings if c.further)


def _readings(found: Units, before: Edition, after: Edition) -> None:
    for claim, work in sorted(before.read.keys() | after.read.keys()):
        one, other = (version.read.get((claim, work)) for version in (before, after))
        if _told(one) == _told(other) or found.existence(work):
            continue
        row = other or one
        assert row is not None
        name = f"{short_cite(row.work)} on {claim}, read by {row.reviewer}"
        found.reading[claim, work] = found.add(Kind.SIDE, f"{claim} {work}", name)


def _told(reading: Reading | None) -> object:
    return reading and tuple(getattr(reading, name) for name in _OF_READING)


def _themes(found: Units, before: Edition, after: Edition) -> None:
    for name in sorted(before.themes.keys() | after.themes.keys()):
        one, other = (version.themes.get(name) for version in (before, after))
        if _drawn(one) != _drawn(other):
            row = other or one
            assert row is not None
            found.theme[name] = found.add(Kind.THEME, name, f"{row.label}, drawn by {row.reviewer}")


def _drawn(decision: Any) -> object:
    return decision and (
        decision.level,
        decision.label,
        decision.statement,
        decision.made_from,
        decision.against,
    )


def _cited(works: Iterable[Work]) -> str:
    return "; ".join(sorted(map(short_cite, works)))

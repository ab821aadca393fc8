"""Entries that came, went, have another name, were set aside or released, each with what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from evidence.compare.columns import where
from evidence.compare.entries_matched import Entry, Match
from evidence.compare.held import Held
from evidence.compare.rows import Change, Kind, Way
from evidence.compare.same import Same
from evidence.deduplicate.rows import Membership
from evidence.ingest.rows import QUARANTINE, FileCount, Record
from evidence.remarks import Quarantined
from evidence.screen.rows import Fate, LedgerRow

_ASIDE = Fate.QUARANTINED.value


def entries(before: Held, after: Held, same: Same) -> Iterator[Change]:
    """One row an entry: `before` and `after` hold what became of it, and of one with another name its two names."""
    yield from map(_rekeyed, same.matched)
    asides = _Asides(before, after, same)
    gone, come = _placed(same.gone, before, after), _placed(same.come, after, before)
    one, two = _Fates(before, gone), _Fates(after, come)
    for entry in gone:
        problem = asides.set_aside(entry)
        yield one.row(
            Kind.ENTRY_OUT, entry, _ASIDE if problem else "", problem and f"it cannot be used: {problem}"
        )
    for entry in come:
        problem = asides.released(entry)
        yield two.row(
            Kind.ENTRY_IN,
            entry,
            _ASIDE if problem else "",
            problem and f"it could not be used before: {problem}",
        )
    for kind, left in ((Kind.ENTRY_OUT, asides.away), (Kind.ENTRY_IN, asides.here)):
        ends = (_ASIDE, "") if kind == Kind.ENTRY_OUT else ("", _ASIDE)
        for row in (row for file in sorted(left) for row in left[file]):
            yield Change(
                kind, row.entry_id, f"an entry of {row.source_file}", "fate", *ends, Way.NONE, row.problem, ""
            )


def _rekeyed(match: Match) -> Change:
    title = f"; its title was ‘{match.before.title}’" if match.before.title != match.after.title else ""
    return Change(
        Kind.REKEYED, match.after.record_id, match.after.title, match.changed or "name",
        match.before.record_id, match.after.record_id, Way.NONE, match.why + title, "",
    )  # fmt: skip


def _placed(own: list[Entry], held: Held, other: Held) -> list[Entry]:
    """Entries that one version has, each with the file that has one more in this version. Those that say the very same have one name and
    a number, counted through all files, so that the entry of a new file may take the name of an old one, which takes the next.
    """
    families: dict[str, list[Entry]] = defaultdict(list)
    for entry in own:
        name, dot, number = entry.record_id.rpartition(".")
        if dot and number.isdecimal():
            families[name].append(entry)
    if not families:
        return own
    names = {
        name: [name, *(f"{name}.{n}" for n in range(2, max(int(e.record_id.rpartition(".")[2]) for e in ones) + 1))]
        for name, ones in families.items()
    }  # fmt: skip
    of = {each: name for name, several in names.items() for each in several}
    here, there = (_files_of(version, of) for version in (held, other))
    file: dict[str, str] = {}
    for name, ones in families.items():
        more = sorted((here[name] - there[name]).elements())
        if len(more) == len(ones):
            file |= {entry.record_id: own_file for entry, own_file in zip(ones, more, strict=True)}
    return [replace(entry, source_file=file.get(entry.record_id, entry.source_file)) for entry in own]


def _files_of(held: Held, of: dict[str, str]) -> dict[str, Counter[str]]:
    """Name → how often each file has an entry of it."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in where(held.columns(Record), "record_id", sorted(of)):
        found[of[row["record_id"]]][row["source_file"]] += 1
    return found


class _Asides:
    """Entries that are set aside in one version alone, by file.

    Nothing names an entry that could not be read. In a file that has as many entries as before, as many may have been released
    as came, and set aside as went; the others are entries of their own.
    """

    def __init__(self, before: Held, after: Held, same: Same) -> None:
        self.away, self.here = _only(before, after), _only(after, before)
        self._now = _files(before, after, same.matched) if self.away or self.here else {}
        self._then = {now: then for then, now in self._now.items()}
        one, two = ({row.source_file: row.counted for row in held[FileCount]} for held in (before, after))
        self._whole = {file for file, counted in one.items() if two.get(self._now.get(file, file)) == counted}
        for file in sorted(self._whole & self.away.keys()):  # another text, and still set aside
            now = self._now.get(file, file)
            n = min(len(self.away[file]), len(self.here[now]))
            self.away[file], self.here[now] = self.away[file][n:], self.here[now][n:]

    def released(self, entry: Entry) -> str:
        """Why an entry that came could not be used before; blank where it was not there."""
        file = self._then.get(entry.source_file, entry.source_file)
        return self._problem(self.away, file) if file in self._whole else ""

    def set_aside(self, entry: Entry) -> str:
        """Why an entry that went cannot be used now; blank where it is not there."""
        here = self._now.get(entry.source_file, entry.source_file)
        return self._problem(self.here, here) if entry.source_file in self._whole else ""

    @staticmethod
    def _problem(left: dict[str, list[Quarantined]], file: str) -> str:
        return left[file].pop(0).problem if left[file] else ""


def _only(own: Held, other: Held) -> dict[str, list[Quarantined]]:
    there = {row.entry_id for row in other[QUARANTINE]}
    found: dict[str, list[Quarantined]] = defaultdict(list)
    for row in sorted(own[QUARANTINE], key=lambda row: row.entry_id):
        if row.entry_id not in there:
            found[row.source_file].append(row)
    return found


def _files(before: Held, after: Held, matched: list[Match]) -> dict[str, str]:
    """File of before → the file that holds most of its entries now, where that has another name."""
    one, two = (held.columns(Record).select(["record_id", "source_file"]) for held in (before, after))
    both = one.join(two, "record_id", join_type="inner", right_suffix="_now")
    found = Counter((match.before.source_file, match.after.source_file) for match in matched)
    pairs = both.group_by(["source_file", "source_file_now"]).aggregate([([], "count_all")])
    for row in pairs.to_pylist():
        found[row["source_file"], row["source_file_now"]] += row["count_all"]
    ranked = sorted(found, key=lambda pair: (found[pair], pair))
    return {then: now for then, now in dict(ranked).items() if then != now}


class _Fates:
    """What became of entries, and the study that each belongs to."""

    def __init__(self, held: Held, own: list[Entry]) -> None:
        ids = [entry.record_id for entry in own]
        ledger = where(held.columns(LedgerRow), "entry_id", ids) if ids else []
        self._final: dict[str, dict[str, Any]] = {row["entry_id"]: row for row in ledger if row["final"]}
        places = where(held.columns(Membership), "record_id", ids)
        held.called.look_up(row["work_id"] for row in places)
        self._study = {row["record_id"]: held.called.study(row["work_id"]) for row in places}

    def row(self, kind: Kind, entry: Entry, other: str, why: str) -> Change:
        """`other`: what it is in the other version, where it is set aside there."""
        final = self._final.get(entry.record_id, {"fate": "", "reason": ""})
        was, is_now = (other, final["fate"]) if kind == Kind.ENTRY_IN else (final["fate"], other)
        told = ": ".join(filter(None, (entry.source_file, why or final["reason"])))
        study = self._study.get(entry.record_id, "")
        return Change(kind, entry.record_id, entry.title, "fate", was, is_now, Way.NONE, told, study)

"""Entries that came, went, have another name, were set aside or released, each with what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from evidence.compare.columns import columns, where
from evidence.compare.entries_matched import Entry, Match
from evidence.compare.rows import Change, Kind, Way
from evidence.compare.same import Same
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import QUARANTINE, Record
from evidence.remarks import Quarantined
from evidence.review import Review
from evidence.screen.rows import Fate, LedgerRow

_LEDGER = ("entry_id", "fate", "reason", "by", "final")
_Place = tuple[str, int]


def entries(before: Review, after: Review, same: Same) -> Iterator[Change]:
    """One row an entry: `before` and `after` hold what became of it, and of one with another name its two names."""
    yield from map(_rekeyed, same.matched)
    away, here = _set_aside(before, after)
    gone, come = ({(one.source_file, one.position): one for one in own} for own in (same.gone, same.come))
    files = _files(before, after, same.matched) if away or here else {}
    one, two = _Fates(before, same.gone), _Fates(after, same.come)
    for place, aside in sorted(away.items()):
        now = (files.get(place[0], place[0]), place[1])
        if here.pop(now, None):  # another text, and still set aside
            continue
        if entry := come.pop(now, None):
            yield two.came(entry, Fate.QUARANTINED, f"it could not be used before: {aside.problem}")
        else:
            yield _aside(Kind.ENTRY_OUT, aside, before=Fate.QUARANTINED)
    names = {now: then for then, now in files.items()}
    for place, aside in sorted(here.items()):
        if entry := gone.pop((names.get(place[0], place[0]), place[1]), None):
            yield one.went(entry, Fate.QUARANTINED, f"it cannot be used: {aside.problem}")
        else:
            yield _aside(Kind.ENTRY_IN, aside, after=Fate.QUARANTINED)
    yield from (one.went(entry) for entry in gone.values())
    yield from (two.came(entry) for entry in come.values())


def _rekeyed(match: Match) -> Change:
    title = f"; its title was ‘{match.before.title}’" if match.before.title != match.after.title else ""
    return Change(
        Kind.REKEYED, match.after.record_id, match.after.title, match.changed or "name",
        match.before.record_id, match.after.record_id, Way.NONE, match.why + title, "",
    )  # fmt: skip


def _aside(kind: Kind, row: Quarantined, before: str = "", after: str = "") -> Change:
    name = f"{row.source_file}, entry {row.position + 1}"
    return Change(kind, row.entry_id, name, "fate", before, after, Way.NONE, row.problem, "")


def _set_aside(before: Review, after: Review) -> tuple[dict[_Place, Quarantined], dict[_Place, Quarantined]]:
    """What was set aside and is no more, and what is set aside now, by its place."""
    own, now = ({row.entry_id: row for row in review[QUARANTINE]} for review in (before, after))
    away, here = (
        [rows[name] for name in sorted(rows.keys() - others.keys())]
        for rows, others in ((own, now), (now, own))
    )
    return _by_place(away), _by_place(here)


def _by_place(rows: Iterable[Quarantined]) -> dict[_Place, Quarantined]:
    return {(row.source_file, row.position): row for row in rows}


def _files(before: Review, after: Review, matched: list[Match]) -> dict[str, str]:
    """File of before → the file that holds most of its entries now, where it has another name."""
    one, two = (columns(review, Record, ("record_id", "source_file")) for review in (before, after))
    both = one.join(two, "record_id", join_type="inner", right_suffix="_now")
    counts = both.group_by(["source_file", "source_file_now"]).aggregate([([], "count_all")]).to_pylist()
    found = Counter((match.before.source_file, match.after.source_file) for match in matched)
    for row in counts:
        found[row["source_file"], row["source_file_now"]] += row["count_all"]
    ranked = sorted(found, key=lambda pair: (found[pair], pair))
    return {then: now for then, now in ranked if then != now}


class _Fates:
    """What became of entries, and the study that each belongs to."""

    def __init__(self, review: Review, own: list[Entry]) -> None:
        ids = [one.record_id for one in own]
        final = where(columns(review, LedgerRow, _LEDGER), "entry_id", ids) if ids else []
        self._fate: dict[str, dict[str, Any]] = {row["entry_id"]: row for row in final if row["final"]}
        places = where(columns(review, Membership, ("record_id", "work_id")), "record_id", ids) if ids else []
        works = columns(review, Work, ("work_id", "study_id")) if ids else None
        studies = where(works, "work_id", [row["work_id"] for row in places]) if places else []
        study = {row["work_id"]: row["study_id"] for row in studies}
        self._study = {row["record_id"]: study.get(row["work_id"], "") for row in places}

    def came(self, entry: Entry, before: str = "", why: str = "") -> Change:
        return self._row(Kind.ENTRY_IN, entry, before, self._of(entry), why)

    def went(self, entry: Entry, after: str = "", why: str = "") -> Change:
        return self._row(Kind.ENTRY_OUT, entry, self._of(entry), after, why)

    def _of(self, entry: Entry) -> str:
        return self._fate.get(entry.record_id, {}).get("fate", "")

    def _row(self, kind: Kind, entry: Entry, before: str, after: str, why: str) -> Change:
        reason = self._fate.get(entry.record_id, {}).get("reason", "")
        told = "; ".join(filter(None, (entry.source_file, why or reason)))
        study = self._study.get(entry.record_id, "")
        return Change(kind, entry.record_id, entry.title, "fate", before, after, Way.NONE, told, study)

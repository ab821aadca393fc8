"""The review of a dozen works, edited: what causes of changes are held against is computed by running the stages on the edited files.

An edit is how one thing of the files stood before. With some edits in place and others not, the stages say what would be; nothing of the
code that looks for causes takes part in it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

from evidence.classify.coders import by_people
from evidence.classify.decisions import CodingDecision
from evidence.classify.rows import Label
from evidence.compare.measured import is_sum
from evidence.compare.rows import Cause, Change, Kind
from evidence.decisions import by_work
from evidence.deduplicate.rows import Membership
from evidence.ingest.rows import Record
from evidence.layout import Layout
from evidence.mentions import Mentions
from evidence.review import InMemory
from evidence.rows import table_of
from evidence.stage import Bench
from evidence.stages.appraise import APPRAISE
from evidence.stages.classify import CLASSIFY
from evidence.stages.deduplicate import DEDUPLICATE
from evidence.stages.extract import EXTRACT
from evidence.stages.ingest import INGEST
from evidence.stages.screen import SCREEN
from evidence.stages.synthesise import SYNTHESISE
from tests.unit.brief.reviews import DOZEN

from .altered import Partial

Edit = Callable[[Path], None]
Back = frozenset[str]
Row = Callable[[InMemory, Change], object]


def replaced(file: str, old: str, new: str) -> Edit:
    """An edit of a file of the review, in which `old` must stand once."""

    def edit(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def without_record(key: str) -> Edit:
    def edit(folder: Path) -> None:
        path = folder / "literature/records/index.ris"
        entries = re.split(r"(?<=ER  - \n)\n?", path.read_text(encoding="utf-8"))
        kept = [entry for entry in entries if f"ID  - {key}\n" not in entry]
        assert len(kept) == len(entries) - 1
        path.write_text("\n".join(kept), encoding="utf-8")

    return edit


@dataclass(frozen=True)
class Edited:
    """A review with edits by name. `before` has all of them and `after` has none, or the other way round where it is `turned`.

    `machine`: whether the stage that classifies runs, else there are people's codes alone.
    """

    edits: dict[str, Edit]
    turned: bool = False
    machine: bool = False

    @property
    def before(self) -> InMemory:
        return self.with_back(self.edits)

    @property
    def after(self) -> InMemory:
        return self.with_back(())

    def with_back(self, names: Iterable[str]) -> InMemory:
        """The later state, some edits of it as they were before."""
        there = {*self.edits} ^ {*names} if self.turned else {*names}
        whole = there in (set(), {*self.edits})
        return _made(frozenset((name, self.edits[name]) for name in there), self.machine, whole)


@cache
def _made(edits: frozenset[tuple[str, Edit]], machine: bool, whole: bool) -> InMemory:
    """`whole`: with what is tried of each pool, of which a state that is made only for its cells has none."""
    folder = Path(mkdtemp()) / "review"
    shutil.copytree(DOZEN, folder)
    if not machine:
        replaced("config/config.yaml", "count_machine_codes: true", "count_machine_codes: false")(folder)
    for _, edit in sorted(edits, key=lambda one: one[0]):
        edit(folder)
    review = Partial(Layout(folder))
    for stage in (INGEST, DEDUPLICATE, SCREEN, CLASSIFY, EXTRACT, APPRAISE, SYNTHESISE):
        bench = Bench(stage, review)
        if stage is CLASSIFY and not machine:
            review.put(table_of(Label), _by_people(bench))
        else:
            with nullcontext() if whole else patch("evidence.synthesise.stage.pool_analyses", lambda *_: []):
                stage.run(bench)
    return review


def _by_people(bench: Bench) -> list[Label]:
    # The stage itself reads views of these.
    records, memberships = bench.review[Record], bench.review[Membership]
    work_of = {m.record_id: m.work_id for m in memberships}
    mentions = Mentions(records, memberships)
    applied, _ = by_work(bench.decisions(CodingDecision), mentions, work_of)
    people = by_people(applied, mentions, work_of)
    return [label for own in people.values() for label in own]


def expected(
    edited: Edited, change: Change, cell: Callable[[InMemory, Change], str]
) -> tuple[dict[str, str], Back, int]:
    """By trying every set: edit → what stands there without it alone, where that is another thing; the edits that are needed; how many it takes."""
    names = sorted(edited.edits)

    def value(back: Iterable[str]) -> str:
        return cell(edited.with_back(frozenset(back)), change)

    now, then = value(()), value(names)
    alone = {name: value([name]) for name in names}
    own = [name for name in names if value({*names} - {name}) != then] if is_sum(change.field) else []
    rest = [name for name in names if name not in own]
    for size in range(len(rest) + 1):
        ways = [{*own, *way} for way in combinations(rest, size) if value({*own, *way}) == then]
        if ways:
            moved = {name: there for name, there in alone.items() if there != now}
            return moved, frozenset().union(*ways), len(own) + size
    raise AssertionError("the edits together do not give what was before")


def units(causes: Iterable[Cause], change: Change) -> list[Cause]:
    """The causes of one change."""
    of = (change.kind, change.subject, change.field)
    return [cause for cause in causes if (cause.target, cause.subject, cause.field) == of]


def key(cause: Cause) -> tuple[Kind, str]:
    return cause.kind, cause.unit

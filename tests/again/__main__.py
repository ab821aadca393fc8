"""Does a build over what earlier builds left give the bytes of a build from nothing, whatever was done in between?

    python -m tests.again --steps 30 --seed 1 [--room FOLDER] [--tiny] [--small]

The review is changed at random, step by step, as people and accidents change one: records, decisions, settings and pages come, change, move and go, results
are deleted, what is kept for the next build is damaged, a build is killed. It is built where it stands, by one of the commands that build, and after each
refusal and every few steps from nothing in another folder; every table, every file of the book, the last lines and the words of a refusal are compared. A
change that a build refuses is undone. `--small`: long tables are those of some rows. Exit 1 where anything differs; the folder of the step stays, beside
that of the last comparison.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.again import accidents, records, settings, tables
from tests.again.accidents import inputs_from
from tests.again.beside import Built, apart, built
from tests.again.review import Review
from tests.again.small import make_small
from tests.workflow.conftest import TINY, Project, copy_project

_KINDS = ((records.KINDS, 3), (tables.KINDS, 3), (settings.KINDS, 3), (accidents.KINDS, 4))
_WAYS = (
    *(("evidence", "build"),) * 4, *(("evidence", "build", "--cores", str(cores)) for cores in (1, 2)), *(("snakemake", "--cores", str(cores)) for cores in (1, 2)),
)  # fmt: skip
_COLD = ("evidence", "build", "--cores", "2")
_EARLIER = 6


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", type=Path, help="where the reviews lie")
    parser.add_argument("--tiny", action="store_true", help="the review of thirteen trials")
    parser.add_argument("--small", action="store_true", help="long tables are those of some rows")
    asked = parser.parse_args()
    room = (asked.room or Path(tempfile.mkdtemp(prefix="again-"))).resolve()
    return Rounds(room, asked.tiny, asked.small, Random(asked.seed)).run(asked.steps)


class Rounds:
    """A review that is changed and built, and what was found."""

    def __init__(self, room: Path, tiny: bool, small: bool, random: Random) -> None:
        self.room, self._topic, self._small = room, TINY if tiny else None, small
        self.at = Review(self._project("warm"), random)
        self.done: Counter[str] = Counter()
        self.since: list[str] = []

    def _project(self, name: str) -> Project:
        shutil.rmtree(self.room / name, ignore_errors=True)
        project = copy_project(self.room / name, self._topic, code=True)
        if self._small:
            make_small(project.code / "evidence")
        return project

    def run(self, steps: int) -> int:
        first = built(self.at.project, *_COLD)
        if first.code:
            raise SystemExit(first.out + first.err)
        self._keep()
        for number in range(1, steps + 1):
            began = time.monotonic()
            told, ended = self._step()
            self.since.append(f"{told}: {' '.join(ended.words)}")
            looked = bool(ended.code) or self.at.random.random() < 0.4
            wrong = self._beside(ended, number) if looked else []
            how = f"refused: {ended.refusal.strip()[-200:]!r}" if ended.code else "built"
            shown = "NOT AS FROM NOTHING" if wrong else "as from nothing" if looked else "not compared"
            print(
                f"{number} ({time.monotonic() - began:.0f} s) {told}: {' '.join(ended.words)}: {how}: {shown}",
                flush=True,
            )
            for line in wrong:
                print(f"    {line}", flush=True)
            self._after(ended, looked, wrong)
        print("; ".join(f"{count} {name}" for name, count in sorted(self.done.items())))
        return bool(self.done["not as from nothing"])

    def _step(self) -> tuple[str, Built]:
        chance = self.at.random
        inputs_from(self.at.folder, self.room / "before")
        told = []
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            kind = chance.choice(
                chance.choices([kinds for kinds, _ in _KINDS], [weight for _, weight in _KINDS])[0]
            )
            self.done[kind.__name__] += 1
            try:
                told.append(kind(self.at))
            except IndexError:  # nothing to choose from
                told.append(f"no {kind.__name__}")
        words = chance.choice(_WAYS)
        if self.at.unseen:
            words = ("evidence", "build")
        self.at.unseen = False
        return "; ".join(told), built(self.at.project, *words)

    def _beside(self, ended: Built, number: int) -> list[str]:
        cold = self._project("cold")
        inputs_from(self.at.folder, cold.folder)
        other = built(cold, *_COLD)
        wrong = apart(self.at.project, ended, cold, other)
        self.done["compared"] += 1
        if wrong:
            kept = self.room / f"step{number}"
            shutil.copytree(self.at.folder, kept / "warm", symlinks=True)
            shutil.move(cold.folder, kept / "cold")
            shutil.move(self.room / "last", kept / "last")
            (kept / "said.txt").write_text(
                "\n".join(
                    [
                        *self.since,
                        "",
                        *wrong,
                        "",
                        ended.out,
                        ended.err,
                        "--- from nothing",
                        other.out,
                        other.err,
                    ]
                ),
                "utf-8",
            )
        return wrong

    def _after(self, ended: Built, looked: bool, wrong: list[str]) -> None:
        """What the next step begins with."""
        self.done["steps"] += 1
        self.done["refused"] += bool(ended.code)
        self.done["not as from nothing"] += bool(wrong)
        if ended.code:
            inputs_from(self.room / "before", self.at.folder)
        elif self.at.random.random() < 0.3:
            state = self.room / "earlier" / f"state{self.done['steps']}"
            inputs_from(self.at.folder, state)
            self.at.earlier = [*self.at.earlier, state][-_EARLIER:]
        if wrong:  # from here on it is another review
            self.at.project = self._project("warm")
            inputs_from(self.room / "before", self.at.folder)
            built(self.at.project, *_COLD)
        if wrong or (looked and not ended.code):
            self._keep()

    def _keep(self) -> None:
        """The review as it was when it was as from nothing, so that what comes after can be done again."""
        shutil.rmtree(self.room / "last", ignore_errors=True)
        self.at.project.copy(self.room / "last")
        self.since = []


if __name__ == "__main__":
    sys.exit(main())

"""A review of two dozen made-up works, and a browser that is none, at whose desk tests sit."""

from __future__ import annotations

import re
import shutil
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from evidence import inputs
from evidence.deduplicate.rows import Membership, Work
from evidence.desk.app import make_app
from evidence.desk.built import made_ready
from evidence.desk.desk import Desk
from evidence.desk.guard import Guard
from evidence.ingest.rows import Record
from evidence.layout import Layout
from evidence.review import Review
from evidence.screen.decisions import ScreeningDecision
from evidence.screen.stage import screen

TOPIC = Path(__file__).resolve().parents[2] / "topics" / "bcg"
PORT = 8010
BASE = f"http://127.0.0.1:{PORT}"
HEADER = "record,decision,reason,basis,reviewer,date"
BIRDS = [
    "wren",
    "robin",
    "heron",
    "plover",
    "swift",
    "lark",
    "dunnock",
    "siskin",
    "raven",
    "jackdaw",
    "osprey",
    "gannet",
    "avocet",
    "bittern",
    "linnet",
    "goldcrest",
    "nuthatch",
    "pipit",
    "whimbrel",
    "turnstone",
    "fulmar",
    "petrel",
    "shearwater",
    "kittiwake",
]
"""Each work is on one bird, has its name as key, and was published in a year of its own."""


def ris(number: int, bird: str) -> str:
    kind = "a randomised trial of a vaccine" if number % 3 == 0 else "an account of a voyage"
    return (
        f"TY  - JOUR\nID  - {bird}\nTI  - On the {bird}: {kind}\nAU  - {bird.title()}son, Ann\nPY  - {1950 + number}\n"
        f"JO  - Journal of the {bird}\nAB  - We describe the {bird} in {kind}, with {number + 3} of them.\nER  - \n"
    )


def room(folder: Path, exports: dict[str, str] | None = None, screen: str = "") -> Layout:
    """A review folder with these exports (two dozen birds where none are given), whose records have been read."""
    if exports is None:
        shutil.copytree(_birds(), folder, dirs_exist_ok=True)
    else:
        _begin(folder, exports)
    if screen:
        with (folder / "config" / "config.yaml").open("a") as config:
            config.write(f"screen: {screen}\n")
    return Layout(folder)


@cache
def _birds() -> Path:
    folder = Path(mkdtemp(prefix="birds-"))
    _begin(folder, {"birds.ris": "\n".join(ris(n, bird) for n, bird in enumerate(BIRDS))})
    return folder


def _begin(folder: Path, exports: dict[str, str]) -> None:
    shutil.copytree(TOPIC / "config", folder / "config", dirs_exist_ok=True)
    records = folder / "literature" / "records"
    records.mkdir(parents=True)
    for name, text in exports.items():
        (records / name).write_text(text, encoding="utf-8")
    made_ready(Layout(folder), lambda line: None)


class Clock:
    """A clock that goes on half a minute each time it is read."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 26, 9, 0, 0)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=30)
        return self.time


class Sitting:
    """Somebody at a desk, whose browser sends what a browser sends."""

    def __init__(self, at: Layout, reviewer: str = "ella", **more: Any) -> None:
        self.desk = Desk(at, reviewer, now=Clock(), **more)
        self.guard = Guard(PORT)
        self.at = at
        self.client = make_app(self.desk, self.guard).test_client()
        self.client.get(f"/?ticket={self.guard.ticket}", base_url=BASE)
        self.seen: list[bytes] = []
        self._sent = 0

    def get(self, path: str, **more: Any) -> Any:
        answer = self.client.get(path, base_url=BASE, **more)
        self.seen.append(answer.data + str(answer.headers).encode())
        return answer

    def post(self, path: str, **form: str) -> Any:
        self._sent += 1
        sent = {"csrf": self.guard.form, "once": f"n{self._sent}", **form}
        answer = self.client.post(path, base_url=BASE, data=sent, headers={"Origin": BASE})
        self.seen.append(answer.data + str(answer.headers).encode())
        return answer

    def asked(self, queue: str = "screening") -> str:
        """The thing that a queue asks now, or nothing."""
        found = re.search(r'name="item" value="([^"]*)"', self.get(f"/q/{queue}").text)
        return found[1] if found else ""

    def work(self, bird: str) -> str:
        """The id of the work on a bird."""
        return next(work for work in self.desk.works.ids if self.desk.works[work].key == bird)

    def says(self, decision: str, reason: str = "", queue: str = "screening", item: str = "") -> str:
        """Decide on what is asked, or on an item; the item."""
        item = item or self.asked(queue)
        assert self.post(f"/q/{queue}", item=item, decision=decision, reason=reason).status_code == 303
        return item

    def undoes(self, queue: str = "screening") -> None:
        assert self.post(f"/q/{queue}/undo").status_code == 303

    def rows(self, name: str = "screening-ella") -> list[list[str]]:
        """The lines of a table of decisions, its header first; cells hold no commas here."""
        path = self.at.root / "literature" / "decisions" / f"{name}.csv"
        return [line.split(",") for line in path.read_text().splitlines()] if path.exists() else []


def decisions(at: Layout, name: str, text: str) -> Path:
    path = at.root / "literature" / "decisions" / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def outcome(at):
    """What the stage makes of the files: bird → (decision, by whom, conflict)."""
    review = Review(at)
    rows, remarks = inputs.decisions(ScreeningDecision, at)
    found = screen(review[Work], review[Record], review[Membership], rows)
    assert not [r for r in (*remarks, *found.remarks) if r.dropped]
    return {
        w.key: (s.decision, s.by, bool(s.conflict))
        for w, s in zip(review[Work], found.screening, strict=True)
    }

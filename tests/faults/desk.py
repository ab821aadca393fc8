"""A desk that is killed at random moments, again and again: is all that it confirmed on the disk, and no row by halves?

    python -m tests.faults.desk --kills 100 [--seed 1]

Each round opens the desk in a process of its own, behind a real port; somebody decides, changes her mind and takes back as fast as the answers
come, until the process is killed with SIGKILL after a random time. What was confirmed is what the browser was answered (303). Then the rows of the
file must be all those confirmed before, in order, and at most the one that was under way; after the next opening no line may be cut short.
"""

from __future__ import annotations

import argparse
import csv
import http.client
import io
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import waitress

from evidence.desk.app import make_app
from evidence.desk.desk import Desk
from evidence.desk.guard import Guard
from evidence.desk.serve import door
from tests.unit.desk.rooms import room

Row = tuple[str, str, str]
"""(reason, decision, withdrawn): each answer of the test has a reason of its own."""


def serve(at: Any, listening: Any, guard: Guard, ready: Any) -> None:
    """What the process does that is killed."""
    desk = Desk(at, "ella", order="random")
    desk.tables.mend(desk.queues["screening"].queue.row, "ella")
    server = waitress.create_server(make_app(desk, guard), sockets=[listening], threads=4)
    desk.warm(30)
    desk.next("screening")
    ready.set()
    server.run()


class Browser:
    """Says one thing after the other and keeps what was confirmed."""

    def __init__(self, guard: Guard, works: list[str], chance: random.Random, begin: int) -> None:
        self.guard, self.works, self.chance, self.count = guard, works, chance, begin
        self.confirmed: list[Row] = []
        self.under_way: Row | None = None
        self._said: list[Row] = []

    def work(self) -> None:
        """Until the desk answers no more."""
        with suppress(OSError, http.client.HTTPException):
            line = http.client.HTTPConnection("127.0.0.1", self.guard.port, timeout=20)
            while True:
                self._one(line)

    def _one(self, line: http.client.HTTPConnection) -> None:
        self.count += 1
        back = bool(self._said) and self.chance.random() < 0.2
        if back:
            self.under_way = (*self._said[-1][:2], "yes")
            status = self._post(line, "/q/screening/undo")
        else:
            self.under_way = f"r{self.count}", self.chance.choice(("include", "exclude", "background")), ""
            reason, decision, _ = self.under_way
            item = self.chance.choice(self.works)
            status = self._post(line, "/q/screening", item=item, decision=decision, reason=reason)
        if status != 303:
            raise AssertionError(f"the desk answered {status}")
        self.confirmed.append(self.under_way)
        if back:
            self._said.pop()
        else:
            self._said.append(self.under_way)
        self.under_way = None

    def _post(self, line: http.client.HTTPConnection, path: str, **form: str) -> int:
        sent = urlencode({"csrf": self.guard.form, "once": str(self.count), **form})
        headers = {
            "Host": f"127.0.0.1:{self.guard.port}",
            "Origin": f"http://127.0.0.1:{self.guard.port}",
            "Cookie": f"{self.guard.cookie}={self.guard.session}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line.request("POST", path, body=sent, headers=headers)
        answer = line.getresponse()
        answer.read()
        return answer.status


def rows_of(path: Path) -> tuple[list[Row], bool]:
    """(the whole rows of a table, whether its last line is cut short)."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    whole, _, rest = text.rpartition("\n")
    told = csv.DictReader(io.StringIO(whole + "\n")) if whole else iter(())
    return [(r["reason"], r["decision"], r["withdrawn"]) for r in told], bool(rest)


def run(folder: Path, kills: int, seed: int, say: Any = print) -> tuple[list[str], int, int]:
    """(what was wrong, decisions that were confirmed, lines that were cut short at a kill and mended at the next opening)."""
    at, chance = room(folder), random.Random(seed)
    first = Desk(at, "ella", order="random")
    first.next("screening")  # what is imported late is imported before the processes part
    works = first.works.ids
    path = folder / "literature" / "decisions" / "screening-ella.csv"
    wrong: list[str] = []
    before: list[Row] = []
    confirmed = torn = 0
    fork = multiprocessing.get_context("fork")
    for number in range(1, kills + 1):
        listening = door(0)
        guard, ready = Guard(listening.getsockname()[1]), fork.Event()
        process = fork.Process(target=serve, args=(at, listening, guard, ready), daemon=True)
        process.start()
        listening.close()
        ready.wait(60)
        found, cut = rows_of(path)
        if cut or found != before:
            wrong.append(f"round {number}: after opening again the rows are not those of before")
        browser = Browser(guard, works, chance, begin=number * 100_000)
        sitting = threading.Thread(target=browser.work)
        sitting.start()
        time.sleep(chance.uniform(0.02, 1.5))
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        sitting.join()
        now, cut = rows_of(path)
        torn += cut
        added = now[len(before) :]
        allowed = [browser.confirmed, [*browser.confirmed, browser.under_way]]
        if now[: len(before)] != before or added not in allowed:
            wrong.append(f"round {number}: {len(browser.confirmed)} confirmed, {len(added)} on the disk")
        confirmed += len(browser.confirmed)
        before = now
        say(f"round {number}: {len(browser.confirmed)} confirmed before the kill, {len(now)} rows")
    return wrong, confirmed, torn


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wrong, confirmed, torn = run(Path(folder), given.kills, given.seed)
    for each in wrong:
        print(each)
    print(
        f"{given.kills} kills, seed {given.seed}: {confirmed} decisions confirmed, {len(wrong)} rounds wrong, "
        f"{torn} lines cut short at a kill and taken away at the next opening"
    )
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

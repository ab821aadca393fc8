"""The tutorial, walked: every step in an empty folder, and what was found to be other than it says.

At each sitting at the desk there are two ways, and both are gone: the clicks in a copy of the folder, what is written into files
in the folder itself. When the desk closes, what people decided must be the same in both.
"""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests import forks

from .clicks import Hand, Unlike
from .text import ByTitle, Clicked, Closed, How, Picture, Step, Typed, Written, differs

REPOSITORY = Path(__file__).resolve().parents[2]
FILES = REPOSITORY / "docs" / "tutorial"
_NOT_COMPARED = {"date", "effect_id"}
"""When, and how a desk calls a row by itself."""
Rows = list[dict[str, str]]
SIZE = {"width": 1180, "height": 740}
_DESK = "evidence desk "
_QUIET = ("--no-open", "--port", "0")


@dataclass
class Sitting:
    """A desk that runs in a copy of the folder, and the page that is open at it."""

    folder: Path
    process: subprocess.Popen[str]
    page: Any
    hand: Hand | None


@dataclass
class Walk:
    """The state of a walk. `browser`: of playwright, None where there is none and clicks are left out. `offline`: what a command
    begins with that shall see no network. `pictures`: called with a name and what is to be seen (a page, or an address of the book).
    `arrived`: called with a folder that was gone into. `printed`: by the line of a command, what it printed."""

    folder: Path
    browser: Any = None
    offline: tuple[str, ...] = ()
    pictures: Callable[[str, Any], None] | None = None
    arrived: Callable[[Path], None] | None = None
    found: list[str] = field(default_factory=list)
    printed: dict[int, str] = field(default_factory=dict)
    _sitting: Sitting | None = None

    def go(self, steps: list[Step]) -> list[str]:
        """What is other than the tutorial says, a sentence each with its line; after a command that ends otherwise nothing more is done."""
        try:
            for step in steps:
                if (wrong := self._step(step)) and self._stops(step, wrong):
                    break
        finally:
            if self._sitting:
                self._end()
        return self.found

    def _stops(self, step: Step, wrong: str) -> bool:
        self.found.append(f"docs/tutorial.md:{step.line}: {wrong}")
        return not wrong.startswith("told")

    def _step(self, step: Step) -> str:
        match step:
            case Typed():
                return self._typed(step)
            case Written():
                return self._write(step)
            case Clicked() | ByTitle():
                return self._clicked(step)
            case Closed():
                return self._close()
            case Picture():
                return self._picture(step)

    def _typed(self, step: Typed) -> str:
        if step.command.startswith("cd "):
            self.folder = (self.folder / step.command[3:].strip()).resolve()
            if not self.folder.is_dir():
                return f"there is no folder {self.folder.name}"
            if self.arrived:
                self.arrived(self.folder)
            return ""
        if step.command.startswith(_DESK):
            return self._sit(step)
        done = forks.run(
            [*self.offline, *_words(step.command)],
            cwd=self.folder, env=_environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.printed[step.line] = done.stdout
        if done.returncode != step.exit:
            return f"`{step.command}` ended with {done.returncode}: {done.stdout[-1500:]}"
        wrong = differs(step.printed, done.stdout)
        return f"told and printed differ after `{step.command}`: {wrong}\n{done.stdout}" if wrong else ""

    def _write(self, step: Written) -> str:
        path = self.folder / step.file
        if step.how == How.PUT:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, encoding="utf-8")
            return ""
        before = path.read_text(encoding="utf-8")
        if step.how == How.ADD:
            path.write_text(before + step.text, encoding="utf-8")
            return ""
        if before.splitlines().count(step.instead) != 1:
            return f"{step.file} has no line `{step.instead}`, or several"
        path.write_text(before.replace(f"{step.instead}\n", step.text, 1), encoding="utf-8")
        return ""

    def _sit(self, step: Typed) -> str:
        """Open the desk in a copy of the folder."""
        copy = self.folder.with_name(f"{self.folder.name}-at-the-desk")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.folder, copy, symlinks=True)
        command = [*shlex.split(step.command), *_QUIET]
        process = subprocess.Popen(
            command, cwd=copy, env=_environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            preexec_fn=_hears_ctrl_c,
        )  # fmt: skip
        self._sitting = Sitting(copy, process, None, None)
        said: list[str] = []
        address = None
        assert process.stdout
        while address is None and (line := process.stdout.readline()):
            said.append(line)
            address = re.search(r"http://\S+", line)
        if address is None:
            return f"the desk did not open: {''.join(said)}"
        said.append(process.stdout.readline())
        self.printed[step.line] = "".join(said)
        if self.browser:
            page = self.browser.new_page(viewport=SIZE)
            hand = Hand(page)
            page.goto(address[0])
            self._sitting = Sitting(copy, process, page, hand)
        wrong = differs(step.printed, self.printed[step.line])
        return f"told and printed differ after `{step.command}`: {wrong}" if wrong else ""

    def _clicked(self, step: Clicked | ByTitle) -> str:
        if self._sitting is None:
            return "no desk is open"
        hand = self._sitting.hand
        try:
            if hand and isinstance(step, ByTitle):
                hand.do_by_title(step.rows)
            elif hand and isinstance(step, Clicked):
                hand.do(step.says)
        except Unlike as unlike:
            return str(unlike)
        return ""

    def _close(self) -> str:
        """End the desk; what was clicked and what was written into files must be the same."""
        sitting = self._sitting
        if sitting is None:
            return "no desk is open"
        self._end()
        if not sitting.hand:
            return ""
        clicked, written = decided(sitting.folder), decided(self.folder)
        for table in sorted(clicked.keys() | written.keys()):
            one, other = _compared(clicked.get(table, []), written.get(table, []))
            if one != other:
                at_desk = [row for row in one if row not in other]
                in_files = [row for row in other if row not in one]
                return f"{table}: only at the desk {at_desk}, only in the files {in_files}"
        return ""

    def _end(self) -> None:
        assert self._sitting
        if self._sitting.page:
            self._sitting.page.close()
        self._sitting.process.send_signal(signal.SIGINT)
        try:
            self._sitting.process.wait(20)
        except subprocess.TimeoutExpired:
            self._sitting.process.kill()
            self.found.append("the desk does not end at Ctrl-C")
        if self._sitting.process.stdout:
            self._sitting.process.stdout.close()
        self._sitting = None

    def _picture(self, step: Picture) -> str:
        if not (REPOSITORY / "docs" / "images" / step.file).is_file() and not self.pictures:
            return f"told of a picture {step.file} that is not there"
        if step.page:
            place, _, part = step.page.partition("#")
            shown = self.folder / "book" / "_build" / "html" / place
            if not shown.is_file():
                return f"told of a page {place}, which the book does not have"
            if self.pictures:
                self.pictures(step.file, shown.as_uri() + (f"#{part}" if part else ""))
        elif self.pictures and self._sitting and self._sitting.page:
            self.pictures(step.file, self._sitting.page)
        return ""


def decided(folder: Path) -> dict[str, Rows]:
    """Table → its rows, over all files of it."""
    found: dict[str, Rows] = {}
    for path in sorted((folder / "literature").glob("*/*.csv")):
        if path.parent.name == "records":
            continue
        with path.open(encoding="utf-8", newline="") as file:
            found.setdefault(re.split(r"[-.]", path.name)[0], []).extend(csv.DictReader(file))
    return found


def _compared(clicked: Rows, written: Rows) -> tuple[list[str], list[str]]:
    """Both as lines in order, in the columns that a person fills in; a desk adds others, such as the title."""
    filled = {name for row in written for name, cell in row.items() if cell} - _NOT_COMPARED | {"withdrawn"}
    columns = sorted(filled)
    one, other = (
        sorted("; ".join(f"{name}: {row.get(name) or ''}" for name in columns) for row in rows)
        for rows in (clicked, written)
    )
    return one, other


def _words(command: str) -> list[str]:
    """What a terminal makes of a line of the tutorial; a shell is asked where it does more than to part words.

    >>> _words("evidence new visits --question 'What of prisons?'"), _words("evidence status | head -1")
    (['evidence', 'new', 'visits', '--question', 'What of prisons?'], ['bash', '-c', 'evidence status | head -1'])
    """
    plain = command.startswith("evidence ") and not re.search(
        r"[|&;<>$*?~`#]", re.sub(r"'[^']*'|\"[^\"$`]*\"", "", command)
    )
    return shlex.split(command) if plain else ["bash", "-c", command]


def _hears_ctrl_c() -> None:
    """What is started in the background of a shell is deaf to it, and so is what that starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _environment() -> dict[str, str]:
    """As in a terminal of a newcomer, with the engine of this repository and the files of the tutorial at hand."""
    binaries = str(Path(sys.executable).parent)
    return {
        **os.environ,
        "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY / "workflow"),
        "NO_COLOR": "1",
        "COLUMNS": "120",
        "TUTORIAL": str(FILES),
    }

"""What a person sees while a stage runs: one line on the screen, the detail in the log."""

from __future__ import annotations

import errno
import os
import re
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

from evidence.errors import UserError, printable, shorten
from evidence.remarks import Quarantined, Remark
from evidence.tally import Tally, describe

__all__ = ["Progress", "describe", "fail"]

# Between stages and `evidence build`: a message for people stands between two of these, where this is asked for.
FRAME = "\x1e"
FRAMED = "EVIDENCE_FRAMED"
AS_BEFORE = "nothing that it reads has changed"

_DISK = {
    errno.ENOSPC: ("the disk is full", "free some space and run the same command again; nothing was lost"),
    errno.EDQUOT: ("your share of the disk is used up", "free some space and run the same command again"),
    errno.EROFS: ("the folder can only be read", "work in a folder that you may write to"),
    errno.EACCES: (
        "there is no permission for this",
        "ask for the right to read and write here, or work elsewhere",
    ),
    errno.EPERM: (
        "there is no permission for this",
        "ask for the right to read and write here, or work elsewhere",
    ),
    errno.EMFILE: (
        "too many files are open at once",
        "close other programs, or allow more (`ulimit -n 4096`)",
    ),
    errno.EFBIG: ("the file is larger than files may be here", "allow larger ones (`ulimit -f unlimited`)"),
    errno.ENOTDIR: ("a file stands where a folder should be", "give it another name or place"),
    errno.EADDRINUSE: ("the port is in use", "choose another one: `evidence serve --port 8001`"),
    errno.ENAMETOOLONG: ("the name of a file is too long", "give it a shorter name"),
}
# How Python writes such an error, with the file where it names one.
_NUMBER = re.compile(r"(?:\[Errno |Error\()(\d+)[\],][^\n:]*(?:: '([^'\n]*)')?")


class _Plain:
    """A stream to a terminal, to which no control character of a record or a file name passes."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(printable(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def plain(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command whose words on a terminal are text alone; what goes to a file or another program stays as it is."""

    @wraps(command)
    def run(*arguments: Any, **named: Any) -> Any:
        kept = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = (_Plain(s) if s.isatty() else s for s in kept)
        try:
            return command(*arguments, **named)
        finally:
            sys.stdout, sys.stderr = kept

    return run


class Progress:
    """Reports one stage: where it stands among the stages, what it did, and how long it took."""

    def __init__(self, stage: str, log: Path | None = None, number: tuple[int, int] = (1, 1)) -> None:
        self.stage = stage
        self.number = f"[{number[0]}/{number[1]}]"
        self.log = log
        self.began = time.monotonic()
        self.lines: list[str] = []
        self.aside, self.not_applied = Tally(), Tally()

    def note(self, text: str) -> None:
        """A line for the log alone."""
        self.lines.append(text)

    def notes(self, rows: Iterable[Quarantined | Remark]) -> None:
        """Rows for the log; files with rows that were not used are named on the screen when the stage ends."""
        decided = set()
        for row in rows:
            self.note(describe(row))
            if isinstance(row, Quarantined):
                self.aside.add([row])
            elif row.dropped and (row.source_file, row.line) not in decided:
                decided.add((row.source_file, row.line))
                self.not_applied.add([row])

    def told(self, summary: str) -> dict[str, Any]:
        """What `done` says, so that it can be said `again`."""
        files = [*self.aside.by_file(), *self.not_applied.by_file("not applied")]
        return {"number": self.number, "summary": summary, "files": files, "lines": self.lines}

    def done(self, summary: str) -> None:
        """The one line on the screen, with one for each file that lost rows, and the log file."""
        self._say(**self.told(summary))

    def again(self, told: dict[str, Any]) -> None:
        """What was told when the stage last ran; that it did not run now is said."""
        self._say(**(told | {"summary": f"{told['summary']}; {AS_BEFORE}"}))

    def _say(self, number: str, summary: str, files: list[str], lines: list[str]) -> None:
        seconds = time.monotonic() - self.began
        print(f"{number:>7} {self.stage:<12} {summary}  ({seconds:.1f} s)", flush=True)
        for line in files:
            print(f"{'':>7} {line}", flush=True)
        if self.log:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            self.log.write_text(printable("\n".join([summary, *lines])) + "\n", encoding="utf-8")


def fail(error: Exception, log: Path | None = None) -> NoReturn:
    """End with a message for people. A mistake in an input is exit 1, a fault of ours exit 70."""
    if known := of_the_machine(error):
        error = known
    if isinstance(error, UserError):
        _last(error.text())
        raise SystemExit(1)
    detail = "".join(traceback.format_exception(error))
    target = log or Path("logs/fault.log")
    where = f"details: {target}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(detail, encoding="utf-8")
    except OSError as lost:
        where = f"details could not be written to {target} ({lost.strerror}); it happened in {_place(error)}"
    message = f"{type(error).__name__}: {shorten(str(error))}"
    _last(f"This is a fault in the program, not in your files.\n  {message}\n  {where}")
    raise SystemExit(70)


def last_lines(lines: Iterable[str], fails: bool, strict: bool) -> None:
    """The last lines of a run. Exits with 3 where they are a failure, and one is asked for (`strict`)."""
    print("\n".join(lines), flush=True)
    if strict and fails:
        print("strict: this counts as a failure", file=sys.stderr)
        raise SystemExit(3)


def of_the_machine(error: BaseException | None) -> UserError | None:
    """What the machine refused, in words; also where a library wrapped it."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _DISK:
            return _refused(error.errno, error.filename)
        error = error.__cause__
    return None


def refused_in(text: str) -> UserError | None:
    """The same where another program reports it, by the number of the error in what it said.

    >>> refused_in("OSError: [Errno 28] No space left on device").problem
    'the disk is full'
    """
    for match in _NUMBER.finditer(text):
        if int(match[1]) in _DISK:
            return _refused(int(match[1]), match[2])
    return None


def _refused(number: int, file: object) -> UserError:
    problem, fix = _DISK[number]
    return UserError(problem, file=file, fix=fix)


def _place(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}, line {frame.lineno}"


def waiting(text: str) -> None:
    """What takes minutes says on stderr how far it is."""
    print(printable(text), file=sys.stderr, flush=True)


def _last(text: str) -> None:
    """The last words on the screen; `evidence build` sees to it that nothing follows them."""
    frame = FRAME if os.environ.get(FRAMED) else ""
    print(f"{frame}\n{printable(text)}\n{frame}", file=sys.stderr, flush=True)

"""What a person sees while a stage runs: one line on the screen, the detail in the log."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from evidence.errors import UserError
from evidence.records import Quarantined, Remark
from evidence.tally import Tally, describe

__all__ = ["STAGES", "Progress", "describe", "fail"]

STAGES = (
    "ingest",
    "deduplicate",
    "screen",
    "classify",
    "extract",
    "appraise",
    "synthesise",
    "assess",
    "brief",
    "publish",
)


class Progress:
    """Reports one stage: where it stands among the stages, what it did, and how long it took."""

    def __init__(self, stage: str, log: Path | None = None) -> None:
        self.stage = stage
        self.log = log
        self.began = time.monotonic()
        self.lines: list[str] = []
        self.aside = Tally()

    def note(self, text: str) -> None:
        """A line for the log alone."""
        self.lines.append(text)

    def notes(self, rows: Iterable[Quarantined | Remark]) -> None:
        """Rows for the log; files with rows that were set aside are named on the screen when the stage ends."""
        for row in rows:
            self.note(describe(row))
            if isinstance(row, Quarantined):
                self.aside.add([row])

    def done(self, summary: str) -> None:
        """The one line on the screen, with one for each file that lost rows, and the log file."""
        seconds = time.monotonic() - self.began
        stage = {"pdf": "publish", "qca": "synthesise"}.get(self.stage, self.stage)
        number = f"[{STAGES.index(stage) + 1}/{len(STAGES)}]"
        print(f"{number:>7} {self.stage:<12} {summary}  ({seconds:.1f} s)", flush=True)
        for line in self.aside.by_file():
            print(f"{'':>7} {line}", flush=True)
        if self.log:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            self.log.write_text("\n".join([summary, *self.lines]) + "\n", encoding="utf-8")


def fail(error: Exception, log: Path | None = None) -> NoReturn:
    """End with a message for people. A mistake in an input is exit 1, a fault of ours exit 70."""
    if isinstance(error, UserError):
        print(f"\n{error.text()}\n", file=sys.stderr)
        raise SystemExit(1)
    detail = "".join(traceback.format_exception(error))
    target = log or Path("logs/fault.log")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(detail, encoding="utf-8")
    message = f"{type(error).__name__}: {error}"
    print(
        f"\nThis is a fault in the program, not in your files.\n  {message}\n  details: {target}\n",
        file=sys.stderr,
    )
    raise SystemExit(70)

"""Whether what stages asked of the large tables has the same answers now (`evidence.noted`, `evidence.stages.views.Answers`).

Several stages ask the same tables. Of the questions that name none of the rows that came or went since (`evidence.touched`) the answers are those that were noted; the
others are looked up. Who has to do either does it at once for the others that may not have to run, and writes the checksums of the answers
down: under those of the columns that they come from, and for the code that answers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from evidence.layout import Layout
from evidence.reading import Question, Reading, answer_digest, columns_digest, laid_under, read_of, sha256
from evidence.touched import Touched

_Parts = dict[str, dict[str, str]]


def same_answers(stage: str, at: Layout, reading: Reading, note: bool) -> bool:
    """Whether all questions of a stage have the answers that it had. `note`: write down what was found out."""
    now = now_under(reading)
    if not reading.asked or now == reading.under:
        return True
    from evidence.alone import without_frames

    without_frames()
    known = _Known(at, now)
    known.carry(stage, reading)
    if not known.answer(reading, stage):
        return False
    if note and known.is_new:
        for other in sorted({path.name for path in at.kept(stage).parent.iterdir()} - {stage}):
            with suppress(OSError, ValueError, TypeError):
                asked = read_of(other, at)
                if asked.asked and all(sha256(Path(name)) == digest for name, digest in asked.files.items()):
                    known.carry(other, asked)
                    if known.looked_up:
                        known.answer(asked)
        known.keep()
    return True


def now_under(reading: Reading) -> _Parts:
    """The checksums of the columns that its answers come from, as they are now."""
    return {
        path: {names: columns_digest(Path(path), names) for names in parts}
        for path, parts in reading.under.items()
    }


class _Known:
    """Checksums of answers by question. `now`: of the columns that they come from, as they are now."""

    def __init__(self, at: Layout, now: _Parts) -> None:
        from evidence.review import Review
        from evidence.stages.views import BIBLIOGRAPHY, Answers

        self._at, self._path = at, at.kept("answers").with_suffix(".json")
        self._review = Review(at)
        self._answers = Answers(self._review)
        self._places = [str(self._review.place(row)) for row in BIBLIOGRAPHY]
        own = self._own(now)
        codes = [sha256(path) for path in at.codes]
        self._basis = json.loads(json.dumps([own, codes])) if len(own) == len(self._places) else None
        self._digests: dict[str, str] = {}
        self._touched: dict[str, Touched | None] = {}
        self.looked_up = self.is_new = False
        with suppress(OSError, ValueError, TypeError):
            basis, digests = json.loads(self._path.read_text(encoding="utf-8"))
            if basis == self._basis and basis is not None:
                self._digests = digests

    def _own(self, under: _Parts) -> _Parts:
        return {path: under[path] for path in self._places if path in under}

    def carry(self, stage: str, reading: Reading) -> None:
        """Take the answers that a stage had to the questions which name no row that moved since."""
        from evidence.stages.views import OF_WORKS

        asked = [(key, words, digest) for key, words, digest in _asked(reading) if words[0] in OF_WORKS]
        if self._basis is None or all(key in self._digests for key, _, _ in asked):
            return
        before = json.dumps(self._own(reading.under), sort_keys=True)
        if before not in self._touched:
            self._touched[before] = self._moved(stage, reading)
        if touched := self._touched[before]:
            found = {key: digest for key, words, digest in asked if not touched(words)}
            self._digests = found | self._digests
            self.is_new |= bool(found)

    def _moved(self, stage: str, reading: Reading) -> Touched | None:
        """What moved since a stage read the bibliography; None where that cannot be told."""
        from evidence.stages.views import BIBLIOGRAPHY

        moved = []
        for row in BIBLIOGRAPHY:
            rows = self._moved_of(stage, reading, row)
            if rows is None:
                return None
            moved.append(rows)
        touched = Touched(*moved)
        return touched if touched.told else None

    def _moved_of(self, stage: str, reading: Reading, row: type) -> list[dict[str, Any]] | None:
        """The same of one table."""
        from evidence.moved_rows import moved_rows
        from evidence.rows import column_names

        path, names = str(self._review.place(row)), ",".join(column_names(row))
        told = reading.groups.get(path, {}).get(names, [])
        with suppress(OSError):
            return moved_rows(laid_under(self._at.kept(stage), path), told, Path(path), names)
        return None

    def _stands(self, stage: str, reading: Reading, question: str) -> bool:
        """Whether no row moved of those that a question of codes is answered from."""
        from evidence.stages.views import OF_CODES

        moved = (
            (self._moved_of(stage, reading, row), may) for row, may in OF_CODES.get(question, {}).items()
        )
        return question in OF_CODES and all(
            rows is not None and not any(map(may, rows)) for rows, may in moved
        )

    def answer(self, reading: Reading, stage: str = "") -> bool:
        """Whether all questions have the answers that were noted; without the stage those of works and records alone are asked, to be known later."""
        from evidence.stages.views import OF_WORKS

        asked = [*_asked(reading)]
        of_works = {key for key, words, _ in asked if words[0] in OF_WORKS}
        new = [words for key, words, _ in asked if key in of_works and key not in self._digests]
        if new:
            self.looked_up = self.is_new = True
            self._answers.foresee(new)
        for key, words, digest in asked:
            if key not in of_works and (not stage or self._stands(stage, reading, words[0])):
                continue
            found = self._digests.get(key) or self._digest(words)
            if key in of_works:
                self._digests[key] = found
            if found != digest:
                return False
        return True

    def _digest(self, words: list[str]) -> str:
        return answer_digest(getattr(self._answers, words[0])(*words[1:]))

    def keep(self) -> None:
        """Write down what was found out, for the stages that come."""
        if self._basis is not None:
            part = self._path.with_name(f".{self._path.name}.{os.getpid()}")
            with suppress(OSError):
                part.write_text(json.dumps([self._basis, self._digests]), encoding="utf-8")
                os.replace(part, self._path)


def _asked(reading: Reading) -> Iterable[tuple[str, Question, str]]:
    """(a name, the question, the checksum of its answer then)."""
    return ((repr(words), words, digest) for words, digest in reading.asked)

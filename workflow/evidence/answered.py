"""Whether what stages asked of the large tables has the same answers now (`evidence.noted`, `evidence.stages.views.Answers`).

Several stages ask the same tables. Who has to read them answers at once for the others that may not have to run, and writes the checksums of the answers
down: under those of the columns that they come from, and for the code that answers.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from evidence.layout import Layout
from evidence.reading import Reading, answer_digest, columns_digest, read_of, sha256

_Parts = dict[str, dict[str, str]]


def same_answers(stage: str, at: Layout, reading: Reading, note: bool) -> bool:
    """Whether all questions of a stage have the answers that it had. `note`: write down what was looked up."""
    now = _now(reading.under)
    if not reading.asked or now == reading.under:
        return True
    from evidence.alone import without_frames

    without_frames()
    known = _Known(at, now)
    if not known.answer(reading):
        return False
    if note and known.looked_up:
        for other in sorted({path.name for path in at.kept(stage).parent.iterdir()} - {stage}):
            with suppress(OSError, ValueError, TypeError):
                asked = read_of(other, at)
                if all(sha256(Path(name)) == digest for name, digest in asked.files.items()):
                    known.answer(asked, all_of_it=False)
        known.keep()
    return True


class _Known:
    """Checksums of answers by question. `under`: of the columns that they come from, as they are now."""

    def __init__(self, at: Layout, under: _Parts) -> None:
        from evidence.review import Review
        from evidence.stages.views import BIBLIOGRAPHY, Answers

        self._path = at.kept("answers").with_suffix(".json")
        self._answers = Answers(review := Review(at))
        places = {str(review.place(row)) for row in BIBLIOGRAPHY}
        own = {path: names for path, names in under.items() if path in places}
        codes = [sha256(path) for path in at.codes]
        self._basis = json.loads(json.dumps([own, codes])) if len(own) == len(places) else None
        self._digests: dict[str, str] = {}
        self.looked_up = False
        with suppress(OSError, ValueError, TypeError):
            basis, digests = json.loads(self._path.read_text(encoding="utf-8"))
            if basis == self._basis and basis is not None:
                self._digests = digests

    def answer(self, reading: Reading, all_of_it: bool = True) -> bool:
        """Whether all questions have the answers that were noted; without `all_of_it` those of works and records alone are asked, to be known later."""
        from evidence.stages.views import OF_WORKS

        asked = [(json.dumps(words), words, digest) for words, digest in reading.asked]
        of_works = {key for key, words, _ in asked if words[0] in OF_WORKS}
        new = [words for key, words, _ in asked if key in of_works and key not in self._digests]
        if new:
            self.looked_up = True
            self._answers.foresee(new)
        for key, words, digest in asked:
            if key in of_works or all_of_it:
                found = self._digests.get(key) or self._digest(words)
                if key in of_works:
                    self._digests[key] = found
                if found != digest:
                    return False
        return True

    def _digest(self, words: list[str]) -> str:
        return answer_digest(getattr(self._answers, words[0])(*words[1:]))

    def keep(self) -> None:
        """Write down what was looked up, for the stages that come."""
        if self.looked_up and self._basis is not None:
            part = self._path.with_name(f".{self._path.name}.{os.getpid()}")
            with suppress(OSError):
                part.write_text(json.dumps([self._basis, self._digests]), encoding="utf-8")
                os.replace(part, self._path)


def _now(under: _Parts) -> _Parts:
    return {
        path: {names: columns_digest(Path(path), names) for names in parts} for path, parts in under.items()
    }

"""Texts in, one point a text out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.meaning.settings import MeaningPlan, Voice

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Meaning:
    """What texts mean. `matrix`: (n, 384) float32, rows of length 1 (to .005, as the steps allow) in steps of 1/2048; a text without words is a row of noughts.

    The same bits on every machine, and so is the product of any two rows, in whatever order it is summed.
    `name`: the voice that read them, `sentences` or `words`.
    """

    matrix: np.ndarray
    name: Voice


class Reader:
    """Reads texts by one voice, a batch at a time: what it gives for a text does not depend on the others."""

    def __init__(
        self, plan: MeaningPlan, n: int, texts: Iterable[str] = (), cache: Path | None = None
    ) -> None:
        """`n`: how many texts there are in all, which decides the voice. `texts`: those that will be asked for, of which whole
        sentences are read at once (words when they are asked for); a text that is not among them is read by itself.

        Raises UserError where the model is not installed or not the one that is known, and where this machine does not compute as IEEE 754 says.
        """
        whole = plan.voice is Voice.SENTENCES and n <= plan.sentences_up_to
        self.name = Voice.SENTENCES if whole else Voice.WORDS
        self._cache, self._rows = cache, dict[str, int]()
        if whole:
            from evidence.meaning.model import points_of_sentences

            asked = list(dict.fromkeys(texts))
            self._rows = {text: row for row, text in enumerate(asked)}
            self._points = points_of_sentences(asked, cache)

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """(n, 384) float32 as in `Meaning`."""
        import numpy as np

        return self._read(texts).astype(np.float32) / np.float32(2048)

    def _read(self, texts: Sequence[str]) -> np.ndarray:
        from evidence.meaning.model import points_of_sentences, points_of_words

        if self.name is Voice.WORDS:
            return points_of_words(texts)
        if all(text in self._rows for text in texts):
            points: np.ndarray = self._points[[self._rows[text] for text in texts]]
            return points
        return points_of_sentences(texts, self._cache)


def meaning_of(texts: Sequence[str], plan: MeaningPlan, cache: Path | None = None) -> Meaning | None:
    """The meaning of texts, None where it is switched off. `cache`: a folder for the sentences that were read before. Raises UserError as `Reader`."""
    if plan.voice is Voice.NONE:
        return None
    read = Reader(plan, len(texts), texts, cache)
    return Meaning(read(texts), read.name)

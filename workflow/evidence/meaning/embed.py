"""Texts in, one point a text out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

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

    def __init__(self, plan: MeaningPlan, n: int, cache: Path | None = None) -> None:
        """`n`: how many texts there are in all, which decides the voice. `cache`: a folder for the sentences that were read before."""
        whole = plan.voice is Voice.SENTENCES and n <= plan.sentences_up_to
        self.name = Voice.SENTENCES if whole else Voice.WORDS
        self._cache, self._points = cache, dict[str, Any]()

    def ahead(self, texts: Iterable[str]) -> None:
        """Read sentences that will be asked for at once, which is quicker and says how far it is; words are read when they are asked for.

        Raises UserError where the model is not installed or not the one that is known, and where this machine does not compute as IEEE 754 says.
        """
        if self.name is Voice.SENTENCES:
            from evidence.meaning.model import points_of_sentences

            new = [text for text in dict.fromkeys(texts) if text not in self._points]
            if new:
                self._points |= zip(new, points_of_sentences(new, self._cache), strict=True)

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """(n, 384) float32 as in `Meaning`. Raises UserError as `ahead`."""
        import numpy as np

        return self._read(texts).astype(np.float32) / np.float32(2048)

    def _read(self, texts: Sequence[str]) -> np.ndarray:
        import numpy as np

        from evidence.meaning.model import WIDTH, points_of_words

        if self.name is Voice.WORDS:
            return points_of_words(texts)
        self.ahead(texts)
        return np.array([self._points[text] for text in texts], np.int16).reshape(len(texts), WIDTH)


def meaning_of(texts: Sequence[str], plan: MeaningPlan, cache: Path | None = None) -> Meaning | None:
    """The meaning of texts, None where it is switched off. `cache`: a folder for the sentences that were read before. Raises UserError as `Reader.ahead`."""
    if plan.voice is Voice.NONE:
        return None
    read = Reader(plan, len(texts), cache)
    return Meaning(read(texts), read.name)

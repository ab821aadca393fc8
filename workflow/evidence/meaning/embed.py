"""Texts in, one point a text out."""

from __future__ import annotations

from collections.abc import Sequence
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


def meaning_of(texts: Sequence[str], plan: MeaningPlan, cache: Path | None = None) -> Meaning | None:
    """The meaning of texts, None where it is switched off. `cache`: a folder for the sentences that were read before.

    Raises UserError where the model is not installed or not the one that is known, and where this machine does not compute as IEEE 754 says.
    """
    if plan.voice is Voice.NONE:
        return None
    import numpy as np

    from evidence.meaning.model import points_of_sentences, points_of_words

    whole = plan.voice is Voice.SENTENCES and len(texts) <= plan.sentences_up_to
    points = points_of_sentences(texts, cache) if whole else points_of_words(texts)
    return Meaning(points.astype(np.float32) / np.float32(2048), Voice.SENTENCES if whole else Voice.WORDS)

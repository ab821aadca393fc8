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
    """What texts mean. `matrix`: (n, d) float32, rows of length 1 on a fixed grid; a text without words is a row of noughts.

    `name`: the voice that read them, "sentences" or "words".
    """

    matrix: np.ndarray
    name: Voice


def meaning_of(texts: Sequence[str], plan: MeaningPlan, cache: Path | None = None) -> Meaning | None:
    """The meaning of texts, None where it is switched off. `cache`: a folder for what was read before."""
    if plan.voice is Voice.NONE:
        return None
    return None  # until the voices are here


def check_installed(plan: MeaningPlan) -> None:
    """Raises UserError where the weights of a voice are not there; nothing of them is loaded."""

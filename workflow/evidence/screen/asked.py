"""What the review asks, and what reads the meaning of its texts, as its settings say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence import inputs
from evidence.layout import Layout
from evidence.meaning.embed import meaning_of
from evidence.meaning.settings import MeaningPlan
from evidence.settings_file import load_yaml

if TYPE_CHECKING:
    import numpy as np


def question_of(at: Layout) -> str:
    """`review.question`, blank where there is none. What to read next does not wait for the other settings to be right.

    Raises UserError where the file is no YAML.
    """
    told, _ = load_yaml(at.setting("config"))
    review = told.get("review") if isinstance(told, dict) else None
    question = review.get("question") if isinstance(review, dict) else None
    return question if isinstance(question, str) else ""


@dataclass(frozen=True)
class Meanings:
    """Reads what texts mean, each once: what was read before is kept beside the results."""

    at: Layout

    def __call__(self, texts: Sequence[str]) -> np.ndarray | None:
        """(n, d), None where the settings leave meaning out. Raises UserError where the model is not installed."""
        found = meaning_of(texts, inputs.settings(MeaningPlan, "meaning", self.at), self.at.meanings)
        return None if found is None else found.matrix

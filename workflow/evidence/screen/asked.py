"""What the review asks, as its settings say it."""

from __future__ import annotations

from evidence.layout import Layout
from evidence.settings_file import load_yaml


def question_of(at: Layout) -> str:
    """`review.question`, blank where there is none. What to read next does not wait for the other settings to be right.

    Raises UserError where the file is no YAML.
    """
    told, _ = load_yaml(at.setting("config"))
    review = told.get("review") if isinstance(told, dict) else None
    question = review.get("question") if isinstance(review, dict) else None
    return question if isinstance(question, str) else ""

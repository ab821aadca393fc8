"""What *classify* tells of a small review, all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from evidence.classify.rows import Label
from evidence.classify.stage import learn
from evidence.remarks import Remark


@dataclass(frozen=True, slots=True)
class Classified:
    labels: list[Label]
    evaluation: dict[str, Any]
    remarks: list[Remark]


def classify(*given: Any, **named: Any) -> Classified:
    """Of what `learn` takes."""
    told = learn(*given, **named)
    return Classified([label for some in told.batches() for label in some], told.evaluation, told.remarks)

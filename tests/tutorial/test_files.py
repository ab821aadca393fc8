"""The numbers of the tutorial are those of the published trials: together they give what the published review gives."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import openpyxl
import pytest

from .text import Clicked, steps

DOCS = Path(__file__).resolve().parents[2] / "docs"
Counts = tuple[int, int, int, int]


def from_files() -> list[Counts]:
    """Visitors who offended again, visitors, others who offended again, others."""
    sheet = openpyxl.load_workbook(DOCS / "tutorial" / "trials.xlsx").active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    with (DOCS / "tutorial" / "two-more-trials.csv").open(encoding="utf-8", newline="") as file:
        rows += list(csv.reader(file))[1:]
    return [tuple(map(int, row[3:7])) for row in rows]  # type: ignore[misc]


def from_clicks() -> list[Counts]:
    """The four numbers of each trial that are typed at the desk, in the order in which they are typed."""
    typed = []
    for step in steps((DOCS / "tutorial.md").read_text(encoding="utf-8")):
        if isinstance(step, Clicked) and "in the first arm" in step.says:
            typed += [int(word) for word in step.says.split("`") if word.isdigit()]
    return [tuple(typed[n : n + 4]) for n in range(0, len(typed), 4)]  # type: ignore[misc]


def test_seven_trials_give_the_published_odds_ratio() -> None:
    """1.68 by Mantel and Haenszel, and 1.72 (1.13 to 2.62) with random effects by DerSimonian and Laird: Petrosino and others (2013)."""
    trials = from_files() + from_clicks()
    assert len(trials) == 7
    above = sum(a * (m - c) / (n + m) for a, n, c, m in trials)
    below = sum((n - a) * c / (n + m) for a, n, c, m in trials)
    assert above / below == pytest.approx(1.68, abs=0.005)
    logs = [math.log(a * (m - c) / ((n - a) * c)) for a, n, c, m in trials]
    variances = [1 / a + 1 / (n - a) + 1 / c + 1 / (m - c) for a, n, c, m in trials]
    mean, se = random_effects(logs, variances)
    low, high = mean - 1.96 * se, mean + 1.96 * se
    assert [math.exp(x) for x in (mean, low, high)] == pytest.approx([1.72, 1.13, 2.62], abs=0.005)


def random_effects(logs: list[float], variances: list[float]) -> tuple[float, float]:
    """(mean, standard error) by DerSimonian and Laird (1986)."""
    weights = [1 / v for v in variances]
    total = sum(weights)
    fixed = sum(w * y for w, y in zip(weights, logs, strict=True)) / total
    q = sum(w * (y - fixed) ** 2 for w, y in zip(weights, logs, strict=True))
    between = max(0.0, (q - len(logs) + 1) / (total - sum(w * w for w in weights) / total))
    inner = [1 / (v + between) for v in variances]
    return sum(w * y for w, y in zip(inner, logs, strict=True)) / sum(inner), math.sqrt(1 / sum(inner))


@pytest.mark.parametrize("name", ["criminal-justice.ris", "social-science.bib", "criminal-justice-july.ris"])
def test_no_abstract_of_a_publisher_is_handed_out(name: str) -> None:
    text = (DOCS / "tutorial" / name).read_text(encoding="utf-8").lower()
    assert "ab  -" not in text and "n2  -" not in text and "abstract" not in text.replace("abstracts", "")

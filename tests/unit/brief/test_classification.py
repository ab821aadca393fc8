"""How well the machine classifies: what is printed of it."""

from __future__ import annotations

import pytest

from evidence.brief.pages.classification import _precision


@pytest.mark.parametrize(
    ("coverage", "precision", "interval", "said"),
    [(0.5, 0.92, [0.88, 0.95], "92 per cent (88 to 95)"), (0.0, 0.0, [], "–")],
)
def test_where_nothing_is_answered_there_is_no_precision(coverage, precision, interval, said):
    told = {"coverage": coverage, "precision_where_answered": precision, "precision_interval": interval}
    assert _precision(told) == said

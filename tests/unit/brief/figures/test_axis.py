"""Scales and ticks: where a value lies is known beforehand."""

from __future__ import annotations

import math
import re

import pytest

from evidence.brief.figures.axis import Axis, below, beside, curve, grid, ratio_ticks, ticks, upright


def _places(parts, name: str) -> list[float]:
    return [float(value) for value in re.findall(rf' {name}="([^"]*)"', "".join(parts))]


def test_a_scale_puts_its_ends_at_its_ends() -> None:
    even, up, log = Axis(-1, 3, 10, 50), Axis(0, 4, 100, 20), Axis(1, 100, 0, 200, log=True)
    assert [even(v) for v in (-1, 1, 3)] == [10, 30, 50]
    assert [up(v) for v in (0, 1, 4)] == [100, 80, 20]
    assert [log(v) for v in (1, 10, 100)] == pytest.approx([0, 100, 200])


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-3.2, 8.1), (0.001, 0.0042), (-70000, 12), (5, 5.5)])
def test_ticks_are_round_and_lie_inside(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 4 <= len(found) <= 8 and all(low <= t <= high for t in found)
    step = found[1] - found[0]
    assert f"{step:.3g}".strip("0.").partition("e")[0].strip("0.") in ("1", "2", "5")


def test_ticks_of_ratios_are_ones_twos_and_fives() -> None:
    assert [round(math.exp(t), 6) for t in ratio_ticks(math.log(0.4), math.log(3))] == [0.5, 1, 2]
    assert [round(math.exp(t), 9) for t in ratio_ticks(math.log(0.0009), math.log(1100))] == [
        10.0**n for n in range(-3, 4)
    ]
    near = ratio_ticks(math.log(1.1), math.log(1.2))  # no round ratio lies here: round places of the log do
    assert 4 <= len(near) <= 8


def test_labels_stand_at_their_places() -> None:
    across = Axis(0, 10, 0, 100)
    assert _places(below(across, 50, [0, 5, 10]), "x") == [0, 50, 100]
    assert re.findall(r">([^<]+)<", "".join(below(across, 50, [5], "{:.1f}".format))) == ["5.0"]
    assert "".join(below(across, 50, [5], marks=True)).count("<line") == 1
    assert _places(beside(Axis(0, 1, 90, 10), 40, [0.0, 1.0]), "y") == [94, 14]


def test_a_grid_has_three_lines_whichever_way_the_scale_runs() -> None:
    for up in (Axis(0, 8, 100, 20), Axis(8, 0, 20, 100)):
        parts = grid(up, 10, 90, Axis(0, 4, 10, 90))
        assert _places(parts, "y1") == [100, 60, 20]
        assert re.findall(r">([^<]+)<", "".join(parts)) == ["0", "0", "4", "2", "8", "4"]


def test_words_that_run_up_and_curves() -> None:
    assert 'transform="rotate(-90 12 60)"' in upright(12, 60, "a < b") and "a &lt; b" in upright(
        12, 60, "a < b"
    )
    assert curve([]) == "" and curve([(0, 0), (1, 2)]) == "M0.0 0.0 L1.0 2.0"

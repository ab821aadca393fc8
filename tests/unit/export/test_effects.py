"""Effects as metafor takes them: on the scale of analysis, with the raw counts under metafor's names."""

from __future__ import annotations

import csv
import io
import math

import pytest

from evidence.export import effects
from evidence.export.effects import ExportedEffect, exported

from ..builders import item


def written(*rows: ExportedEffect) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(effects.write(rows))))


def test_a_ratio_is_written_as_its_log_with_its_variance() -> None:
    given = item(
        "e1",
        effect_type="odds_ratio",
        estimate=2.0,
        se=0.5,
        ci_low=1.0,
        ci_high=4.0,
        study_label="Ash (2019)",
    )
    (row,) = written(ExportedEffect(given))
    assert float(row["yi"]) == math.log(2) and float(row["vi"]) == 0.25 and float(row["sei"]) == 0.5
    assert (float(row["ci_lb"]), float(row["ci_ub"])) == (0.0, math.log(4))
    assert (row["slab"], row["scale"], row["escalc"]) == ("Ash (2019)", "log", "OR")


def test_raw_counts_give_the_effect_again() -> None:
    """By the textbook formula of the log odds ratio, out of the written cells alone."""
    cells = {"events_1": "12", "n_1": "40", "events_2": "20", "n_2": "50", "effect_type": "log_odds_ratio"}
    estimate = math.log((12 / 28) / (20 / 30))
    (row,) = written(
        ExportedEffect(item("e1", effect_type="log_odds_ratio", estimate=estimate, se=0.4), cells)
    )
    a, n1, c, n2 = (float(row[name]) for name in ("ai", "n1i", "ci", "n2i"))
    assert float(row["yi"]) == pytest.approx(math.log((a / (n1 - a)) / (c / (n2 - c))))
    assert row["m1i"] == row["x1i"] == ""


def test_a_rate_a_proportion_and_a_converted_effect() -> None:
    rate = {
        "events_1": "3",
        "time_1": "10.5",
        "events_2": "4",
        "time_2": "9",
        "effect_type": "log_rate_ratio",
    }
    share = {"events_1": "3", "n_1": "10", "effect_type": "proportion"}
    first, second, third = written(
        ExportedEffect(item("e1", effect_type="log_rate_ratio", estimate=0.1, se=0.4), rate),
        ExportedEffect(item("e2", effect_type="proportion", estimate=0.3, se=0.1), share),
        ExportedEffect(
            item("e3", effect_type="smd", estimate=0.3, se=0.1), {"effect_type": "log_odds_ratio"}
        ),
    )
    assert [first[n] for n in ("x1i", "t1i", "x2i", "t2i", "escalc")] == ["3.0", "10.5", "4.0", "9.0", "IRR"]
    assert [second[n] for n in ("xi", "ni", "escalc")] == ["3.0", "10.0", "PR"]
    assert third["escalc"] == ""


def test_directions_and_what_does_not_count_stay_behind() -> None:
    rows = [
        item("counts", effect_type="smd", estimate=0.0),
        item("shown", effect_type="smd", estimate=0.1, standing="shown_only", standing_reason="weak source"),
        item("direction", effect_type="direction_only"),
        item("case", kind="extract"),
        item("no ratio", effect_type="odds_ratio", estimate=0.0),
    ]
    assert [i.item_id for i in exported(rows, counted_only=True)] == ["counts"]
    assert [i.item_id for i in exported(rows, counted_only=False)] == ["counts", "shown"]
    (row,) = written(ExportedEffect(rows[1]))
    assert (row["counted"], row["why_not"]) == ("FALSE", "weak source")

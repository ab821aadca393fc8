"""Rows that depend on each other, clusters at other correlations, and moderators: each a number or its reason."""

from __future__ import annotations

import json
import math
import random

import pytest

from evidence.meta import rma
from evidence.synthesise.pool import pools
from evidence.synthesise.pool_analyses import pool_analyses
from evidence.synthesise.settings import Pooling

from ..builders import item
from .test_pooled_sign import LIKE

HOW = Pooling(test="knha")


def nested(n: int = 12):
    chance = random.Random("nested")
    made = []
    for study in range(n):
        for time in range(1, 1 + study % 3 + 1):
            made.append(
                item(
                    f"e{study:02}{time}",
                    **{
                        **LIKE,
                        "study_id": f"s{study}",
                        "work_id": f"w{study}",
                        "estimate": round(0.1 * (study % 2) + chance.gauss(0.3, 0.2), 3),
                        "se": round(chance.uniform(0.08, 0.4), 3),
                        "months": time,
                        "facets": json.dumps({"form": ["ab"[study % 2]], "place": ["x"]}),
                    },
                )
            )
    return made


def analyses(items, how=HOW, **more):
    pool = next(p for p in pools(items, {}, how) if p.pooled)
    return pool, {row.analysis: row for row in pool_analyses(pool, items, how, **more)}


YEARS = {f"w{n}": 1990 + 2 * n for n in range(12)}


def test_correlated_sampling_errors_are_varied_and_no_row_is_lost() -> None:
    items = nested()
    pool, found = analyses(items)
    assert len(pool.items) == 12 and len(items) == 24
    varied = [row for row in found.values() if row.kind == "dependent effects"]
    assert len(varied) == 4 and all(row.k == 24 and row.estimate is not None for row in varied)
    assert (
        len({round(row.estimate, 6) for row in varied}) == 4
    )  # the correlation matters, and how much is seen
    assert "24 rows of 12 studies" in varied[0].note and "degrees of freedom" in varied[0].note
    for name in ("Egger, every time point, three levels, CR2", "Egger, every time point, sandwich, CR2"):
        assert found[name].p is not None and found[name].estimate is None


def test_without_a_second_row_each_says_so() -> None:
    items = [row for row in nested() if row.months == 1]
    _, found = analyses(items)
    why = {
        row.note
        for row in found.values()
        if row.kind in ("dependent effects", "small studies, nested effects")
    }
    assert why == {"no study has a second row"}


def test_another_icc_widens_the_errors_of_clustered_studies_alone() -> None:
    items = [
        item(f"e{n}", **{**LIKE, "estimate": y, "se": se, "raw": raw})
        for n, (y, se, raw) in enumerate(
            [(0.2, 0.1, json.dumps({"icc": 0.02, "cluster_size": 21})), (0.5, 0.2, ""), (0.1, 0.15, "")]
        )
    ]
    how = Pooling(iccs=(0.02, 0.1), test="z")
    pool, found = analyses(items, how)
    same, wider = (found[f"an ICC of {icc} in every clustered study"] for icc in (0.02, 0.1))
    assert same.estimate == pytest.approx(pool.estimate) and "1 of 3 studies are clustered" in same.note
    v = [0.1**2 * (1 + 20 * 0.1) / (1 + 20 * 0.02), 0.04, 0.0225]
    assert wider.estimate == pytest.approx(rma([0.2, 0.5, 0.1], v).b[0])
    _, none = analyses(items[1:], how)
    assert none["an ICC of 0.1 in every clustered study"].note.startswith("no study in it gives")


def test_a_facet_and_the_year_as_moderators() -> None:
    items = nested()
    pool, found = analyses(items, facets=["form", "place", "nothing"], years=YEARS)
    own = {row.item_id: row for row in items}
    rows = [own[name] for name in pool.items]
    y, v = [r.estimate for r in rows], [r.se**2 for r in rows]
    x = [float('"b"' in r.facets) for r in rows]
    fit = rma(y, v, x, test="knha")
    one, both = found["form: b against a"], found["form: all codes at once"]
    assert (one.estimate, one.p) == pytest.approx((fit.b[1], fit.pval[1]))
    assert (both.statistic, both.p) == pytest.approx(
        (fit.QM, fit.QMp)
    ) and f"F = {fit.QM:.2f} on 1 and 10" in both.note
    assert both.statistic == pytest.approx(one.statistic**2)  # F of one coefficient is t squared
    year = rma(y, v, [YEARS[r.work_id] for r in rows], test="knha")
    assert found["slope on the year of publication"].estimate == pytest.approx(year.b[1])
    assert found["form: all codes at once, every time point, CR2"].k == 24
    assert found["slope on the year of publication, every time point, CR2"].estimate is not None
    assert found["place: all codes at once"].note == "it is the same in all"
    assert not [name for name in found if name.startswith("nothing")]


def test_under_ten_studies_a_moderator_says_how_many_there_are() -> None:
    items = [row for row in nested() if row.months == 1][:9]
    items.append(
        item("e99", **{**LIKE, "estimate": 0.3, "se": 0.1, "facets": json.dumps({"form": ["a", "b"]})})
    )
    _, found = analyses(items, facets=["form"], years={})
    assert found["form: all codes at once"].note == (
        "10 studies with one are needed, and there are 9; 1 more has none, or several codes"
    )
    assert found["slope on the year of publication"].note.startswith(
        "10 studies with one are needed, and there are 0"
    )


def test_numbers_that_cannot_be_computed_with_are_rows_with_a_reason() -> None:
    items = [
        item(
            f"e{n}", **{**LIKE, "study_id": f"s{n // 2}", "estimate": 0.1 * n, "se": 10.0 ** (-150 + 30 * n)}
        )
        for n in range(8)
    ]
    for pool in pools(items, {}, HOW):
        if pool.pooled:
            for row in pool_analyses(pool, items, HOW, ["form"], {}):
                assert row.note or row.estimate is not None or row.p is not None
                assert row.estimate is None or math.isfinite(row.estimate)

"""Whole tables of effects for the topic of BCG, each with a fault that synthesis used to pass over, and what must come of it.

Numbers marked metafor are those of metafor 3.8.1 for R; others are arithmetic that is written beside them.
"""

from __future__ import annotations

import csv
import math
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from evidence.brief.pages.pools import view
from evidence.codebook_file import load_codebook
from evidence.extract.rows import EvidenceItem
from evidence.extract.settings import CountingRules
from evidence.extract.stage import extract
from evidence.layout import Layout
from evidence.remarks import Remark
from evidence.stage import run_in_memory
from evidence.stages.deduplicate import DEDUPLICATE
from evidence.stages.extract import bibliography
from evidence.stages.ingest import INGEST
from evidence.stages.screen import SCREEN
from evidence.synthesise.likeness import Likeness, comparable
from evidence.synthesise.pool import pool_studies, pools
from evidence.synthesise.pool_analyses import pool_analyses
from evidence.synthesise.pool_rows import Pool, PoolAnalysis, PoolStudy
from evidence.synthesise.settings import Pooling
from tests.unit.brief.reviews import review
from tests.unit.brief.seen import words
from tests.unit.builders import make

CASES = Path(__file__).parent / "cases"
BCG = Path(__file__).resolve().parents[1] / "topics" / "bcg"


@cache
def books() -> Any:
    return bibliography(run_in_memory(Layout(BCG), INGEST, DEDUPLICATE, SCREEN))


class Case(NamedTuple):
    items: list[EvidenceItem]
    remarks: list[Remark]
    set_aside: list[Any]
    pools: list[Pool]
    by_id: dict[str, EvidenceItem]

    @property
    def pool(self) -> Pool:
        (only,) = [pool for pool in self.pools if pool.pooled]
        return only

    @property
    def ratio(self) -> tuple[float, float, float]:
        return tuple(math.exp(value) for value in self.pool.result)

    def analysis(self, name: str) -> PoolAnalysis:
        rows = pool_analyses(self.pool, list(self.by_id.values()), Pooling())
        return next(row for row in rows if row.analysis.startswith(name))

    def said(self, row: str) -> str:
        return " | ".join(f"{r.field}: {r.problem}; {r.how_to_fix}" for r in self.remarks if r.row_id == row)


def case(name: str, **likeness: Any) -> Case:
    return of_text((CASES / f"{name}.csv").read_text(encoding="utf-8"), **likeness)


def of_text(text: str, **likeness: Any) -> Case:
    codebook = load_codebook(BCG / "config" / "codebook.yaml")
    found = extract([("effects", "effects.csv", text)], books(), codebook, [], CountingRules())
    like = comparable(found.items, Likeness(**likeness))
    by_id = {item.item_id: item for item in like}
    return Case(found.items, found.remarks, found.set_aside, pools(like, {}), by_id)


def changed(name: str, **cells: str) -> str:
    """A case in which every row has these cells."""
    rows = list(csv.DictReader((CASES / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
    lines = [",".join(rows[0]), *(",".join({**row, **cells}.values()) for row in rows)]
    return "\n".join(lines) + "\n"


def test_three_studies_are_pooled_and_trimmed_to_one() -> None:
    """metafor: k0 = 2, estimate .0900."""
    found = case("01_three_studies_crash")
    filled = found.analysis("trim and fill, L0")
    assert (len(found.pool.items), filled.k, filled.estimate) == (3, 5, pytest.approx(0.0900, abs=5e-5))


def test_tau_squared_is_at_the_highest_summit() -> None:
    """Written out: the restricted likelihood of these twelve is higher at tau² than anywhere on a fine grid."""
    found = case("02_reml_does_not_settle_12")
    rows = [(row.estimate, row.se**2) for row in found.items]

    def height(tau2: float) -> float:
        w = [1 / (v + tau2) for _, v in rows]
        mean = sum(a * y for a, (y, _) in zip(w, rows, strict=True)) / sum(w)
        q = sum(a * (y - mean) ** 2 for a, (y, _) in zip(w, rows, strict=True))
        return 0.5 * (sum(map(math.log, w)) - math.log(sum(w)) - q)

    assert height(found.pool.tau2) >= max(height(n / 1e5) for n in range(0, 100_000, 5))


def test_a_code_for_a_missing_value_is_no_standard_error_without_a_word() -> None:
    found = case("04_missing_code_as_se")
    assert "833333 times" not in found.said("T01") and "times the median" in found.said("T01")
    assert found.pool.estimate == pytest.approx(
        (0.3 / 0.01 + 0.2 / 0.0144) / (1 / 0.01 + 1 / 0.0144), abs=1e-6
    )


@pytest.mark.parametrize("name", ["OR", "Odds-Ratio", "odds ratio", "or"])
def test_a_ratio_under_another_name_is_a_ratio(name) -> None:
    """metafor: 1.658 (.995 to 2.762)."""
    found = of_text(changed("05_ratio_under_another_name", effect_type=name))
    assert found.ratio == pytest.approx((1.658, 0.995, 2.762), abs=1e-3)


@pytest.mark.parametrize("name", ["log OR", "logOR", "lnOR", "ln(OR)", "log(OR)", "Log odds ratio", "ln_or"])
def test_the_log_of_a_ratio_under_another_name_is_a_log(name) -> None:
    found = of_text(changed("05_ratio_under_another_name", effect_type=name))
    assert found.pool.effect_type == "log_odds_ratio" and found.pool.estimate == pytest.approx(
        (1.8 + 1.4 + 2.5 + 1.2) / 4
    )


@pytest.mark.parametrize("name", ["odds ratoi", "adjusted OR of something"])
def test_a_kind_that_nobody_knows_is_set_aside_with_the_nearest(name) -> None:
    found = of_text(changed("05_ratio_under_another_name", effect_type=name))
    assert len(found.set_aside) == 4 and not found.items and not found.pools
    if name.startswith("odds"):
        assert "odds_ratio" in found.set_aside[0].how_to_fix


def test_days_and_months_are_not_pooled() -> None:
    (pool,) = case("06_units_mixed").pools
    assert not pool.pooled and pool.reason == "the rows differ in unit (days, months)"


def test_what_is_better_in_one_row_and_worse_in_another_is_turned() -> None:
    found = case("08_higher_is_mixed")
    assert found.pool.estimate == pytest.approx(0.368, abs=5e-4)
    assert (found.pool.points_to, found.pool.votes_for, found.pool.votes_against) == ("positive", 4, 0)


def test_an_odds_ratio_typed_as_its_log_is_said() -> None:
    found = case("09_odds_ratio_typed_as_log")
    assert all(
        "symmetric on the log scale" in found.said(row) and "odds_ratio?" in found.said(row)
        for row in ("T01", "T02")
    )


def test_clusters_correct_both_standard_errors() -> None:
    """1 + 20 * .1 is 3."""
    found = case("10_clustering_ignored_where_se_given")
    assert [item.se for item in found.items] == pytest.approx([0.1 * math.sqrt(3)] * 2, rel=1e-4)


def test_a_mistyped_reference_is_shown_and_not_counted() -> None:
    found = case("11_reference_typo_counts_twice")
    assert found.pool.items == ("T01", "T03") and [item.item_id for item in found.items] == [
        "T01",
        "T02",
        "T03",
    ]
    assert "nobody can tell (T02)" in found.pool.reason and "no record has this reference" in found.said(
        "T02"
    )
    assert "same estimate" in found.said("T02")


def test_a_shared_control_is_combined_or_named() -> None:
    """22/100 against 20/50 where the settings call the two arms one comparison."""
    found = case("13_shared_control_arm")
    assert "T02 (y vs control)" in found.pool.notes[0] and "second arm is that of T01" in found.said("T02")
    whole = case("13_shared_control_arm", alike={"x or y vs control": ["x vs control", "y vs control"]})
    assert whole.pool.items == ("T01", "T03") and "combined with T01" in whole.pool.reason
    assert whole.by_id["T01"].estimate == pytest.approx(math.log(0.22 / 0.40))


def test_no_events_in_either_arm_are_a_difference_of_nothing() -> None:
    """metafor: 0 with a variance of .00038."""
    found = case("14_no_events_risk_difference")
    assert (found.items[0].estimate, found.items[0].se ** 2) == (0, pytest.approx(0.00038, abs=5e-6))
    assert len(found.pool.items) == 3


def test_rare_events_are_warned_of_and_pooled_from_counts_too() -> None:
    """metafor: .27 (.05 to 1.49); rma.mh .167 (.037 to .75); rma.peto .24 (.084 to .69)."""
    found = case("15_rare_events")
    assert (
        found.ratio == pytest.approx((0.27, 0.05, 1.49), abs=5e-3)
        and "Events are rare" in found.pool.notes[0]
    )
    for name, wanted in (("Mantel and Haenszel", (0.167, 0.037, 0.75)), ("Peto", (0.24, 0.084, 0.69))):
        row = found.analysis(name)
        assert [math.exp(x) for x in (row.estimate, row.ci_low, row.ci_high)] == pytest.approx(
            wanted, abs=5e-3
        )


def test_a_standard_error_of_zero_is_said_and_text_and_table_agree() -> None:
    found = case("17_standard_error_zero")
    assert found.pool.items == ("T02", "T03") and "was not used" in found.said("T01")
    assert found.pool.reason == "left out: 1 without a usable standard error (T01)"
    members: list[PoolStudy] = pool_studies(found.pool, found.by_id, Pooling())
    from evidence.assess.rows import PoolCertainty

    certainty = [make(PoolCertainty, pool_id=found.pool.pool_id)]
    page = view(
        review(
            pools=[found.pool],
            pool_studies=members,
            pool_analyses=[],
            pool_certainty=certainty,
            items=found.items,
        )
    )
    text = words(page["pooled"])
    assert (
        "Two studies of the group’s three together give" in text
        and "1 without a usable standard error (T01)" in text
    )
    assert page["groups"][0][6:8] == (3, 3) and page["groups"][0][8].startswith(
        "2 of 3 studies pooled; left out: 1"
    )


def test_intervals_of_small_samples_are_by_t() -> None:
    """Cochrane Handbook 6.5.2.3: 1.0505 / 2.1009 and 1 / 2.3060."""
    found = case("18_small_sample_interval")
    assert [item.se for item in found.items] == pytest.approx([0.50, 0.434], abs=5e-4)


# Risk ratios and intervals of eleven trials of supported employment, as printed, and the events of the last.
ELEVEN = [
    (10.61, 1.49, 75.38), (4.44, 1.36, 14.46), (2.73, 1.64, 4.54), (2.17, 1.09, 4.33), (11.5, 1.62, 81.8), (2.46, 1.16, 5.22),
    (5.9, 1.91, 18.19), (1.38, 1.0, 1.89), (1.85, 0.65, 5.41), (1.55, 0.76, 3.15), None,
]  # fmt: skip


def test_eleven_trials_of_which_a_review_reports_ten() -> None:
    """The unit is `study`, the comparisons are called alike; DerSimonian and Laird with Knapp and Hartung: 2.86 (1.83 to 4.45), I² 65 %."""
    header = (CASES / "18_small_sample_interval.csv").read_text(encoding="utf-8").splitlines()[0]
    names = [*header.split(","), "study"]
    rows = [",".join(names)]
    for n, printed in enumerate(ELEVEN):
        own = dict.fromkeys(names, "") | {
            "effect_id": f"N{n:02}", "record": "aronson1948", "study": f"trial-{n}", "study_label": f"Trial {n}",
            "comparison": "supported vs usual", "outcome": "tuberculosis", "outcome_measure": "gained work", "effect_type": "risk_ratio",
            "direction": "positive", "evidence_role": "trial", "poolable": "yes", "source": "made", "allocation": "random", "climate": "cold",
        }  # fmt: skip
        if printed:
            own |= dict(zip(("estimate", "ci_low", "ci_high"), map(str, printed), strict=True))
        else:
            own |= {"comparison": "separate vs joined", "direction": "negative", "study": "hart1977", "record": "hart1977",
                    "events_1": "7", "n_1": "76", "events_2": "45", "n_2": "74"}  # fmt: skip
        rows.append(",".join(own[name] for name in names))
    found = of_text("\n".join(rows) + "\n", turned=("separate vs joined",), alike={"supported vs any": ["supported vs usual", "separate vs joined"]})  # fmt: skip
    like = list(found.by_id.values())
    (pool,) = [pool for pool in pools(like, {}, Pooling(method="DL", test="knha")) if pool.pooled]
    assert (len(pool.items), pool.n_studies, pool.comparison) == (11, 11, "supported vs any")
    assert [math.exp(value) for value in pool.result] == pytest.approx([2.86, 1.83, 4.45], abs=6e-3)
    assert pool.i2 == pytest.approx(0.65, abs=5e-3) and (pool.votes_for, pool.points_to) == (11, "positive")

"""Every measure is whole, agrees with its published example, and has one name; what has none is never pooled."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from evidence.codebook import parse_codebook
from evidence.extract.coded import Effect
from evidence.extract.contradictions import contradictions
from evidence.extract.derive import derive
from evidence.given.check import check_table
from evidence.given.declare import given_by
from evidence.measures import MEASURES, Scale, aliases, analysed, effect_types, is_ratio
from evidence.synthesise.pool import pools

from ..builders import item

COMPUTED = [measure for measure in MEASURES if measure.ways]
CODEBOOK = parse_codebook(
    {
        "version": "1",
        "title": "t",
        "facets": [
            {"id": "domain", "label": "Domain", "role": "outcome", "codes": [{"id": "health", "label": "H"}]}
        ],
        "evidence_roles": [{"id": "trial"}],
        "effect_types": [{"id": "mean_difference_euro"}, {"id": "adjusted_odds_ratio"}],
    }
)


def in_a_table(*written: str):
    """What a table of effects reads under `effect_type`; and what it sets aside."""
    names = given_by(Effect).needed
    cells = {
        "study_label": "s",
        "comparison": "c",
        "outcome_measure": "m",
        "evidence_role": "trial",
        "poolable": "yes",
    }
    rows = [{**cells, "effect_id": f"e{n}", "effect_type": word} for n, word in enumerate(written)]
    text = "\n".join([",".join(names), *(",".join(row.get(name, "") for name in names) for row in rows)])
    return check_table(text + "\n", "effects.csv", Effect, CODEBOOK)


@pytest.mark.parametrize("measure", COMPUTED, ids=lambda m: m.name)
def test_a_measure_agrees_with_its_published_examples(measure) -> None:
    assert measure.oracles and measure.source, "give its source and a published example with its result"
    for oracle in measure.oracles:
        for kind in measure.effect_types:
            found = derive({"effect_type": kind, "direction": "", **oracle.row})
            slack = 0.5 * 10**-oracle.digits + 1e-12
            assert analysed(kind, float(found["estimate"])) == pytest.approx(oracle.estimate, abs=slack)
            if oracle.variance is not None:
                assert float(found["se"]) ** 2 == pytest.approx(oracle.variance, abs=slack)
            assert found["derivation"]


def test_every_word_stands_for_one_kind() -> None:
    words = Counter(kind for measure in MEASURES for kind in measure.effect_types)
    assert set(words.values()) == {1} and len(set(MEASURES.names)) == len(MEASURES)
    assert set(aliases().values()) <= words.keys() and not aliases().keys() & words.keys()
    assert all(measure.label and measure.effect_types for measure in MEASURES)
    assert all((measure.scale is Scale.LOG) for measure in MEASURES if measure.ratios)


@pytest.mark.parametrize("written", ["odds-ratio", "Odds Ratio", "ODDS_RATIO", "OR", " odds  ratio "])
def test_a_kind_in_another_spelling_is_the_one_it_means(written) -> None:
    ((_, row),) = in_a_table(written).rows
    assert row["effect_type"] == "odds_ratio"


def test_a_word_that_is_no_kind_is_refused_with_the_nearest_first() -> None:
    checked = in_a_table("odds ratios of sorts", "odds_ratio")
    assert len(checked.rows) == 1
    (aside,) = checked.set_aside
    assert (aside.field, aside.line) == ("effect_type", 2) and "odds_ratio" in aside.how_to_fix.split(",")[0]


def two(kind: str):
    shape = {"kind": "effect", "role": "trial", "outcome": "health", "measure": "m", "poolable": "yes"}
    return [
        item(f"e{n}", study_id=f"s{n}", effect_type=kind, estimate=estimate, se=0.5, **shape)
        for n, estimate in enumerate((0.25, 4.0))
    ]


def test_two_odds_ratios_that_mirror_each_other_pool_to_one() -> None:
    (pool,) = pools(two("odds_ratio"), {})
    assert pool.pooled and math.exp(pool.estimate) == pytest.approx(1)


def test_a_ratio_on_a_scale_that_nobody_knows_is_never_pooled() -> None:
    assert "adjusted_odds_ratio" in effect_types(CODEBOOK.effect_types)
    (pool,) = pools(two("adjusted_odds_ratio"), {})
    assert (
        not pool.pooled
        and "adjusted odds ratio" in pool.reason
        and "; odds ratio and its like" in pool.reason
    )
    row = {
        "effect_type": "adjusted_odds_ratio",
        "direction": "",
        "estimate": "4",
        "se": "0.5",
        "poolable": "yes",
    }
    ((field, _, said, _),) = contradictions(row)
    assert field == "effect_type" and "not pooled" in said
    assert (
        contradictions({**row, "poolable": "no"})
        == contradictions({**row, "effect_type": "odds_ratio"})
        == []
    )
    (euros,) = pools(two("mean_difference_euro"), {})
    assert euros.pooled and euros.estimate == pytest.approx(2.125)


def test_what_is_pooled_as_a_log_is_shown_as_a_ratio() -> None:
    assert all(is_ratio(kind) for m in MEASURES if m.scale is Scale.LOG for kind in m.effect_types)
    assert not any(is_ratio(kind) for m in MEASURES if m.scale is not Scale.LOG for kind in m.effect_types)

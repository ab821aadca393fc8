"""Directions by study, sign tests by group, themes, and what tells two sides apart."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.classify.rows import Label
from evidence.codebook_file import load_codebook
from evidence.extract.derive import exact_p
from evidence.measures import BadInput
from evidence.synthesise import framework
from evidence.synthesise.confounding import confounding
from evidence.synthesise.p_values import combine, one_sided
from evidence.synthesise.swim import OVERALL, WITH, WITHOUT, sign_test, sign_tests, study_directions

from ...workflow.conftest import REPOSITORY
from ..builders import item, make, side

CODEBOOK = load_codebook(REPOSITORY / "config" / "codebook.yaml")
DIRECTIONS = ("positive", "negative", "mixed", "none")


def extract(name: str, direction: str, study: str = "", outcome: str = "user_outcomes", **facets):
    codes = {k: v if isinstance(v, list) else [v] for k, v in facets.items() if k != "standing"}
    return item(
        name, kind="extract", study_id=study or name, case_id=study or name, outcome=outcome, direction=direction,
        facets=json.dumps(codes), standing=facets.get("standing", "counted"), measure=f"Case {study or name}",
    )  # fmt: skip


def signs(*items, agreement: float = 0.7):
    found = sign_tests(items, [], [], CODEBOOK, 0.95, agreement)
    return {(t.grouping, t.code, t.sources): t for t in found}


def test_studies_are_counted_and_never_papers() -> None:
    three = [extract(f"p{n}", "positive", study="one") for n in range(3)]
    found = signs(*three, extract("n", "negative"))[(OVERALL, "", WITHOUT)]
    assert (found.positive, found.negative) == (1, 1)


def test_weak_sources_are_a_row_of_their_own() -> None:
    weak = [extract(f"w{n}", "positive", standing="shown_only") for n in range(3)]
    found = signs(extract("n", "negative"), *weak)
    assert found[(OVERALL, "", WITHOUT)].positive == 0 and found[(OVERALL, "", WITH)].positive == 3
    assert found[(OVERALL, "", WITHOUT)].p is None and "too few" in found[(OVERALL, "", WITHOUT)].note


def test_what_nobody_can_tell_the_study_of_is_shown_and_in_no_test() -> None:
    unknown = extract("u", "positive", standing="not_known")
    found = signs(extract("n", "negative"), unknown)
    assert found[(OVERALL, "", WITH)].positive == found[(OVERALL, "", WITHOUT)].positive == 0
    assert [row.counted for row in study_directions([unknown], [], [], 0.7)] == [False]


def test_claims_under_test_are_in_no_row() -> None:
    claim = extract("c", "positive", standing="claim_under_test")
    assert study_directions([claim], [], [], 0.7) == []
    assert signs(claim) == {}


def test_a_result_about_one_form_is_no_vote_about_another() -> None:
    """One study, one domain: a merger did well and a public-private partnership did not."""
    found = signs(
        extract("a", "positive", study="one", partnership_form="merger"),
        extract("b", "negative", study="one", partnership_form="ppp"),
    )
    merger, ppp = (found[("partnership_form", code, WITHOUT)] for code in ("merger", "ppp"))
    assert (merger.positive, merger.mixed) == (1, 0) and (ppp.negative, ppp.mixed) == (1, 0)
    assert found[(OVERALL, "", WITHOUT)].mixed == 1


def test_weak_and_counted_results_of_a_domain_are_one_direction() -> None:
    """Five results for and a weak one against are five of six: over the share, so that the study stays positive."""
    counted = [extract(f"p{n}", "positive", study="one") for n in range(5)]
    found = signs(*counted, extract("w", "negative", study="one", standing="shown_only"))
    assert (found[(OVERALL, "", WITH)].positive, found[(OVERALL, "", WITH)].mixed) == (1, 0)


def test_the_size_of_a_study_is_that_of_its_largest_outcome() -> None:
    rows = [replace(extract(name, "positive", study=study), n=n)
            for name, study, n in (("a", "one", 40), ("b", "one", 402), ("c", "two", None))]  # fmt: skip
    assert {r.study_id: r.n for r in study_directions(rows, [], [], 0.7)} == {"one": 402, "two": None}


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(DIRECTIONS)), max_size=20))
def test_every_study_is_one_vote_in_its_domain(votes) -> None:
    items = [extract(f"i{n}", d, study=f"s{s}") for n, (s, d) in enumerate(votes)]
    rows = study_directions(items, [], [], 0.7)
    tests = sign_tests(items, [], [], CODEBOOK, 0.95, 0.7)
    assert len(rows) == len({s for s, _ in votes})
    assert sum(r.positive + r.negative + r.mixed + r.none for r in rows) == len(items)
    assert rows == study_directions(items[::-1], [], [], 0.7)
    assert tests == sign_tests(items[::-1], [], [], CODEBOOK, 0.95, 0.7)
    for test in tests:
        assert test.positive + test.negative + test.mixed + test.none == len(rows)
        assert test.clear == test.positive + test.negative


def test_impossible_counts() -> None:
    for positive, clear in ((3, 2), (-1, 2), (0, 0)):
        with pytest.raises(ValueError, match="no count"):
            sign_test(positive, clear)


@pytest.mark.parametrize("p", [0.0, 5e-324, -0.1, 1.2, float("nan")])
def test_p_values_out_of_range(p) -> None:
    with pytest.raises(ValueError, match="allowed: above 0"):
        one_sided(p, "positive")


def test_bounds_and_words_are_no_p_values() -> None:
    assert [exact_p(t) for t in ("<0.05", "ns", "", "0.04", "p=0.2")] == [None, None, None, 0.04, 0.2]
    for impossible in ("nan", "1.2", "-0.1"):
        with pytest.raises(BadInput, match="0 to 1"):
            exact_p(impossible)
    with pytest.raises(ValueError, match="two studies"):
        combine([0.04], ["positive"])
    with pytest.raises(ValueError, match="no direction"):
        combine([0.04, 0.1], ["positive", "mixed"])
    with pytest.raises(ValueError, match="sample size"):
        combine([0.04, 0.1], ["positive", "positive"], "stouffer", [10, 0])
    with pytest.raises(ValueError, match="sample size"):
        combine([0.04, 0.1], ["positive", "positive"], "stouffer", [10, float("inf")])


def test_studies_against_speak_against() -> None:
    both = combine([0.02, 0.02], ["positive", "positive"], "stouffer")[1]
    torn = combine([0.02, 0.02], ["positive", "negative"], "stouffer")[1]
    assert both < 0.02 and torn == pytest.approx(0.5)
    assert combine([1e-20, 1e-20], ["positive", "negative"], "stouffer") == (0.0, 0.5)
    assert combine([1, 1], ["positive", "negative"], "stouffer") == (0.0, 0.5)


def test_the_chart_holds_every_passage_once_a_form_and_field() -> None:
    rows = [
        extract("a", "positive", partnership_form=["merger", "ppp"], policy_field="housing"),
        extract("b", "negative", outcome="barrier_culture"),
        extract("c", "positive", standing="shown_only"),
    ]
    chart = framework.chart(rows, CODEBOOK)
    assert sorted((c.theme, c.form, c.field, c.items) for c in chart) == [
        ("barrier_culture", "not coded", "not coded", ("b",)),
        ("user_outcomes", "merger", "housing", ("a",)),
        ("user_outcomes", "ppp", "housing", ("a",)),
    ]


PASSAGES = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(("user_outcomes", "coordination", "barrier_culture")),
        st.sampled_from(DIRECTIONS),
        st.lists(st.sampled_from(("merger", "ppp")), unique=True),
        st.lists(st.sampled_from(("housing", "employment")), unique=True),
    ),
    max_size=15,
)


@given(PASSAGES, st.randoms(use_true_random=False))
def test_passages_are_conserved_and_the_order_of_rows_is_nothing(passages, chance) -> None:
    """Every counted passage is charted exactly as often as its form × field codes say, a missing code counting as one."""
    rows = [
        extract(f"i{n:02}", d, study=f"s{s}", outcome=o, partnership_form=forms, policy_field=fields)
        for n, (s, o, d, forms, fields) in enumerate(passages)
    ]
    charted = [name for cell in framework.chart(rows, CODEBOOK) for name in cell.items]
    for row, (_, _, _, forms, fields) in zip(rows, passages, strict=True):
        assert charted.count(row.item_id) == (len(forms) or 1) * (len(fields) or 1)
    shuffled = chance.sample(rows, len(rows))
    assert framework.chart(shuffled, CODEBOOK) == framework.chart(rows, CODEBOOK)
    for table in (framework.cooccurrence, framework.saturation, framework.deviant):
        assert table(shuffled) == table(rows)


def test_saturation_is_the_mean_over_every_order() -> None:
    """By hand: all 24 orders of four cases."""
    themes = {"w": {"x"}, "v": {"x", "y"}, "u": {"z"}, "t": {"x"}}
    rows = [extract(f"{c}-{t}", "positive", study=c, outcome=t) for c, own in themes.items() for t in own]
    curve = [row.themes for row in framework.saturation(rows)]
    for m in range(1, 5):
        seen = [len(set().union(*(themes[c] for c in order[:m]))) for order in permutations(themes)]
        assert curve[m - 1] == pytest.approx(sum(seen) / len(seen))


def test_cooccurrence_and_its_correction() -> None:
    rows = [
        extract(f"{n}{t}", "positive", study=f"c{n}", outcome=t)
        for n in range(6)
        for t in (("x", "y") if n < 4 else ("z",))
    ]
    rows += [extract(f"7{t}", "positive", study="c7", outcome=t) for t in ("z", "x")]
    found = {(c.first, c.second): c for c in framework.cooccurrence(rows)}
    assert found["x", "y"].both == 4 and found["x", "y"].p_holm >= found["x", "y"].p
    tested = [c for c in found.values() if c.p is not None]
    least = min(tested, key=lambda c: c.p)
    assert least.p_holm == pytest.approx(min(1, least.p * len(tested)))


def test_deviant_cases_are_named() -> None:
    rows = [extract(f"p{n}", "positive") for n in range(4)] + [extract("odd", "negative")]
    assert [d.case_id for d in framework.deviant(rows)] == ["odd"]
    assert framework.deviant(rows[2:]) == []  # two of three are under the share


def test_what_tells_two_sides_apart() -> None:
    sides = [side(f"s{n}", "for" if n < 3 else "against", proposition="P", work_id=f"s{n}") for n in range(6)]
    labels = [
        make(Label, work_id=f"s{n}", facet="country", code="UK" if n < 3 else "France") for n in range(6)
    ] + [make(Label, work_id=f"s{n}", facet="policy_field", code="housing") for n in range(6)]
    found = {(r.facet, r.code): r for r in confounding(sides, [], labels, CODEBOOK)}
    assert found["country", "UK"].separates and (
        found["country", "UK"].for_with,
        found["country", "UK"].for_known,
    ) == (3, 3)
    assert not found["policy_field", "housing"].separates
    assert not any(
        r.separates for r in confounding(sides[2:4], [], labels, CODEBOOK)
    )  # one a side is too few

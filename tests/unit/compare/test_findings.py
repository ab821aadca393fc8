"""Where a finding went: new, gone, turned, strengthened, weakened or moved. The verdicts come from the counts, the ways from the law."""

from __future__ import annotations

from itertools import product

import pytest

from evidence.compare.findings import Names, findings, way_of
from evidence.compare.rows import Way
from evidence.synthesise.axes import LEANS, amount, of_votes
from evidence.synthesise.claim_rows import Finding, Lean
from evidence.synthesise.claim_rule import Weighs
from tests.unit.builders import make
from tests.unit.compare.altered import MIRRORED

MOST = 13
NAMES = Names({"P": "Trust"}, {}, {})


def balance(n_for: int, n_against: int, n_qualifies: int = 0, **given: object) -> Finding:
    """The finding of a balance of so many direct bodies of evidence."""
    verdict = of_votes(n_for, n_against, n_qualifies, 0.95)
    n = n_for + n_against + n_qualifies
    counts = {"direct_for": n_for, "direct_against": n_against, "direct_qualifies": n_qualifies}
    counts |= {"n_for": n_for, "n_against": n_against, "n_qualifies": n_qualifies}
    return make(
        Finding,
        proposition="P",
        verdict=verdict,
        lean=LEANS[verdict],
        tested=n,
        amount=amount(n),
        tested_unit=Weighs.SIDES,
        **counts,
        **given,
    )


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ((0, 0), (0, 0), Way.NONE),  # not tested, and still not
        ((0, 0), (1, 0), Way.NEW),
        ((1, 0), (0, 0), Way.GONE),
        ((3, 0), (2, 2), Way.TURNED),  # leant for it, divided now
        ((2, 2), (4, 2), Way.TURNED),
        ((4, 1), (1, 4), Way.TURNED),
        ((0, 0, 1), (1, 1, 1), Way.TURNED),  # only qualified, divided now
        ((4, 0), (6, 0), Way.STRENGTHENED),  # leans, agrees now: of six the exact interval lies above a half
        ((6, 0), (5, 0), Way.WEAKENED),
        ((0, 4), (0, 6), Way.WEAKENED),  # agreement against the claim
        ((0, 6), (0, 5), Way.STRENGTHENED),
        ((4, 0), (5, 0), Way.STRENGTHENED),  # few become several, all of them for it
        ((5, 0), (4, 0), Way.WEAKENED),
        ((0, 4), (0, 5), Way.WEAKENED),
        ((4, 0), (4, 1), Way.MOVED),  # several, but the fifth is against it
        ((4, 0), (4, 0, 1), Way.MOVED),  # or qualifies it
        ((2, 0), (3, 0), Way.MOVED),  # few both times
        ((2, 2), (5, 5), Way.MOVED),  # divided, whatever the amount
        ((4, 0), (4, 0), Way.MOVED),
    ],
)
def test_a_finding_goes_where_its_two_axes_go(before, after, way) -> None:
    assert way_of(balance(*before), balance(*after)) is way
    assert way_of(balance(*after), balance(*before)) is MIRRORED[way]


def test_a_claim_that_is_stated_anew_is_new_where_it_was_tested() -> None:
    assert way_of(None, balance(1, 0)) is Way.NEW and way_of(balance(1, 0), None) is Way.GONE
    assert way_of(None, balance(0, 0)) is Way.NONE


def test_one_more_study_for_never_weakens_and_one_against_never_strengthens() -> None:
    for n_for, n_against, n_qualifies in product(range(MOST), range(MOST), range(3)):
        own = balance(n_for, n_against, n_qualifies)
        assert way_of(own, balance(n_for + 1, n_against, n_qualifies)) not in (Way.WEAKENED, Way.GONE)
        assert way_of(own, balance(n_for, n_against + 1, n_qualifies)) not in (Way.STRENGTHENED, Way.GONE)


def test_equal_evidence_gets_equal_words_and_for_and_against_are_told_alike() -> None:
    for counts in product(range(6), repeat=4):
        (a, b), (c, d) = counts[:2], counts[2:]
        way, other = way_of(balance(a, b), balance(c, d)), way_of(balance(b, a), balance(d, c))
        turned_round = {Way.STRENGTHENED: Way.WEAKENED, Way.WEAKENED: Way.STRENGTHENED}
        assert other is turned_round.get(way, way)
        assert way_of(balance(c, d), balance(a, b)) is MIRRORED[way]


def test_in_a_test_with_numbers_the_amount_alone_makes_nothing_stronger() -> None:
    def share(n: int) -> Finding:
        given = {"verdict": "leans_for", "lean": Lean.FOR, "tested": n, "amount": amount(n)}
        return make(Finding, proposition="P", tested_unit=Weighs.DESIGNS, **given)

    assert way_of(share(4), share(12)) is Way.MOVED


def test_every_number_that_moved_is_told_and_no_other() -> None:
    before, after = balance(4, 0, caution="words"), balance(5, 0, caution="other words")
    rows = list(findings([before], [after], NAMES))
    assert {row.field: (row.before, row.after) for row in rows} == {
        "amount": ("few", "several"),
        "tested": ("4", "5"),
        "n_for": ("4", "5"),
        "direct_for": ("4", "5"),
    }
    assert {(row.subject, row.name, row.way) for row in rows} == {("P", "Trust", Way.STRENGTHENED)}


def test_numbers_that_a_rule_read_are_told_by_name_and_studies_by_their_name_of_now() -> None:
    def share(numbers: str) -> Finding:
        return make(Finding, proposition="P", lean=Lean.FOR, verdict="leans_for", numbers=numbers)

    before = share('{"having": ["old"], "share": 0.25, "steps": [{"label": "one", "of": 2}]}')
    after = share('{"having": ["new"], "share": 0.5, "steps": [{"label": "one", "of": 3}]}')
    rows = list(
        findings([before], [after], Names({}, {"P": "its own settings changed: rule"}, {"old": "new"}))
    )
    assert [(row.field, row.before, row.after, row.way) for row in rows] == [
        ("numbers.share", "0.25", "0.5", Way.MOVED),
        ("numbers.steps.one.of", "2", "3", Way.MOVED),
    ]
    assert {row.why for row in rows} == {"its own settings changed: rule"}


def test_a_difference_behind_the_sixth_figure_is_none() -> None:
    before, after = (balance(3, 0, share_for=share) for share in (1 / 3, 1 / 3 + 1e-12))
    assert not list(findings([before], [after], NAMES))

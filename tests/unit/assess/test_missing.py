"""Results that a pool does not have: told, reported otherwise, or never seen, each study once."""

from __future__ import annotations

from evidence.assess.decisions import UnavailableDecision
from evidence.assess.grade import CANNOT, grade
from evidence.assess.missing import beside, missing_results
from evidence.assess.rows import Seen
from evidence.item_words import Direction
from evidence.synthesise.pool import pool_studies, pools
from evidence.synthesise.settings import Pooling

from ..builders import item

LIKE = {"role": "direct", "comparison": "a vs b", "outcome": "jobs", "effect_type": "smd", "measure": "m"}
NUMBER = {**LIKE, "estimate": 0.3, "se": 0.1, "poolable": "yes"}
ITEMS = [
    *(item(f"in{n}", **NUMBER) for n in range(3)),
    item("bare", **{**LIKE, "effect_type": "direction_only", "direction": "negative", "n": 80}),
    item("scale", **{**NUMBER, "measure": "other"}),
    item("health", **{**NUMBER, "outcome": "health"}),
    item("elsewhere", **{**NUMBER, "comparison": "c vs d", "outcome": "health"}),
    item("shown", **{**NUMBER, "outcome": "health", "standing": "shown_only"}),
]


def told(outcome: str = "jobs", what: str = "not_reported", selected: str = "", n: int | None = None):
    return UnavailableDecision(
        "unavailable.csv",
        2,
        "ref",
        outcome,
        what,
        "the protocol names it",
        "ann",
        "2026-01-01",
        "",
        n,
        selected,
    )


def found(*given):
    groups = pools(ITEMS, {}, Pooling())
    by_id = {i.item_id: i for i in ITEMS}
    members = [m for p in groups if p.pooled for m in pool_studies(p, by_id, Pooling())]
    (pool,) = [p for p in groups if p.pooled]
    return pool, members, missing_results(groups, members, ITEMS, given)


def test_every_study_of_the_comparison_has_one_state() -> None:
    pool, _, rows = found()
    assert {row.study_id.removeprefix("s-"): row.seen for row in rows} == {
        **dict.fromkeys(("in0", "in1", "in2"), Seen.IN_POOL),
        "bare": Seen.NOT_POOLABLE,
        "scale": Seen.NOT_POOLABLE,
        "health": Seen.NOT_SEEN,
    }
    by_study = {row.study_id: row for row in rows}
    assert (by_study["s-bare"].direction, by_study["s-bare"].n) == (Direction.NEGATIVE, 80)
    assert "direction" in by_study["s-bare"].why and "(bare)" in by_study["s-bare"].why
    assert "another measure" in by_study["s-scale"].why
    assert "not known" in by_study["s-health"].why  # what was not seen is not said to be missing
    said, chosen = beside(pool, rows)
    assert said.startswith("2 studies have a result that is not in the pool, of 80 people") and not chosen
    assert "of 1 more nobody has seen one" in said


def test_what_a_person_knows_stands_before_what_was_not_seen_but_not_before_a_result() -> None:
    pool, _, rows = found((told(n=60), "s-health"), (told(what="in_words_only"), "s-new"), (told(), "s-in0"))
    states = {row.study_id: row.seen for row in rows}
    assert states["s-health"] == Seen.NOT_REPORTED and states["s-new"] == Seen.IN_WORDS
    assert states["s-in0"] == Seen.IN_POOL and len(states) == len(rows) == 7
    (there,) = [row for row in rows if row.study_id == "s-in0"]
    assert (
        there.why == "though ann says that it is not reported: the protocol names it"
    )  # both cannot be right
    assert "140 people" in beside(pool, rows)[0]


def test_an_outcome_of_which_nothing_was_pooled_is_not_lost() -> None:
    _, _, rows = found((told("health"), "s-in0"))
    (alone,) = [row for row in rows if not row.pool_id]
    assert (alone.outcome, alone.study_id, alone.seen) == ("health", "s-in0", Seen.NOT_REPORTED)


def test_what_is_said_of_two_works_of_one_study_is_said_once() -> None:
    _, _, rows = found((told("health"), "s-in0"), (told("health"), "s-in0"))
    assert [row.study_id for row in rows if not row.pool_id] == ["s-in0"]


def test_a_result_left_out_for_what_it_was_is_suspected_whatever_a_test_says() -> None:
    pool, members, rows = found((told(selected="yes"), "s-health"))
    bias = {d.domain: d for d in grade([pool], members, [], {}, (), None, None, rows)[1]}["publication_bias"]
    assert bias.proposed == "strongly suspected" and "1 of them left it out for what it was" in bias.why
    assert bias.judged == ""  # a proposal is no verdict
    plain = found()
    bias = {d.domain: d for d in grade([pool], members, [], {}, (), None, None, plain[2])[1]}[
        "publication_bias"
    ]
    assert bias.proposed == CANNOT and "2 studies have a result" in bias.why

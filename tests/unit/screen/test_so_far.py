"""The order in which to go on is what the rule asks for; works without an abstract are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from evidence.screen.reading_order import Reading, reading_of
from evidence.screen.so_far import judged, to_go_on
from evidence.screen.stopping import Next


@dataclass
class Rule:
    next: str


def lots(ids):
    return sorted(ids, key=lambda one: sha256(one.encode()).hexdigest())


def test_each_phase_has_its_order():
    ranked, bare = [f"w{n}" for n in range(8)], {"w1", "w4", "w6"}
    texts = [one for one in ranked if one not in bare]
    assert to_go_on(Rule(Next.RANKED), ranked, bare) == texts + lots(bare)
    assert to_go_on(Rule(Next.RANDOM), ranked, bare) == lots(texts) + lots(bare)
    assert to_go_on(Rule(Next.BARE), ranked, bare) == lots(bare) + texts


def test_the_rule_counts_what_was_decided_and_knows_what_was_drawn():
    works = [f"w{n}" for n in range(40)]
    ranked, rest = works[:10], lots(works[10:])
    reading = Reading([*ranked, *rest[:6], "withdrawn"], None)
    included = {work: n < 3 for n, work in enumerate([*ranked, *rest[:6]])}
    rule = judged(reading, included, rest[6:], set(), 0.95)
    assert (rule.read, rule.total, rule.found) == (16, 40, 3)
    assert len(rule.texts.drawn) >= 6
    again = judged(
        Reading(reading.works[:10], np.zeros(10, int)),
        {w: included[w] for w in ranked},
        rest,
        set(rest[:4]),
        0.95,
    )
    assert again.bare.total == 4 and again.total == 40


@dataclass
class Row:
    date: str
    time: str
    of_above: bool = False


def test_the_order_in_which_works_were_decided_on_counts_where_times_tell_it():
    """The same 20 included and 60 excluded works of 100: had the included ones come last, more of them would wait. Excluded works without an
    abstract say nothing of it, as no order leads to them: so it is in the shipped review, where all that were excluded have none."""
    relevant, other = [f"r{n}" for n in range(20)], [f"o{n}" for n in range(60)]
    unread = [f"u{n}" for n in range(20)]
    included = {work: work in relevant for work in [*relevant, *other]}
    told = {}
    for first, order in (("included", [*relevant, *other]), ("excluded", [*other, *relevant])):
        rows = [(Row("2026-11-27", f"09:{n // 60:02}:{n % 60:02}"), work) for n, work in enumerate(order)]
        for bare in (frozenset(), frozenset(other)):
            told[first, bool(bare)] = judged(reading_of(rows[::-1]), included, unread, bare, 0.95)
    assert told["included", False].p < 0.05 < told["excluded", False].p
    assert (told["included", False].next, told["excluded", False].next) == (Next.RANDOM, Next.RANKED)
    assert told["included", True].p == told["excluded", True].p == 1.0

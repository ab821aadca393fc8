"""The order in which to go on is what the rule asks for; works without an abstract are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from evidence.screen.reading_order import Reading
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

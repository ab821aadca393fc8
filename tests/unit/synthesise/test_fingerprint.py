"""The fingerprint of a claim: it moves with what is judged, and with nothing else."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from evidence.synthesise.findings import evidence_hash

from ..builders import item, side

CLAIM = SimpleNamespace(rule={"kind": "balance"})
SIDES = [side("w-b", "for", study_label="Ash (2001)", work_id="w-b", items=("E1",)), side("w-a", "against")]
ITEMS = [item("E1", estimate=0.2, se=0.1, direction="positive"), item("E2")]
BEFORE = evidence_hash(CLAIM, SIDES, ITEMS)


def test_how_a_study_is_cited_and_in_which_order_it_stands_is_no_evidence():
    cited = [replace(s, study_label="Ash and Elm (2002)", work_id="w-z") for s in SIDES[::-1]]
    told = [
        replace(i, study_label="Ash and Elm (2002)", work_id="w-z", source_file="b.csv") for i in ITEMS[::-1]
    ]
    assert evidence_hash(CLAIM, cited, told) == BEFORE


@pytest.mark.parametrize(
    "change",
    [
        *(
            {"side": "against"},
            {"counted": False},
            {"reason": "read anew"},
            {"study_id": "w-c"},
            {"items": ()},
        ),
        *({"directness": "related"}, {"compares": "a with b"}, {"body": "w-a"}),
    ],
)
def test_what_a_study_says_is(change):
    assert evidence_hash(CLAIM, [replace(SIDES[0], **change), SIDES[1]], ITEMS) != BEFORE


@pytest.mark.parametrize("change", [{"estimate": 0.3}, {"se": 0.2}, {"direction": "negative"}])
def test_a_value_under_the_claim_is_and_one_that_is_not_under_it_is_not(change):
    assert evidence_hash(CLAIM, SIDES, [replace(ITEMS[0], **change), ITEMS[1]]) != BEFORE
    assert evidence_hash(CLAIM, SIDES, [ITEMS[0], replace(ITEMS[1], **change)]) == BEFORE


def test_the_rule_is():
    assert evidence_hash(SimpleNamespace(rule={"kind": "share"}), SIDES, ITEMS) != BEFORE

"""What a careful analyst might leave out, and a claim within each code of a facet."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields

from evidence.appraise.rows import StudyAppraisal
from evidence.classify.rows import Label
from evidence.propositions import Proposition
from evidence.synthesise.missing import nothing_direct
from evidence.synthesise.restrictions import restrictions
from evidence.synthesise.ruling import Evidence
from evidence.synthesise.subgroups import subgroups

from ..builders import item, make, side


def appraisal(study, state="appraised", no=()):
    return make(StudyAppraisal, study_id=study, state=state, no=no)


ROWS = [side("a", "for"), side("b", "for"), side("c", "against")]
EVIDENCE = Evidence(ROWS, [], {}, 3, 0.95)


def test_reviews_what_is_not_appraised_and_what_fails_a_question() -> None:
    done = {
        "a": appraisal("a", no=("4.1",)),
        "b": appraisal("b", "partly appraised", no=("4.2",)),
        "z": appraisal("z"),
    }
    found = restrictions(EVIDENCE, {"review": {"c", "elsewhere"}, "trial": {"a"}}, ["review"], done)
    assert found == {
        "without reviews": {"c", "elsewhere"},
        "appraised ones alone": {"b", "c", "elsewhere"},
        "without those that fail 4.1": {"a"},
        "without those that fail 4.2": {"b"},
    }


def test_without_a_whole_appraisal_and_a_review_there_is_none() -> None:
    assert restrictions(EVIDENCE, {}, ["review"], {"a": appraisal("a", "partly appraised")}) == {}


def claim(by: str) -> Proposition:
    blank = {f.name: "" for f in fields(Proposition) if f.default is MISSING and f.default_factory is MISSING}
    return Proposition(**{**blank, "id": "P", "by": by, "rule": {"kind": "balance"}})


def test_a_claim_is_judged_within_each_field_by_the_same_rule() -> None:
    """Housing has a (by its item) and b (by its work), work has c and again a; what is not counted has no field."""
    items = [item("i", facets=json.dumps({"field": ["housing", "work"]}))]
    labels = [
        make(Label, work_id="wb", facet="field", code="housing"), make(Label, work_id="wc", facet="field", code="work"),
        make(Label, work_id="wc", facet="form", code="merger"), make(Label, work_id="wd", facet="field", code="care"),
    ]  # fmt: skip
    rows = [
        side("a", "for", items=("i",), work_id="wc"), side("b", "for", work_id="wb"), side("c", "against", work_id="wc"),
        side("d", "for", work_id="wd", counted=False, standing="shown_only"),
        side("e", "for", work_id="wb", directness="related"),
    ]  # fmt: skip
    found = subgroups(claim("field"), Evidence(rows, items, {}, 3, 0.95), items, labels, ["field"])
    assert [(s.code, s.verdict, s.amount, s.direct_for, s.direct_against, s.indirect) for s in found] == [
        ("housing", "leans_for", "few", 2, 0, 1),
        ("work", "divided", "few", 1, 1, 0),
    ]
    both = subgroups(claim(""), Evidence(rows, items, {}, 3, 0.95), items, labels, ["form", "field"])
    assert [(s.facet, s.code, s.direct_for, s.direct_against) for s in both] == [
        ("form", "merger", 1, 1), ("field", "housing", 2, 0), ("field", "work", 1, 1),
    ]  # fmt: skip


def test_what_is_missing_is_said_with_what_there_is() -> None:
    assert nothing_direct("compares a with b", {}) == "no counted study directly compares a with b"
    said = nothing_direct("compares a with b", {"one_arm": 1, "proxy": 3, "": 2, "direct": 0})
    assert said.endswith(
        "; 1 body of evidence sees one arm alone, 3 go by a proxy and 2 are not said to compare anything"
    )

"""Facts, proposals and verdicts of certainty; GRADE for pools."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from evidence.appraise.rows import StudyAppraisal
from evidence.assess.cerqual import COMPONENTS, components
from evidence.assess.decisions import CertaintyDecision, GradeDecision
from evidence.assess.grade import CANNOT, DOMAINS, grade
from evidence.assess.rows import Concern
from evidence.assess.stage import assess
from evidence.assess.states import INCOMPLETE, JUDGED, NOT_JUDGED, STALE
from evidence.synthesise.claim_rows import Finding, Verdict
from evidence.synthesise.pool import pool_studies, pools
from evidence.synthesise.pool_analyses import pool_analyses
from evidence.synthesise.settings import Pooling

from ..builders import item, make, side


def finding(
    n_for: int, n_against: int = 0, n_qualifies: int = 0, verdict: str = Verdict.SUPPORTED
) -> Finding:
    return make(
        Finding, proposition="P", verdict=verdict, n_for=n_for, n_against=n_against, n_qualifies=n_qualifies,
        numbers="{}", with_claims="{}", evidence_hash="abc",
    )  # fmt: skip


def studies(n: int, state: str = "appraised", no: tuple[str, ...] = ()) -> dict[str, StudyAppraisal]:
    return {f"s{i}": make(StudyAppraisal, study_id=f"s{i}", state=state, no=no) for i in range(n)}


def concerns(f: Finding, n: int, appraised=None, countries=()):
    sides = [side(f"s{i}", "for", items=(f"i{i}",), proposition="P") for i in range(n)]
    items = [item(f"i{i}", kind="extract", text="some words here") for i in range(n)]
    found = components(f, sides, items, appraised or {}, list(countries))
    return {name: part.proposed for name, part in found.items()}


def test_the_four_components_and_their_scale_are_those_of_cerqual() -> None:
    """Lewin and others (2018), paper one, table 2: four components, four degrees of concern."""
    assert COMPONENTS == ("methodological_limitations", "coherence", "adequacy", "relevance")
    assert [c.value for c in Concern if c] == ["no or very minor", "minor", "moderate", "serious"]


def test_nobody_appraised_is_a_serious_concern() -> None:
    assert concerns(finding(4), 4)["methodological_limitations"] == "serious"
    assert concerns(finding(4), 4, studies(4))["methodological_limitations"] == "no or very minor"
    assert concerns(finding(4), 4, studies(4, no=("1.1",)))["methodological_limitations"] == "serious"


@pytest.mark.parametrize(
    ("f", "expected"),
    [
        (finding(10), "no or very minor"),
        (finding(19, 1), "minor"),
        (finding(8, 2), "moderate"),
        (finding(5, 5, verdict=Verdict.CONTESTED), "serious"),
        (finding(1, 9, verdict=Verdict.NOT_SUPPORTED), "minor"),
        (finding(5, 0, 5), "moderate"),
        (finding(0), "serious"),
    ],
)
def test_coherence(f, expected) -> None:
    assert concerns(f, 5)["coherence"] == expected


@pytest.mark.parametrize(
    ("n", "expected"), [(2, "serious"), (4, "moderate"), (9, "minor"), (10, "no or very minor")]
)
def test_adequacy(n, expected) -> None:
    assert concerns(finding(n), n)["adequacy"] == expected


def test_relevance() -> None:
    assert concerns(finding(3), 3)["relevance"] == "serious"
    assert concerns(finding(3), 3, countries=["UK", "UK", "UK"])["relevance"] == "moderate"
    assert concerns(finding(3), 3, countries=["UK", "UK", "FR"])["relevance"] == "minor"
    assert concerns(finding(4), 4, countries=["UK", "DE", "FR", "UK"])["relevance"] == "no or very minor"


def judged(fingerprint: str = "abc", **given: str) -> CertaintyDecision:
    parts = dict.fromkeys(COMPONENTS, "minor") | given
    return CertaintyDecision(
        "certainty.csv", 2, "P", "low", "thin", fingerprint, "ann", "2026-01-01", **parts
    )


@pytest.mark.parametrize(
    ("decisions", "state"),
    [
        ([], NOT_JUDGED),
        ([judged()], JUDGED),
        ([judged("other")], STALE),
        ([judged(coherence="")], INCOMPLETE),
    ],
)
def test_states(decisions, state) -> None:
    rows, parts = assess([finding(3)], [], [], [], {}, decisions)
    assert rows[0].state == state and {part.state for part in parts} == {state}
    assert rows[0].level == ("low" if decisions else "")  # a proposal is never a level
    given = (
        [decisions[0].coherence if part.component == "coherence" else "minor" for part in parts]
        if decisions
        else [""] * 4
    )
    assert [part.judged for part in parts] == given
    assert all("proposed" in facts for facts in json.loads(rows[0].facts).values())


def pooled(*estimates: float, se: float = 0.1):
    like = {"role": "direct", "outcome": "jobs", "effect_type": "smd", "measure": "m", "poolable": "yes"}
    items = [item(f"e{i}", **{**like, "estimate": y, "se": se}) for i, y in enumerate(estimates)]
    found = pools(items, {}, Pooling())
    by_id = {i.item_id: i for i in items}
    members = [m for p in found if p.pooled for m in pool_studies(p, by_id, Pooling())]
    analyses = [a for p in found if p.pooled for a in pool_analyses(p, items, Pooling())]
    return found, members, analyses


def concerns_of(*found) -> dict[str, str]:
    return {row.domain: row.proposed for row in grade(*found)[1]}


def test_grade_speaks_of_pools_alone() -> None:
    assert grade(*pooled(0.5), {}) == ([], [], [])
    like = concerns_of(*pooled(0.5, 0.52, 0.48), {})
    assert tuple(like) == DOMAINS
    assert like["inconsistency"] == "not serious" and like["imprecision"] == "not serious"
    assert like["risk_of_bias"] == CANNOT and like["publication_bias"] == CANNOT
    torn = grade(*pooled(1.5, -1.2, 0.4), {})
    proposed = {row.domain: row.proposed for row in torn[1]}
    assert proposed["inconsistency"] != "not serious" and proposed["imprecision"] == "serious"
    assert {row.state for row in torn[1]} == {NOT_JUDGED} and torn[0][0].level == ""
    assert {row.judged for row in torn[1]} == {""}  # a proposal is no verdict


def rated(pool: str, fingerprint: str, **given: str) -> GradeDecision:
    parts = dict.fromkeys(DOMAINS, "not serious") | {"publication_bias": "undetected"} | given
    return GradeDecision("grade.csv", 2, pool, "moderate", "few", fingerprint, "ann", "2026-01-01", **parts)


def test_a_person_rates_a_pool_and_new_evidence_makes_it_stale() -> None:
    found = pooled(0.5, 0.52, 0.48)
    row = grade(*found, {})[0][0]
    rows, domains, remarks = grade(*found, {}, [rated(row.pool_id, row.evidence_hash)])
    assert (rows[0].level, rows[0].state, remarks) == ("moderate", JUDGED, [])
    assert [d.judged for d in domains] == ["not serious"] * 4 + ["undetected"]
    assert (
        grade(*found, {}, [rated(row.pool_id, row.evidence_hash, imprecision="")])[0][0].state == INCOMPLETE
    )

    more = pooled(0.5, 0.52, 0.48, 0.1)
    again = grade(*more, {}, [rated(row.pool_id, row.evidence_hash)])[0][0]
    assert (again.pool_id, again.state) == (row.pool_id, STALE)  # the name of a pool outlives its studies


def test_a_verdict_on_no_pool_is_not_applied_and_says_where_to_look() -> None:
    rows, _, (remark,) = grade(*pooled(0.5, 0.52), {}, [rated("jobs-00000", "abc")])
    assert rows[0].state == NOT_JUDGED
    assert (remark.line, remark.value) == (2, "jobs-00000") and rows[0].pool_id in remark.how_to_fix


@pytest.mark.parametrize(
    ("appraised", "expected"),
    [
        (studies(3, "partly appraised"), CANNOT),
        (studies(2), CANNOT),
        (studies(3), "not serious"),
        (
            studies(3) | {"s0": make(StudyAppraisal, study_id="s0", state="appraised", no=("1.1",))},
            "serious",
        ),
        (studies(3, no=("1.1",)), "very serious"),
    ],
)
def test_risk_of_bias_rests_on_whole_appraisals_and_on_weight(appraised, expected) -> None:
    """Three studies of one weight: one that fails a criterion carries a third, three carry all."""
    like = {"role": "direct", "outcome": "jobs", "effect_type": "smd", "measure": "m", "poolable": "yes"}
    items = [item(f"e{i}", **{**like, "study_id": f"s{i}", "estimate": 0.5, "se": 0.1}) for i in range(3)]
    found = pools(items, {}, Pooling())
    members = pool_studies(found[0], {i.item_id: i for i in items}, Pooling())
    assert [m.weight for m in members] == pytest.approx([1 / 3] * 3)
    assert concerns_of(found, members, [], appraised)["risk_of_bias"] == expected


@pytest.mark.parametrize(
    ("i2", "low", "high", "expected"),
    [
        (0.49, 0.1, 0.9, "not serious"),
        (0.5, 0.1, 0.9, "serious"),
        (0.9, 0.1, 0.9, "serious"),
        (0.2, -0.1, 0.9, "serious"),
        (0.75, -0.1, 0.9, "very serious"),
        (0.74, -0.1, 0.9, "serious"),
        (0.9, None, None, "serious"),
    ],
)
def test_inconsistency_is_read_with_where_a_new_study_may_fall(i2, low, high, expected) -> None:
    """Borenstein and others (2017): a high I² is no great concern where new studies would point the same way."""
    found, members, _ = pooled(0.5, 0.52, 0.48)
    (pool,) = found
    assert pool.ci_low > 0
    changed = replace(pool, i2=i2, pi_low=low, pi_high=high)
    assert concerns_of([changed], members, [], {})["inconsistency"] == expected

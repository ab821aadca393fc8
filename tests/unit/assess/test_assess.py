"""Facts, proposals and verdicts of certainty; GRADE for pools."""

from __future__ import annotations

import json

import pytest

from evidence.assess import INCOMPLETE, JUDGED, NOT_JUDGED, STALE, assess
from evidence.assess.cerqual import COMPONENTS, CONCERNS, components
from evidence.assess.grade import CANNOT, grade
from evidence.decisions import CertaintyDecision
from evidence.records import Finding, StudyAppraisal, Verdict
from evidence.synthesise.pool import Pooling, pool_studies, pools
from evidence.synthesise.pool_analyses import pool_analyses

from ..builders import _make, item, side


def finding(
    n_for: int, n_against: int = 0, n_qualifies: int = 0, verdict: str = Verdict.SUPPORTED
) -> Finding:
    return _make(
        Finding, proposition="P", verdict=verdict, n_for=n_for, n_against=n_against, n_qualifies=n_qualifies,
        numbers="{}", with_claims="{}", evidence_hash="abc",
    )  # fmt: skip


def studies(n: int, state: str = "appraised", no: tuple[str, ...] = ()) -> dict[str, StudyAppraisal]:
    return {f"s{i}": _make(StudyAppraisal, study_id=f"s{i}", state=state, no=no) for i in range(n)}


def concerns(f: Finding, n: int, appraised=None, countries=()):
    sides = [side(f"s{i}", "for", items=(f"i{i}",), proposition="P") for i in range(n)]
    items = [item(f"i{i}", kind="extract", text="some words here") for i in range(n)]
    found = components(f, sides, items, appraised or {}, list(countries))
    return {name: part.proposed for name, part in found.items()}


def test_the_four_components_and_their_scale_are_those_of_cerqual() -> None:
    """Lewin and others (2018), paper one, table 2: four components, four degrees of concern."""
    assert COMPONENTS == ("methodological_limitations", "coherence", "adequacy", "relevance")
    assert CONCERNS == ("no or very minor", "minor", "moderate", "serious")


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
    assert all("proposed" in facts for facts in json.loads(rows[0].facts).values())


def pooled(*estimates: float, se: float = 0.1):
    like = {"role": "direct", "outcome": "jobs", "effect_type": "smd", "measure": "m", "poolable": "yes"}
    items = [item(f"e{i}", **{**like, "estimate": y, "se": se}) for i, y in enumerate(estimates)]
    found = pools(items, {}, Pooling())
    by_id = {i.item_id: i for i in items}
    members = [m for p in found if p.pooled for m in pool_studies(p, by_id, Pooling())]
    analyses = [a for p in found if p.pooled for a in pool_analyses(p, items, Pooling())]
    return found, members, analyses


def test_grade_speaks_of_pools_alone() -> None:
    rows = grade(*pooled(0.5), {})
    assert rows == []
    found = {row.domain: row for row in grade(*pooled(0.5, 0.52, 0.48), {})}
    assert found["inconsistency"].proposed == "not serious" and found["imprecision"].proposed == "not serious"
    assert found["risk of bias"].proposed == CANNOT and found["publication bias"].proposed == CANNOT
    torn = {row.domain: row for row in grade(*pooled(1.5, -1.2, 0.4), {})}
    assert torn["inconsistency"].proposed != "not serious" and torn["imprecision"].proposed == "serious"
    assert {row.state for row in torn.values()} == {"not yet judged"}

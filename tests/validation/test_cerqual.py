"""GRADE-CERQual beside its published worked example: two findings on mistreatment in childbirth.

Lewin and others (2018), Implementation Science 13 (Suppl 1), 10, table 3, Evidence Profile, example A, finding 1 (use of
force): 15 studies, of which 6 with minor, 6 with moderate and 3 with serious methodological limitations: moderate
limitations; no or very minor concerns about coherence and about adequacy. The same findings in Bohren and others (2015),
PLOS Medicine 12, e1001847, table 3: finding 2 (physical restraint) rests on limited, thin data of 2 studies.
Relevance is judged there by fit to the question, which only a person can see, so that it is not compared.
"""

from __future__ import annotations

from evidence.appraise.rows import StudyAppraisal
from evidence.assess.cerqual import components
from evidence.synthesise.claim_rows import Finding, Lean

from ..unit.builders import item, make, side


def _proposals(n: int, limited: int) -> dict[str, str]:
    """`n` studies for a finding, `limited` of which fail a criterion (moderate or serious limitations)."""
    finding = make(Finding, proposition="P", lean=Lean.FOR, n_for=n)
    sides = [side(f"s{i}", "for", items=(f"i{i}",)) for i in range(n)]
    items = [item(f"i{i}", kind="extract", text="a passage") for i in range(n)]
    appraised = {
        f"s{i}": make(StudyAppraisal, study_id=f"s{i}", state="appraised", no=("1.3",) if i < limited else ())
        for i in range(n)
    }
    return {name: part.proposed for name, part in components(finding, sides, items, appraised, []).items()}


def test_use_of_force_as_published() -> None:
    found = _proposals(15, limited=9)
    assert found["methodological_limitations"] == "moderate"
    assert found["coherence"] == found["adequacy"] == "no or very minor"


def test_physical_restraint_rests_on_thin_data() -> None:
    assert _proposals(2, limited=1)["adequacy"] == "serious"

"""GRADE-CERQual beside its published worked example: what a judge is told there is laid out here, and nothing is judged.

Lewin and others (2018), Implementation Science 13 (Suppl 1), 10, table 3, Evidence Profile, example A, finding 1 (use of
force): 15 studies, of which 6 with minor, 6 with moderate and 3 with serious methodological limitations. The explanations there name
how many studies have which limitation, how many studies and how rich the data are, and where they were done. The same findings in Bohren and others (2015),
PLOS Medicine 12, e1001847, table 3: finding 2 (physical restraint) rests on limited, thin data of 2 studies.
"""

from __future__ import annotations

from evidence.appraise.rows import StudyAppraisal
from evidence.assess.cerqual import Facts, Grounds, Stand, components
from evidence.assess.rows import Concern
from evidence.side_words import Side

from ..unit.builders import item, make


def _facts(n: int, limited: int) -> dict[str, Facts]:
    """`n` studies for a finding, `limited` of which fail a criterion (moderate or serious limitations)."""
    appraised = {
        f"s{i}": make(StudyAppraisal, study_id=f"s{i}", state="appraised", no=("1.3",) if i < limited else ())
        for i in range(n)
    }
    stands = [Stand(Side.FOR, f"Study {i}", f"s{i}") for i in range(n)]
    items = [item(f"i{i}", kind="extract", text="a passage") for i in range(n)]
    return components(Grounds("studies", stands, items, {}), appraised, "field")


def test_use_of_force_as_it_was_laid_out() -> None:
    found = _facts(15, limited=9)
    assert found["methodological_limitations"]["studies by criterion not met"] == {"1.3": 9}
    assert found["methodological_limitations"]["appraised to the end"] == 15
    assert found["coherence"]["studies for"] == 15 and found["coherence"]["studies contrary"] == 0


def test_thin_data_are_told_and_not_scored() -> None:
    found = _facts(2, limited=1)
    assert (
        found["adequacy"]["studies that take a side"],
        found["adequacy"]["words of passages, in our paraphrase"],
    ) == (2, 4)
    assert not any(concern.value in str(found) for concern in Concern if concern)

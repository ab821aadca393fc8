"""Results and domains: one trial of two outcomes judged by RoB 2, and what pools, claims and certainty make of it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace

import pytest

from evidence.appraise.risks import Risks
from evidence.appraise.stage import appraise
from evidence.appraise.tool import Means
from evidence.appraise.toolbox import toolbox
from evidence.appraise.tools import TOOLS
from evidence.brief.figures.risk_of_bias import Judged, Scheme, risk_lights
from evidence.mentions import Mentions

from ..builders import item
from .test_appraise import RECORDS, WORK_OF, WORKS, answer

DOMAINS = ("D1", "D2", "D3", "D4", "D5", "overall")


def judged(result: str, **special: str):
    said = dict.fromkeys(DOMAINS, "low") | special
    return [_of(result, domain, given) for domain, given in said.items()]


def _of(result: str, place: str, given: str, who: str = "ann"):
    return replace(answer(place, given, who, tool="rob2"), result=result)


def run(*decisions):
    found = appraise(
        [item("a", study_id="one", work_id="one")], decisions, Mentions(RECORDS), WORK_OF, WORKS, toolbox()
    )
    assert not found.remarks
    return found


def test_each_result_is_judged_by_itself() -> None:
    found = run(*judged("deaths"), *judged("jobs", D2="High", overall="High risk"))
    rows = {(row.result, row.domain): (row.judgement, row.risk) for row in found.judgements}
    assert rows["deaths", "overall"] == ("low", Means.LOW) and rows["jobs", "D2"] == ("high", Means.HIGH)
    assert len(rows) == 12 and found.studies[0].state == "appraised"
    assert (found.studies[0].yes, found.studies[0].no) == ((), ())  # a judgement is no criterion


def test_a_pool_takes_the_judgement_of_its_own_result_and_else_the_worst() -> None:
    risks = Risks(run(*judged("deaths"), *judged("jobs", D2="high", overall="high")).judgements)
    assert risks.whole("one", ("deaths",)) is Means.LOW and risks.whole("one", ("Jobs",)) is Means.HIGH
    assert risks.whole("one", ("rents",)) is Means.HIGH and risks.whole("one") is Means.HIGH
    assert risks.whole("two") is Means.NOTHING
    assert risks.bad_in_domains({"one", "two"}) == {"D2 of RoB 2": {"one"}}
    assert risks.told({"one"}, whole=True) == {"high (RoB 2)": 1, "low (RoB 2)": 1}
    assert risks.told({"one"}, whole=False)["D2 high (RoB 2)"] == 1


def test_what_is_said_of_the_study_holds_for_a_result_that_says_nothing_else() -> None:
    found = run(_of("", "D1", "high"), *[row for row in judged("jobs") if row.item != "D1"])
    assert {row.result for row in found.judgements} == {"jobs"}
    assert next(row.judgement for row in found.judgements if row.domain == "D1") == "high"
    assert found.studies[0].state == "appraised"


def test_half_a_judgement_is_asked_for_the_rest_and_nothing_is_taken_from_a_proposal() -> None:
    found = run(*[row for row in judged("") if row.item != "overall"])
    whole = next(row for row in found.judgements if row.whole)
    assert (whole.proposed, whole.judgement, whole.risk) == ("low", "", Means.NOTHING)
    assert found.studies[0].state == "partly appraised" and found.studies[0].missing == ("overall",)
    assert Risks(found.judgements).whole("one") is Means.NOTHING


def test_reviewers_who_judge_otherwise_have_not_judged() -> None:
    found = run(*judged(""), _of("", "D3", "high", "bob"))
    row = next(row for row in found.judgements if row.domain == "D3")
    assert (row.judgement, row.risk, row.statement) == (
        "reviewers disagree",
        Means.NOTHING,
        "ann: low; bob: high",
    )
    assert next(row.proposed for row in found.judgements if row.whole) == ""
    assert found.studies[0].state == "reviewers disagree"


def test_a_person_may_judge_otherwise_than_the_rule() -> None:
    found = run(*judged("", D1="high"))
    whole = next(row for row in found.judgements if row.whole)
    assert (whole.judgement, whole.proposed) == ("low", "high")


# The layout of robvis's example data (a row a study, a column a domain, its words with capitals), made up here.
ROBVIS = """Study,D1,D2,D3,D4,D5,Overall
one,Low,Some concerns,Low,Low,Low,Some concerns
two,High,Low,No information,Low,Low,High
"""
SIGNS = {
    "Low": "+",
    "Some concerns": "–",
    "Moderate": "–",
    "High": "×",
    "Serious": "×",
    "Critical": "!",
    "No information": "?",
}


@pytest.mark.parametrize(
    ("tool", "table"),
    [
        ("RoB 2", ROBVIS.replace("No information", "Low")),
        ("ROBINS-I", ROBVIS.replace("Some concerns", "Moderate").replace("High", "Serious")),
        ("ROBINS-I", ROBVIS.replace("Some concerns", "Critical").replace("High", "Serious")),
    ],
)
def test_a_table_of_robvis_is_read_and_drawn_with_its_signs(tool, table) -> None:
    own = TOOLS[tool]
    rows = list(csv.DictReader(io.StringIO(table)))
    decisions = [
        answer(place, row[place.title() if place == "overall" else place], record=row["Study"], tool=tool)
        for row in rows
        for place in (d.id for d in own.judged)
        if place.title() in row or place in row
    ]
    found = appraise([], decisions, Mentions(RECORDS), WORK_OF, WORKS, toolbox())
    assert not found.remarks
    scheme = Scheme(
        tool, {d.id: d.label for d in own.judged}, {w.means: w.word for w in own.scale("overall")}
    )
    drawn = [
        Judged(s.study_id, "", {j.domain: j.risk for j in found.judgements if j.study_id == s.study_id})
        for s in found.studies
    ]
    svg = risk_lights(drawn, scheme, "r")
    signs = re.findall(r'font-size="14" font-weight="600" text-anchor="middle" fill="[^"]+">(.)</text>', svg)
    given = [SIGNS[row[name]] for row in rows for name in row if name != "Study"]
    blank = ["·"] * (2 * len(own.judged) - len(given))  # ROBINS-I has two domains more than the table
    assert Counter(signs) - Counter({*signs}) == Counter(given + blank)  # each stands once more in the legend

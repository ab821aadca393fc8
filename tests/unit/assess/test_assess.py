"""Facts and verdicts of certainty; GRADE for pools."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from evidence.appraise.rows import StudyAppraisal
from evidence.assess.cerqual import COMPONENTS
from evidence.assess.decisions import CertaintyDecision, GradeDecision
from evidence.assess.grade import CANNOT, DOMAINS, grade
from evidence.assess.rows import CerqualComponent, Concern
from evidence.assess.stage import assess, assess_themes, of_no_theme
from evidence.assess.states import INCOMPLETE, JUDGED, NOT_JUDGED, STALE
from evidence.rows import columns
from evidence.synthesise.claim_rows import Finding, Lean
from evidence.synthesise.pool import pool_studies, pools
from evidence.synthesise.pool_analyses import pool_analyses
from evidence.synthesise.settings import Pooling
from evidence.synthesise.theme_rows import Theme, ThemePassage

from ..builders import item, make, side


def finding(n_for: int, n_against: int = 0, n_qualifies: int = 0, lean: str = Lean.FOR) -> Finding:
    return make(
        Finding, proposition="P", lean=lean, n_for=n_for, n_against=n_against, n_qualifies=n_qualifies,
        numbers="{}", with_claims="{}", evidence_hash="abc",
    )  # fmt: skip


def studies(n: int, state: str = "appraised", no: tuple[str, ...] = ()) -> dict[str, StudyAppraisal]:
    return {f"s{i}": make(StudyAppraisal, study_id=f"s{i}", state=state, no=no) for i in range(n)}


def facts(sides, appraised=None, countries=(), texts=("some words here",)):
    """The facts of a claim of which each of `sides` is the side of one study, with a passage of each text in turn."""
    stands = [side(f"s{i}", taken, study_label=f"Study {i}", items=(f"i{i}",), proposition="P", work_id=f"w{i}") for i, taken in enumerate(sides)]  # fmt: skip
    items = [item(f"i{i}", kind="extract", text=texts[i % len(texts)], facets='{"field": ["here"]}', source_type="study") for i in range(len(sides))]  # fmt: skip
    where = {f"w{i}": [name] for i, name in enumerate(countries)}
    _, parts = assess([finding(1)], stands, items, list((appraised or {}).values()), where, [], "field")
    return {part.component: dict(json.loads(part.facts)) for part in parts}


def test_the_four_components_and_their_scale_are_those_of_cerqual() -> None:
    """Lewin and others (2018), paper one, table 2: four components, four degrees of concern."""
    assert COMPONENTS == ("methodological_limitations", "coherence", "adequacy", "relevance")
    assert [c.value for c in Concern if c] == ["no or very minor", "minor", "moderate", "serious"]


def test_no_concern_is_ever_proposed() -> None:
    """Wainwright and others (2023): a count read as a concern is an error of fidelity."""
    found = facts(["for"] * 30, studies(30), ["UK"] * 30)
    words = {c.value for c in Concern if c}
    assert not any(word in str(found) for word in words)
    assert "proposed" not in {c.name for c in columns(CerqualComponent)}


def test_which_criterion_is_not_met_stands_by_its_name() -> None:
    done = studies(3, no=("1.3", "1.4")) | {"s0": make(StudyAppraisal, study_id="s0", state="partly appraised", no=("1.3",))}  # fmt: skip
    assert facts(["for", "for", "against", "for"], done)["methodological_limitations"] == {
        "studies that take a side": 4,
        "appraised to the end": 2,
        "studies by criterion not met": {"1.3": 3, "1.4": 2},
        "studies by criterion that cannot be told": {},
    }


def test_silent_studies_are_no_data() -> None:
    found = facts(["for", "silent", "silent", "against", "qualifies"], studies(5), ["UK"] * 5)
    assert found["methodological_limitations"]["studies that take a side"] == 3
    assert found["adequacy"]["studies that take a side"] == 3
    assert found["relevance"]["studies by country"] == {"UK": 3}
    assert found["coherence"] == {
        "studies for": 1, "studies that qualify it": 1, "studies contrary": 1, "contrary by name": ["Study 3"],
    }  # fmt: skip


def test_richness_is_told_in_words_of_data() -> None:
    found = facts(["for"] * 3, texts=("one two", "one two three four", "one two three four five six"))
    assert found["adequacy"] == {
        "studies that take a side": 3, "cases": 0, "passages": 3, "estimates": 0,
        "words of passages, in our paraphrase": 12, "words a passage": "2 to 6, half of them up to 4",
    }  # fmt: skip


def test_fit_to_the_question_is_laid_out_by_place_field_and_kind() -> None:
    assert facts(["for"] * 3, countries=["UK", "FR"])["relevance"] == {
        "studies by country": {"FR": 1, "UK": 1},
        "studies without a coded country": 1,
        "passages and estimates by field": {"here": 3},
        "passages and estimates by kind": {"study": 3},
    }


def theme() -> tuple[Theme, list[ThemePassage], list]:
    """Case A twice for, B against, C both ways, in three passages and more; one passage is shown and not counted."""
    given = [("X1", "A", "for"), ("X2", "A", "for"), ("X3", "B", "against"), ("X4", "C", "for"), ("X4", "C", "against")]  # fmt: skip
    rows = [make(ThemePassage, theme="T", item_id=i, case_id=c, study_id=f"s{c}", side=s, counted=True) for i, c, s in given]  # fmt: skip
    rows.append(make(ThemePassage, theme="T", item_id="X5", case_id="D", study_id="sD", side="for", counted=False))  # fmt: skip
    items = [item(f"X{n}", kind="extract", case_id=c, measure=f"Case {c}", text="three words here") for n, c in enumerate("AABCD", 1)]  # fmt: skip
    return make(Theme, theme="T", evidence_hash="abc", inferred=1), rows, items


def test_a_theme_has_facts_with_the_case_as_its_unit() -> None:
    one, rows, items = theme()
    certain, parts = assess_themes([one], rows, items, [], {}, [], "field")
    found = {part.component: dict(json.loads(part.facts)) for part in parts}
    assert found["coherence"] == {
        "cases for": 1, "cases that qualify it": 1, "cases contrary": 1, "contrary by name": ["Case B"],
    }  # fmt: skip
    assert found["adequacy"]["passages"] == 4 and found["adequacy"]["studies that take a side"] == 3
    assert found["adequacy"]["passages that speak for it by inference alone"] == 1
    assert (certain[0].state, certain[0].level) == (NOT_JUDGED, "")


def test_a_case_that_two_studies_tell_is_one_case_and_two_studies() -> None:
    """Under the name of its first passage, whatever its others call it."""
    one, rows, items = theme()
    rows = [replace(row, study_id="s-other") if row.item_id == "X1" else row for row in rows]
    rows.append(replace(rows[0], item_id="X3", side="against"))
    items = [
        replace(i, case_id="A", measure="Case A by another name") if i.item_id == "X3" else i for i in items
    ]
    rows = [row for row in rows if row.case_id != "B"]
    _, parts = assess_themes([one], rows, items, [], {}, [], "field")
    found = {part.component: dict(json.loads(part.facts)) for part in parts}
    assert found["coherence"]["cases for"] == 1 and found["coherence"]["contrary by name"] == ["Case A"]
    assert found["adequacy"]["studies that take a side"] == 3, "s-other, sA and sC"
    assert found["methodological_limitations"]["studies that take a side"] == 3


def test_a_person_judges_a_theme_and_it_goes_stale() -> None:
    one, rows, items = theme()
    for fingerprint, now in (("abc", JUDGED), ("other", STALE)):
        decision = replace(judged(fingerprint), proposition="", theme="T")
        certain, parts = assess_themes([one], rows, items, [], {}, [decision], "field")
        assert (certain[0].level, certain[0].state) == ("low", now)
        assert {part.judged for part in parts} == {"minor"}


def test_a_verdict_on_no_theme_is_said() -> None:
    stray = [replace(judged(), proposition="", theme="Tt"), replace(judged(), theme="T"), replace(judged(), proposition="")]  # fmt: skip
    good = [judged(), replace(judged(), proposition="", theme="T")]
    found = of_no_theme([*stray, *good], ["T"])
    assert [r.value for r in found] == ["Tt", "T", ""] and all(r.dropped for r in found)
    assert "the nearest: T" in found[0].how_to_fix


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
    rows, parts = assess([finding(3)], [], [], [], {}, decisions, "field")
    assert rows[0].state == state and {part.state for part in parts} == {state}
    assert rows[0].level == ("low" if decisions else "")  # a fact is never a level
    given = (
        [decisions[0].coherence if part.component == "coherence" else "minor" for part in parts]
        if decisions
        else [""] * 4
    )
    assert [part.judged for part in parts] == given
    assert json.loads(rows[0].facts)["adequacy"]["studies that take a side"] == 0


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

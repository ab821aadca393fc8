"""RoB 2's published rules, typed as tables from the guidance of 22 August 2019 (Higgins, Savović, Page and Sterne), beside what is proposed.

Y, N and NI stand for the pairs of answers that the tool treats alike; both of a pair are tried.
"""

from __future__ import annotations

from itertools import product

import pytest

from evidence.appraise.asked import asked
from evidence.appraise.tool import Means
from evidence.appraise.tools import TOOLS

ROB2 = TOOLS["RoB 2"]
WORDS = {"Y": ("yes", "probably yes"), "N": ("no", "probably no"), "NI": ("no information",)}
LOW, SOME, HIGH = "low", "some concerns", "high"
# Domain → (answers to its questions in order, "-" for one that is not asked) → judgement.
TABLES = {
    "D1": (
        ("1.1", "1.2", "1.3"),
        {
            **{(a, "Y", c): LOW for a in ("Y", "NI") for c in ("N", "NI")},
            **{(a, "Y", "Y"): SOME for a in ("Y", "NI")},
            **{("N", "Y", c): SOME for c in ("Y", "N", "NI")},
            **{(a, "NI", c): SOME for a in ("Y", "N", "NI") for c in ("N", "NI")},
            **{(a, "NI", "Y"): HIGH for a in ("Y", "N", "NI")},
            **{(a, "N", c): HIGH for a in ("Y", "N", "NI") for c in ("Y", "N", "NI")},
        },
    ),
    "D3": (
        ("3.1", "3.2", "3.3", "3.4"),
        {
            ("Y", "-", "-", "-"): LOW,
            ("N", "Y", "-", "-"): LOW,
            ("NI", "N", "N", "-"): LOW,
            ("N", "N", "Y", "N"): SOME,
            ("N", "N", "NI", "N"): SOME,
            ("NI", "N", "Y", "Y"): HIGH,
            ("N", "N", "Y", "NI"): HIGH,
        },
    ),
    "D4": (
        ("4.1", "4.2", "4.3", "4.4", "4.5"),
        {
            ("Y", "N", "-", "-", "-"): HIGH,
            ("N", "Y", "-", "-", "-"): HIGH,
            ("N", "N", "N", "-", "-"): LOW,
            ("NI", "N", "Y", "N", "-"): LOW,
            ("N", "N", "Y", "Y", "N"): SOME,
            ("N", "N", "NI", "NI", "Y"): HIGH,
            ("N", "N", "Y", "Y", "NI"): HIGH,
            ("N", "NI", "N", "-", "-"): SOME,
            ("N", "NI", "Y", "N", "-"): SOME,
            ("N", "NI", "Y", "Y", "N"): SOME,
            ("N", "NI", "Y", "Y", "Y"): HIGH,
        },
    ),
    "D5": (
        ("5.1", "5.2", "5.3"),
        {
            **{(a, "Y", c): HIGH for a in ("Y", "N", "NI") for c in ("Y", "N", "NI")},
            **{(a, b, "Y"): HIGH for a in ("Y", "N", "NI") for b in ("N", "NI")},
            ("Y", "N", "N"): LOW,
            ("N", "N", "N"): SOME,
            ("NI", "N", "N"): SOME,
            **{(a, b, c): SOME for a in ("Y", "N", "NI") for b, c in (("NI", "N"), ("N", "NI"), ("NI", "NI"))},
        },
    ),
}  # fmt: skip
# Domain 2 has two parts, of which the worse counts.
DEVIATIONS = {
    ("N", "N", "-", "-", "-"): LOW,
    ("Y", "N", "N", "-", "-"): LOW,
    ("N", "NI", "NI", "-", "-"): SOME,
    ("Y", "Y", "Y", "N", "-"): SOME,
    ("Y", "Y", "Y", "Y", "Y"): SOME,
    ("Y", "N", "Y", "NI", "Y"): SOME,
    ("Y", "Y", "Y", "Y", "N"): HIGH,
    ("Y", "Y", "Y", "NI", "NI"): HIGH,
}
ANALYSIS = {("Y", "-"): LOW, ("N", "N"): SOME, ("NI", "N"): SOME, ("N", "Y"): HIGH, ("N", "NI"): HIGH}
WORST = (LOW, SOME, HIGH)


def proposals(places, given):
    """What is proposed for each way of writing these answers; a question that is not asked has none."""
    ways = product(*(WORDS[each] if each != "-" else ("",) for each in given))
    for way in ways:
        answers = {place: word for place, word in zip(places, way, strict=True) if word}
        open_ = asked(ROB2, answers)
        domain = f"D{places[0][0]}"
        left = [q.item for q in open_ if q.domain == domain and q.item != domain]
        assert left == [], (answers, left)
        yield next(q.proposed for q in open_ if q.item == domain)


@pytest.mark.parametrize("domain", TABLES)
def test_what_is_proposed_for_a_domain_is_what_the_guidance_has(domain) -> None:
    places, table = TABLES[domain]
    for given, judgement in table.items():
        assert {*proposals(places, given)} == {judgement}, (domain, given)


def test_deviations_and_analysis_make_the_second_domain() -> None:
    places = ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7")
    for (first, one), (second, other) in product(DEVIATIONS.items(), ANALYSIS.items()):
        assert {*proposals(places, first + second)} == {max(one, other, key=WORST.index)}, (first, second)


def test_the_whole_is_its_worst_domain_and_is_only_proposed() -> None:
    """Low in all domains, some concerns in one and high in none, high in one (Sterne and others 2019, table 1 of the guidance)."""
    for judged in product(WORST, repeat=5):
        answers = {f"D{n}": judgement for n, judgement in enumerate(judged, start=1)}
        whole = HIGH if HIGH in judged else SOME if SOME in judged else LOW
        (question,) = asked(ROB2, answers)
        assert (question.item, question.proposed) == ("overall", whole)
        assert "several domains" in question.note  # which may make it high, as a person sees it
        assert asked(ROB2, answers | {"overall": HIGH}) == []


def test_nothing_is_proposed_before_all_is_answered() -> None:
    open_ = asked(ROB2, {"1.1": "yes", "1.2": "no", "D1": "low"})
    assert {q.proposed for q in open_} == {""}
    half = asked(ROB2, {"1.1": "yes", "1.2": "no"})
    assert next(q.proposed for q in half if q.item == "D1") == ""


def test_robins_i_takes_the_worst_of_seven() -> None:
    """Sterne and others (2016), table 2: critical before serious, no information where nothing is serious, moderate, low."""
    tool = TOOLS["ROBINS-I"]

    def whole(**special: str) -> str:
        answers = {f"D{n}": "low" for n in range(1, 8)} | special
        return asked(tool, answers)[-1].proposed

    assert (
        whole() == "low"
        and whole(D3="moderate") == "moderate"
        and whole(D1="serious", D2="moderate") == "serious"
    )
    assert whole(D1="critical", D7="serious") == "critical"
    assert whole(D5="no information", D1="moderate") == "no information"
    assert whole(D5="no information", D1="serious") == "serious"
    assert tool.means("overall", "critical") is Means.CRITICAL


def test_amstar_2_goes_by_critical_flaws() -> None:
    """Shea and others (2017), table 3: none or one weakness that is not critical is high, more moderate; one critical flaw low, more critically low."""
    tool = TOOLS["AMSTAR 2"]

    def confidence(*flaws: int) -> str:
        answers = {str(n): "no" if n in flaws else "yes" for n in range(1, 17)}
        return asked(tool, answers)[-1].proposed

    assert confidence() == confidence(16) == "high" and confidence(3, 16) == "moderate"
    assert confidence(7) == confidence(7, 3, 16) == "low" and confidence(2, 15) == "critically low"

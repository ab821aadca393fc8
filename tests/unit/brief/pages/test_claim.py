"""A page for each claim: for, against, qualifying, silent and not read together, and what is shown without counting."""

from __future__ import annotations

import json
import re
from math import prod

import pytest
from markupsafe import Markup

from evidence.brief.pages.claim import view
from evidence.brief.verdicts import DIRECTNESS_MEANS
from evidence.engine import resource

from ..reviews import dozen
from ..seen import rows, words

PAGES = view(dozen())


def test_every_claim_has_a_page() -> None:
    assert list(PAGES) == ["g1", "g2", "g3", "g4", "g5"]


def test_studies_stand_on_their_sides_with_what_they_rest_on() -> None:
    found = rows(PAGES["g1"]["evidence"], "sides-g1")
    assert [row[:2] for row in found] == [
        ["Ash (2001)", "+ For"], ["Elm (2002)", "+ For"], ["Oak (2003)", "+ For"], ["Ivy (2007)", "± Qualifies"],
        ["Rue (2011)", "? Not read"],
    ]  # fmt: skip
    assert found[0][2:6] == ["direct", "garden vs no garden", "more was picked", "rule"]
    assert found[0][6].endswith("standardised mean difference (Hedges’ g): 0.2. Picked by children. E01")
    assert found[4][2] == "–"
    assert rows(PAGES["g1"]["by_directness"], "d")[0][0::2] == ["direct", "3", "0"]


def test_what_speaks_directly_stands_before_what_does_not() -> None:
    found = rows(PAGES["g3"]["by_directness"], "d")
    assert [[row[0], *row[2:]] for row in found] == [["direct", "1", "0", "1"], ["one arm", "0", "1", "0"]]
    assert [row[0] for row in rows(PAGES["g3"]["evidence"], "sides-g3")] == [
        "Bay (2006)",
        "Yew (2005)",
        "Ivy (2007)",
    ]


def test_a_claim_is_judged_within_each_crop() -> None:
    found = rows(PAGES["g1"]["within"], "within-g1")
    assert [row[0:1] + row[2:] for row in found] == [
        ["Beans", "1", "0", "0", "0"], ["Herbs", "0", "1", "0", "0"], ["Roses", "2", "0", "0", "0"],
    ]  # fmt: skip
    assert "Leans for" in found[0][1] and "Only qualified" in found[1][1] and PAGES["g2"]["within"] == ""


def test_a_claim_that_is_not_tested_says_what_is_missing() -> None:
    assert PAGES["g4"]["missing"] == (
        "What is missing: 2 cases with the one code and 0 with the other, where 3 of each are needed."
    )
    assert PAGES["g1"]["missing"] == "" and "was not tested" in words(PAGES["g4"]["robustness"])
    for name, leans in (("g4", False), ("g1", True)):
        said = words(PAGES[name]["robustness"])
        assert ("the same way" in said, "untested too" in said) == (leans, not leans), said


def test_what_does_not_count_is_shown_with_the_reason() -> None:
    ((who, _, why, what),) = rows(PAGES["g1"]["shown"], "shown-g1")
    assert who.startswith("Seed shop") and "written by those who sell seeds" in why and what.endswith("X13")
    assert PAGES["g3"]["shown"] == []


def test_a_person_s_reading_stands_before_the_rule() -> None:
    found = {row[0]: row[1:6] for row in rows(PAGES["g3"]["evidence"], "sides-g3")}
    assert found["Yew (2005)"] == [
        "− Against",
        "direct",
        "duty with choice",
        "It lasted by duty",
        "read by ann",
    ]


def test_the_claim_itself_is_no_evidence() -> None:
    """The manifesto says that gardens make peace; counted for itself it would not change the verdict."""
    said = PAGES["g2"]["with_claims"]
    assert said.startswith("The source of the claims has one of its own") and said.endswith(
        "the verdict would be the same."
    )
    assert "bears on this one" in PAGES["g1"]["with_claims"]


def test_certainty_is_printed_with_its_judge_and_its_state() -> None:
    assert "Low certainty, judged by ann on 2024-01-06: few gardens" in words(PAGES["g1"]["certainty"])
    assert "Stale." in words(PAGES["g2"]["certainty"]) and "Incomplete." in words(PAGES["g3"]["certainty"])
    assert "Nobody has judged" in words(PAGES["g4"]["certainty"])
    assert rows(PAGES["g1"]["certainty"], "certainty-g1")[0][2] == "••• serious"


def test_numbers_and_what_turns_the_verdict() -> None:
    assert (
        dict(rows(PAGES["g5"]["numbers"], "numbers-g5"))["studies that were counted"] == "8"
    )  # all but the draft: one study with the article
    said = words(PAGES["g1"]["robustness"])
    assert said.startswith(
        "Without three bodies of evidence the evidence would lean neither way: Ash (2001), Elm (2002) and Oak (2003). "
        "No smaller number turns it."
    )
    assert "read with care" in words(PAGES["g1"]["caution"]).lower() and PAGES["g3"]["caution"] == ""


def test_codes_of_both_sides_are_counted() -> None:
    found = {tuple(row[:2]): row[2:] for row in rows(PAGES["g1"]["otherwise"], "otherwise-g1")}
    assert found["Form of lease", "Club garden"] == ["2 of 3", "–", "no"]
    assert "too few studies" in words(PAGES["g1"]["otherwise"])


def test_what_people_said_of_the_claim() -> None:
    assert PAGES["g3"]["counts_for"] == "not stated" and PAGES["g1"]["counts_for"] == "more is picked"


def test_every_analysis_can_be_chosen_by_radio_buttons() -> None:
    """G1: three for and one that qualifies, directly. Elm alone is wholly appraised, Ash fails a criterion, nobody has read Rue."""
    html = str(PAGES["g1"]["robustness"])
    groups = [
        (words(Markup(legend)), [words(Markup(label)) for label in re.findall(r"<label>(.*?)</label>", own, re.S)])
        for legend, own in re.findall(r"<fieldset><legend>(.*?)</legend>(.*?)</fieldset>", html, re.S)
    ]  # fmt: skip
    at, studies = next(
        (n, own) for n, (legend, own) in enumerate(groups) if legend == "Which studies are taken"
    )
    assert html.count("checked") == len(groups) and 'aria-labelledby="multiverse-g1-lead" hidden' in html
    data = json.loads(re.search(r'<script type="application/json">(.*?)</script>', html, re.S)[1])
    sizes = [len(options) for _, options in groups]
    assert len(data["of"]) == prod(sizes) == dozen().finding["G1"].universes
    told = {
        option: data["said"][data["of"][taken * prod(sizes[at + 1 :])]]
        for taken, option in enumerate(studies)
    }
    assert {option: row[3].removesuffix(", in bodies of evidence") for option, row in told.items()} == {
        "all that count": "three for it and one qualifying it",
        "appraised ones alone": "one for it",
        "without those that fail 2.2": "two for it and one qualifying it",
        "unread ones as if for it": "four for it and one qualifying it",
        "unread ones as if against it": "three for it, one against it and one qualifying it",
    }
    assert {row[2] for row in told.values()} == {"Leans for"}
    assert told["all that count"][3] in words(Markup(html))


def test_a_claim_that_no_test_could_be_run_on_says_so_in_every_analysis() -> None:
    data = json.loads(re.search(r'json">(.*?)</script>', str(PAGES["g4"]["robustness"]), re.S)[1])
    assert {row[3] for row in data["said"]} == {"the test could not be run"}


def test_the_bars_of_claims_are_on_one_scale() -> None:
    """Five studies bear on G1, four on G2 and three on G3: their bars are as long as that, whoever has the longest."""
    lengths = {
        name: sum(map(float, re.findall(r'class="part part-\w+" style="width:([\d.]+)%', page["badge"])))
        for name, page in PAGES.items()
    }
    assert (
        lengths["g1"] / 5
        == pytest.approx(lengths["g2"] / 4, abs=0.02)
        == pytest.approx(lengths["g3"] / 3, abs=0.02)
    )
    assert max(lengths.values()) == pytest.approx(100, abs=0.05)


def test_the_page_calls_no_study_counted_and_not_counted_at_once() -> None:
    text = resource("book", "findings", "claim.md").read_text()
    captions = [line for line in text.splitlines() if 'table("sides-' in line]
    assert captions and not any("Counted studies that bear" in line for line in captions)
    assert not any("not counted" in means for means in DIRECTNESS_MEANS.values())

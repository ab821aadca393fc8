"""Appraisal: answers one by one as people gave them, never a score."""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import replace

import pytest

from evidence.appraise.rows import NOT_APPRAISED, StudyAppraisal
from evidence.assess.rows import CerqualComponent, GradeDomain, PoolCertainty
from evidence.brief.pages.appraisal import view
from evidence.brief.tables import Tables
from evidence.extract.rows import EvidenceItem
from evidence.layout import Layout
from evidence.pipeline import STAGES
from evidence.stage import run_in_memory
from evidence.stages.brief import load
from evidence.synthesise.claim_rows import SideOfStudy, Universe
from evidence.synthesise.pool_rows import PoolAnalysis

from ..reviews import DOZEN, dozen, review
from ..seen import described, rows, words

PAGE = view(dozen())
DOMAINS = ("D1", "D2", "D3", "D4", "D5", "overall")
# Three trials of one pool, by RoB 2: Ash is low throughout, Elm high in the second domain, Oak in the third, where
# the person who judged raises concerns over the whole and no more.
JUDGED = {
    ("ash2001", "harvest"): {},
    ("elm2002", "Harvest"): {"D2": "high", "overall": "high"},
    ("oak2003", ""): {"D3": "high", "overall": "some concerns"},
}


@pytest.fixture(scope="module")
def trials(tmp_path_factory) -> Tables:
    """The dozen, its trials judged by RoB 2 in the place of MMAT."""
    folder = tmp_path_factory.mktemp("trials") / "review"
    shutil.copytree(DOZEN, folder)
    with (folder / "literature/decisions/appraisal.csv").open("w", encoding="utf-8", newline="") as handle:
        table = csv.writer(handle)
        table.writerow(
            ["record", "tool", "item", "answer", "note", "reviewer", "date", "result", "statement"]
        )
        for (record, result), special in JUDGED.items():
            said = dict.fromkeys(DOMAINS, "low") | special
            table.writerows(
                [record, "RoB 2", d, j, "", "ann", "2024-01-05", result, "as read"] for d, j in said.items()
            )
    stages = (stage for stage in STAGES if stage.name not in ("brief", "pdf", "publish"))
    return load(run_in_memory(Layout(folder), *stages))


def test_each_counted_study_stands_with_its_answers() -> None:
    found = {row[0]: row[1:] for row in rows(PAGE["answers"], "appraised")}
    assert found["Elm (2002)"] == [
        "appraised", "MMAT 2018", "Randomised controlled trial", "2.1, 2.2, 2.3, 2.4, 2.5, S1, S2", *["–"] * 5,
    ]  # fmt: skip
    # Ann said yes to 2.1 and Bob said no; 2.4 and on nobody answered.
    assert found["Ash (2001)"][0] == "reviewers disagree"
    assert found["Ash (2001)"][3:] == ["–", "2.2", "2.3", "–", "2.1", "S1, S2, 2.4, 2.5"]
    assert len(found) == 9 and sum(row[0] == "not yet appraised" for row in found.values()) == 7
    assert words(PAGE["said"]).startswith("Two of 9 counted studies have")


def test_the_drawing_holds_no_sum() -> None:
    wide, narrow = described(PAGE["lights"])
    assert wide == narrow and "Elm (2002): 2.1 yes, 2.2 yes" in wide and "2.2 no, 2.3 can't tell" in wide


def test_without_an_answer_there_is_a_reason_instead() -> None:
    assert "none to appraise" in view(review()).why
    nobody = [replace(row, state=NOT_APPRAISED) for row in dozen()[StudyAppraisal]]
    undone = view(review(studies=nobody, items=dozen()[EvidenceItem], sides=dozen()[SideOfStudy]))
    assert "of 9 has an answer" in undone.why and "appraisal.csv" in undone.change


def test_judgements_are_drawn_with_a_sign_for_each_domain_and_a_bar_for_all(trials) -> None:
    page = view(trials)
    lights, _, bars, _ = re.findall(r"<svg.*?</svg>", str(page["risks"]), re.S)
    said = re.search(r"<desc[^>]*>(.*?)</desc>", lights, re.S)[1]
    assert "Elm (2002), Harvest: D1 low, D2 high, D3 low, D4 low, D5 low, overall high" in said
    assert "Oak (2003): D1 low, D2 low, D3 high, D4 low, D5 low, overall some concerns" in said
    signs = re.findall(r'text-anchor="middle" fill="#[0-9a-f]+">(.)</text>', lights)
    assert sorted(signs) == sorted(
        "+" * (14 + 1) + "×" * (3 + 1) + "–" * (1 + 1)
    )  # 18 judgements and the three of the legend
    assert "D2 Bias from deviations from the intended interventions: 2 low, 1 high" in bars
    assert "no sum is made" in str(page["risks"]) and str(page["lights"]) == ""
    row = next(row for row in page["judgements"] if row[0] == "Elm (2002)" and row[2] == "Overall")
    assert row[1:] == ("Harvest", "Overall", "high", "high", "as read", "ann")


def test_pools_claims_and_certainty_say_what_the_judgements_change(trials) -> None:
    """Ash gives 0.2, Elm 0.4 and Oak 0.6, all with an error of 0.1: without Elm the mean of two is still 0.4, and Ash alone is no pool."""
    rows = {row.analysis: row for row in trials[PoolAnalysis] if row.kind == "appraisal"}
    without, low = rows["without studies at high risk of bias"], rows["studies at low risk of bias alone"]
    assert (without.k, round(without.estimate, 6)) == (2, 0.4)
    assert without.note == "1 of 3 estimates are left out"
    assert (low.k, low.estimate) == (1, None) and "two are needed" in low.note
    assert [row.start for row in trials[PoolCertainty]] == ["high"]  # RoB 2 is for randomised trials alone
    bias = next(row for row in trials[GradeDomain] if row.domain == "risk_of_bias")
    assert bias.proposed == "serious" and "judged at high risk carry 33% of the weight" in bias.why
    assert "D2 high (RoB 2) in 1" in bias.why
    options = {row.studies for row in trials[Universe]}
    assert {"without those at high risk of bias", "those at low risk of bias alone"} <= options
    assert (
        "without those at high risk in D3 of RoB 2" in options
    )  # without those in D2 is without Elm, as the whole is
    facts = " ".join(
        row.facts for row in trials[CerqualComponent] if row.component == "methodological_limitations"
    )
    assert "studies by judgement of the whole" in facts and "D2 high (RoB 2)" in facts


def test_without_a_judgement_each_row_has_its_reason() -> None:
    why = {row.note for row in dozen()[PoolAnalysis] if row.kind == "appraisal"}
    assert why == {"the tools that it is appraised with judge no study as a whole"}

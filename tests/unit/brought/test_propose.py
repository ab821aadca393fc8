"""A mapping is proposed rightly for the layouts of metafor, RevMan and a table of estimates."""

from __future__ import annotations

import pytest
import yaml

from evidence.brought.grid import sheets
from evidence.brought.propose import proposal
from evidence.extract.coded import Effect, Extract
from evidence.given.declare import given_by

BCG = "trial,author,year,ai,bi,ci,di,ablat,alloc\n1,Hart and Sutherland,1977,62,13536,248,12619,52,random\n"
MEANS = "study,m1i,sd1i,n1i,m2i,sd2i,n2i\nAbel 2001,3.5,1.2,30,2.9,1.1,31\n"
YI = "study,esid,yi,vi,year\nAbel 2001,1,0.3,0.04,2001\n"
REVMAN = "Study,Experimental Events,Experimental Total,Control Events,Control Total,Weight\nAbel 2001,3,10,4,11,9\nTotal (95% CI),3,10,4,11,100\n"


def proposed(text, kind=Effect, near=None):
    said = proposal("f.csv", sheets("f.csv", text.encode()), given_by(kind), near or {})
    return yaml.safe_load(said), said


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (BCG, {"study_label": "author & year", "events_1": "ai", "n_1": "ai + bi", "events_2": "ci", "n_2": "ci + di"}),
        (MEANS, {"study_label": "study", "mean_1": "m1i", "sd_1": "sd1i", "n_1": "n1i", "mean_2": "m2i", "sd_2": "sd2i", "n_2": "n2i"}),
        (YI, {"effect_id": "esid", "study_label": "study", "estimate": "yi", "se": "sqrt(vi)"}),
        (REVMAN, {"study_label": "Study", "events_1": "Experimental Events", "n_1": "Experimental Total", "events_2": "Control Events", "n_2": "Control Total"}),
    ],
)  # fmt: skip
def test_columns(text, columns):
    assert proposed(text)[0]["columns"] == columns


def test_what_is_left_is_to_be_filled_in_with_what_could_be_computed():
    how, said = proposed(BCG)
    assert how["constants"] == dict.fromkeys(
        ("comparison", "outcome_measure", "effect_type", "evidence_role", "poolable"), ""
    )
    assert "it could be odds_ratio" in said and "nothing is taken from: trial, ablat, alloc" in said
    assert "smd" in proposed(MEANS)[1] and "smd" not in said


def test_sums_among_the_rows_are_skipped():
    assert proposed(REVMAN)[0]["skip"] == {"Study": ["Total (95% CI)"]}


def test_works_that_a_study_may_be_are_asked_and_not_taken():
    how, said = proposed(YI, near={"Abel 2001": ["abel2001", "abel2001b"]})
    assert "record" not in how["columns"] and "values" not in how
    assert "#     Abel 2001: abel2001 # or abel2001b" in said


def test_passages():
    how, _ = proposed("id,case,page,summary,direction\nX1,Tower,12,It went well,positive\n", Extract)
    assert how["columns"] == {
        "extract_id": "id", "case_id": "case", "direction": "direction", "paraphrase": "summary", "locator": "page"
    }  # fmt: skip


def test_words_that_are_not_ours_are_listed_to_be_translated():
    how, _ = proposed("effect id,study,yi,direction\n1,A,0.1,better\n2,B,0.2,worse\n3,C,0.3,Positive\n")
    assert how["columns"]["direction"] == "direction" and how["values"] == {
        "direction": {"better": "", "worse": ""}
    }

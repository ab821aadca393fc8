"""Claims of an earlier version are read as today's, and said with their line; today's stay as they are."""

import pytest
import yaml

from evidence import older_claims
from evidence.codebook_file import load_codebook
from evidence.synthesise.rules import load_claims
from tests.nasty.reviews import BCG

OLDER = """\
seed: {title: Efficacy of BCG vaccine, reference: "Colditz, G. A. and others (1994).", year: 1994}
defaults: {minimum_studies: 3, interval: 0.95}
sentences:
  supported: "The trials support the claim that {that}: {for_studies} for it and {n_against} against."
  contested: "The trials on whether {that} are {divided}."
  not_supported: "The trials do not support the claim that {that}."
  insufficient: "The trials are not enough to judge whether {that}."
  no_evidence: "No trial takes a side on whether {that}."
  untested: "It could not be put to its test."
  qualifying: "{n_qualifies|capital} {qualify_word} the claim."
  silent: "{n_silent|capital} {silent_word} read."
bottom_line: "Of {n_claims} claims, the trials support {n_supported}, divide over {n_contested} and not {n_not_supported}; {n_open|capital} open."
bottom_line_more:
  - {finding: B1, verdicts: [contested, not_supported], text: Not so.}
propositions:
  - id: B1
    heading: Protection
    claim: BCG protects against tuberculosis.
    that: BCG protects against tuberculosis
    testable: Fewer fall ill.
    words: {silent: [trial is, trials are], for: [trial is, trials are]}
    scope: {where: [{kind: effect, outcome: tuberculosis}]}
    rule: {kind: trend, having: {direction: positive}, within: {}, steps: [{label: a, where: {}}, {label: b, where: {}}], minimum_each: 1, otherwise: balance}
  - id: B2
    heading: Distance
    claim: BCG fails near the equator.
    that: BCG fails near the equator
    testable: Trials near the equator show no protection.
    rule: {kind: diversity, at_least: 2, states: [{label: a, where: {}}, {label: b, where: {}}]}
"""


@pytest.fixture
def older(tmp_path):
    path = tmp_path / "propositions.yaml"
    path.write_text(OLDER, encoding="utf-8")
    return path


def test_claims_of_an_earlier_version_are_read(older) -> None:
    claims = load_claims(older, load_codebook(BCG / "config/codebook.yaml"))
    assert claims.bottom_line.count("{n_lean_for}") == 1 and "{n_not_tested|capital}" in claims.bottom_line
    assert claims.bottom_line_more[0]["verdicts"] == [
        "divided",
        "qualified",
        "leans_against",
        "agreement_against",
    ]
    assert claims.sentences["leans_for"].startswith("The evidence leans")
    assert claims.sentences["qualifying"].startswith("{n_qualifies|capital}")
    assert [claim.test for claim in claims.items] == ["trend", "diversity"]
    assert "otherwise" not in claims.items[0].rule and claims.items[1].rule["below"] == 0.5
    assert set(claims.items[0].words) == {"for"}


def test_each_is_said_with_its_line(older) -> None:
    said = older_claims.remarks(older, "config/propositions.yaml")
    lines = OLDER.splitlines()
    assert len(said) == 6 + 4 + 2 and not any(remark.dropped for remark in said)
    for remark in said:
        assert remark.value in lines[remark.line - 1] and remark.how_to_fix


@pytest.mark.parametrize(
    "claims", [None, [], "x", {}, {"propositions": [3, {"rule": "balance"}], "sentences": 4}]
)
def test_what_is_no_claim_is_handed_back(tmp_path, claims) -> None:
    assert older_claims.renewed(claims) == claims
    path = tmp_path / "propositions.yaml"
    path.write_text(yaml.safe_dump(claims), encoding="utf-8")
    assert older_claims.remarks(path, "p") == []


def test_claims_of_today_stay() -> None:
    path = BCG / "config/propositions.yaml"
    today = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert older_claims.renewed(today) == today and older_claims.remarks(path, "p") == []

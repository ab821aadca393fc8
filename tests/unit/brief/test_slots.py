"""A word in braces that has no value where its sentence is printed is refused with file, line, slot and the nearest."""

import shutil

import pytest
import yaml
from typer.testing import CliRunner

from evidence.brief.slots import check_slots
from evidence.main import app
from evidence.propositions import Propositions
from evidence.settings.schema import made
from tests.nasty.reviews import BCG

SENTENCES = dict.fromkeys(
    ("supported", "contested", "not_supported", "insufficient", "no_evidence"), "On {that}."
)
SENTENCES |= {"qualifying": "{n_qualifies}", "silent": "{n_silent}"}
SHARE = {"kind": "share", "of": {"design": ["x"]}, "having": {}, "below": 0.1, "minimum": 3}
TREND = {"kind": "trend", "having": {}, "within": {}, "steps": [], "minimum_each": 5}


def errors(claim=None, sentences=None, **top):
    row = {
        "id": "P1",
        "heading": "H",
        "claim": "C",
        "that": "it is",
        "testable": "T",
        "rule": {"kind": "balance"},
    }
    data = {
        "seed": {"title": "t", "reference": "r", "year": 2000},
        "sentences": SENTENCES | (sentences or {}),
        "bottom_line": "Of {n_claims}.",
        "propositions": [row | (claim or {})],
        **top,
    }
    return [(e.field, e.value, e.fix) for e in check_slots(made(Propositions, data), "f.yaml")]


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("{n_fro}", "did you mean {n_for}?"),
        ("{n for}", "did you mean {n_for}?"),
        ("{N_for}", "did you mean {n_for}?"),
        ("{n_fro|percent}", "did you mean {n_for}?"),
        ("{n_for|prcent}", "did you mean {n_for|percent}?"),
        ("{that|percent}", "did you mean {that}?"),
        ("{xyz}", "correct the slot"),
        ("{n_for", "did you mean {n_for}?"),
    ],
)
def test_what_is_no_slot_in_a_sentence_of_a_claim(text, fix) -> None:
    assert errors({"testable": f"It is {text}"}) == [("P1.testable", text, fix)]


def test_what_has_a_value_passes() -> None:
    every = (
        "{that} {lean} {divided} {n_for|figure} {n_against} {n_qualifies} {n_silent} {for_studies|capital}"
    )
    assert errors({"testable": every, "sentence": every}) == []
    assert errors({"testable": "{months|figure} {own}", "values": {"months": 24, "own": "words"}}) == []
    assert errors({"testable": "{threshold|percent} {having} {of}", "rule": SHARE}) == []
    assert (
        errors(
            {
                "testable": "{threshold} {states_found}",
                "rule": {"kind": "diversity", "states": [], "at_least": 3},
            }
        )
        == []
    )


def test_words_of_the_researchers_own_take_no_form_of_figures() -> None:
    (found,) = errors({"testable": "{own|figure}", "values": {"own": "words"}})
    assert found[:2] == ("P1.testable", "{own|figure}")


def test_a_share_is_there_only_with_a_verdict() -> None:
    """A claim without evidence has none, and its test is printed all the same."""
    assert errors({"sentence": "{share|percent}", "rule": SHARE}) == []
    assert [e[:2] for e in errors({"testable": "{share|percent}", "rule": SHARE})] == [
        ("P1.testable", "{share|percent}")
    ]


def test_what_one_of_two_rules_gives_is_no_slot() -> None:
    assert errors({"sentence": "{z}", "rule": TREND}) == []
    assert [e[0] for e in errors({"sentence": "{z}", "rule": TREND | {"otherwise": "balance"}})] == [
        "P1.sentence"
    ]


def test_a_common_sentence_is_checked_for_every_claim_that_prints_it() -> None:
    assert [e[:2] for e in errors(sentences={"supported": "{having}"})] == [
        ("sentences.supported", "{having}")
    ]
    assert errors({"rule": SHARE}, {"supported": "{having}"}) == []
    assert errors({"sentence": "Own."}, {"supported": "{having}"}) == []
    assert [e[0] for e in errors({"rule": SHARE}, {"insufficient": "{share}"})] == ["sentences.insufficient"]


def test_the_bottom_line_and_prose_in_which_nothing_is_filled() -> None:
    assert [e[:2] for e in errors(bottom_line="Of {n_claim}")] == [("bottom_line", "{n_claim}")]
    more = [{"finding": "P1", "verdicts": ["supported"], "text": "So {n_supported}"}]
    assert [e[0] for e in errors(bottom_line_more=more)] == ["bottom_line_more"]
    assert [e[0] for e in errors({"caution": "but {n_for}"})] == ["P1.caution"]
    assert errors({"caution": "the set {a, b} and {raw} text", "that": "{together} is a word"}) == []


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (lambda d: d["propositions"][1].update(testable="Over {n_fro} of them"), True, "{n_fro}"),
        (lambda d: d["sentences"].update(supported="On {taht}"), True, "{taht}"),
        (lambda d: d.update(bottom_line="Of {n_clams}"), True, "{n_clams}"),
        (lambda d: d["propositions"][0].update(caution="Only 3 of them"), True, "3"),
        (lambda d: d["propositions"][0].update(words={"fro": ["a", "b"]}), True, "fro"),
        (lambda d: d["propositions"][0].update(words={"for": ["a"]}), True, "a"),
        (lambda d: d["propositions"][0].update(values={"n x": 1}), True, "n x"),
        (lambda d: d["propositions"][0].update(rule={"kind": "pooled_sign"}), True, "having"),
    ],
)
def test_check_names_file_line_and_what_was_found(tmp_path, monkeypatch, change, line, said) -> None:
    folder = shutil.copytree(BCG, tmp_path / "review")
    path = folder / "config/propositions.yaml"
    data = yaml.safe_load(path.read_text())
    change(data)
    path.write_text(yaml.safe_dump(data, sort_keys=False))
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(app, ["check"])
    assert done.exit_code == 1 and said in done.stdout
    assert "config/propositions.yaml:" in done.stdout

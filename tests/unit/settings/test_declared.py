"""What is declared of the settings is what is checked, what holds, and what people are told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING
from pathlib import Path
from typing import Annotated, Any, get_args

import pytest
import yaml
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from evidence import inputs
from evidence.classify.settings import LearningPlan
from evidence.errors import UserError, UserErrors
from evidence.layout import Layout
from evidence.main import app
from evidence.meta import METHODS
from evidence.meta.bayes import PRIORS
from evidence.meta.model import TESTS
from evidence.qca.settings import QcaDesign
from evidence.settings.declare import Key, Share, Text, is_group, keys, rules, setting, settings
from evidence.settings.manual import manual
from evidence.settings.schema import made, schema_of
from evidence.settings_catalogue import FILES, editor_schema, load_config
from evidence.synthesise.settings import Pooling, SynthesisPlan

ROOT = Path(__file__).resolve().parents[3]


ABOUT = {"title": "A", "question": "B?", "author": "C", "version": "1", "year": "2031"}
ABOUT |= {"evidence_date": "2031-02-03"}


@settings
class Step:
    from_: Share = setting("Share from which", key="from")
    word: Text = setting("The word")


@settings
class Plan:
    name: Text = setting("Its name")
    steps: tuple[Step, ...] = setting("Its steps", default=(), minItems=1)
    ends: tuple[float, float] | None = setting("Its ends", default=None)
    weights: dict[str, Annotated[float, rules(exclusiveMinimum=0)]] = setting("Weights", default={"all": 1.0})
    raw: tuple[dict[str, Any], ...] = setting("Steps as they stand", default=(), shape=tuple[Step, ...])
    kept: int = 3


def every(kind: Any) -> Iterator[Key]:
    """All keys of a file, at whatever depth."""
    for key in keys(kind).values():
        yield key
        waiting = [key.shape]
        while waiting:
            shape = waiting.pop()
            yield from every(shape) if is_group(shape) else ()
            waiting += [part for part in get_args(shape) if not is_group(shape)]


def test_a_class_is_the_schema_and_the_value() -> None:
    step = {
        "type": "object",
        "properties": {
            "from": {"type": "number", "minimum": 0, "maximum": 1, "description": "Share from which"},
            "word": {"type": "string", "minLength": 1, "description": "The word"},
        },
        "additionalProperties": False,
        "required": ["from", "word"],
    }
    told = schema_of(Plan)
    assert told["properties"]["steps"] == {
        "type": "array", "items": step, "minItems": 1, "description": "Its steps"
    }  # fmt: skip
    assert told["properties"]["ends"]["minItems"] == told["properties"]["ends"]["maxItems"] == 2
    assert told["properties"]["raw"]["items"] == step
    assert told["required"] == ["name"] and "kept" not in told["properties"]
    raw = {"from": 0.5, "word": "most"}
    plan = made(Plan, {"name": "a", "steps": [raw], "ends": [0, 1], "raw": [raw]})
    assert plan == Plan("a", (Step(0.5, "most"),), (0, 1), {"all": 1.0}, (raw,))
    assert made(Plan, {"name": "a"}) == Plan("a")


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_has_a_schema_that_editors_take(name) -> None:
    schema = editor_schema(name)
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    file = ROOT / "config" / f"{name}.yaml"
    assert Draft202012Validator(schema).is_valid(yaml.safe_load(file.read_text(encoding="utf-8")))


def test_editors_know_what_the_rule_of_a_claim_takes() -> None:
    claims = yaml.safe_load((ROOT / "config" / "propositions.yaml").read_text(encoding="utf-8"))
    schema = Draft202012Validator(editor_schema("propositions"))
    shares = [claim["rule"] for claim in claims["propositions"] if claim["rule"]["kind"] == "share"]
    shares[0]["belw"] = 0.5
    (error,) = schema.iter_errors(claims)
    assert error.validator == "additionalProperties" and "'belw' was unexpected" in error.message


@pytest.mark.parametrize("name", sorted(FILES))
def test_defaults_and_examples_might_have_been_written(name) -> None:
    """A default beyond its own bounds would be refused where somebody writes it down."""
    for key in every(FILES[name]):
        held = schema_of(key.shape) | key.rules.told
        for example in held.get("examples", ()):
            Draft202012Validator(held).validate(example)
        if key.default not in (MISSING, None, "", (), {}) and not is_group(key.kind):
            written = [*key.default] if isinstance(key.default, tuple) else key.default
            Draft202012Validator(held).validate(written)


def test_the_words_of_a_pool_are_those_of_the_statistics() -> None:
    allowed = {key.name: key.rules.told.get("enum") for key in every(Pooling)}
    assert [allowed[name] for name in ("method", "test", "prior")] == [[*METHODS], [*TESTS], [*PRIORS]]


def test_the_manual_of_the_settings_holds_every_key_as_it_is_declared() -> None:
    """`evidence settings FILE` prints what must stand in config/README.md."""
    text = (ROOT / "config" / "README.md").read_text(encoding="utf-8")
    for name, kind in FILES.items():
        assert manual(kind) in text, f"put what `evidence settings {name}` prints into config/README.md"


def test_the_verb_prints_the_keys_and_the_schema() -> None:
    said = CliRunner().invoke(app, ["settings", "config"]).stdout
    assert "| `pooling.level` | Level of the intervals | a number above 0.5 to below 1 | `0.95` |" in said
    schema = json.loads(CliRunner().invoke(app, ["settings", "config", "--schema"]).stdout)
    assert schema["properties"]["synthesise"]["properties"]["pooling"]["properties"]["test"]["enum"] == [
        *TESTS
    ]
    for arguments in (["settings", "confg"], ["settings", "--schema"]):
        refused = CliRunner().invoke(app, arguments).exception
        assert isinstance(refused, UserError) and "config" in refused.allowed


@pytest.fixture
def review(tmp_path):
    """A review of the least that may be said, and some more."""

    def write(**sections: Any) -> Layout:
        least = {
            "review": ABOUT,
            "deduplicate": {"duplicate_at": 0.9},
            **dict.fromkeys(("ingest", "classify", "extract", "synthesise", "brief"), {}),
        }
        (tmp_path / "config").mkdir(exist_ok=True)
        (tmp_path / "config/config.yaml").write_text(yaml.safe_dump({**least, **sections}, sort_keys=False))
        return Layout(tmp_path)

    return write


def test_what_is_left_out_is_as_it_is_declared(review) -> None:
    config = load_config(review(synthesise={"pooling": {"level": 0.9}}).setting("config"))
    assert (config.classify, config.qca) == (LearningPlan(), QcaDesign())
    assert config.synthesise == SynthesisPlan(pooling=Pooling(level=0.9))
    assert config.deduplicate.policy["version-of"] == "merge"


def test_a_stage_takes_its_own_section_whatever_stands_in_the_others(review) -> None:
    at = review(classify={"folds": 7}, ingest={"nonsense": 1})
    assert inputs.settings(LearningPlan, "classify", at).folds == 7
    assert inputs.settings(QcaDesign, "qca", at) == QcaDesign()
    with pytest.raises(UserErrors, match="nonsense"):
        load_config(at.setting("config"))


WRONG = [
    ("classify", {"precison": 0.9}, "there is no setting of this name here", "did you mean `precision`?"),
    ("classify", {"folds": 1}, "this number is out of bounds", "allowed: a whole number from 2 to 20"),
    ("meaning", {"voice": "sentence"}, "this is none of the words that are allowed here", "did you mean `sentences`?"),
    ("synthesise", {"pooling": {"test": "adhock"}}, "this is none of the words that are allowed here", "did you mean `adhoc`?"),
    ("synthesise", {"pooling": {"test": "adhock"}}, "setting synthesise.pooling.test", "allowed: adhoc, "),
    ("synthesise", {"direction_roles": "direct"}, "this is no list", "allowed: a list of texts"),
    ("extract", {"roles": {"a": 3}}, "setting extract.roles.a", "allowed: text"),
    ("deduplicate", {"duplicate_at": 0.9, "policy": {"reply-to": "drop"}}, "setting deduplicate.policy.reply-to", "merge, study, link, apart"),
    ("deduplicate", {}, "`duplicate_at` is missing", "to fix:  add a line `duplicate_at: …`"),
    ("review", None, "nothing stands here", "allowed: keys with values"),
    ("brief", {"quantifiers": [{"from": 0}]}, "`word` is missing", "add a line `word: …`"),
    ("brief", {"quantifiers": [{"from": 0, "word": ""}]}, "this is blank", "correct it: The word"),
    ("brief", {"quantifiers": []}, "this list is too short", "allowed: a list of groups of keys"),
    ("review", {**ABOUT, "evidence_date": "3 May 2031"}, "this is not written as it must be", "allowed: a day as YYYY-MM-DD"),
    ("checklists", {"required": ["SWiM.1", "SWiM.1"]}, "this list names something twice", "correct it"),
    ("ingst", {}, "there is no setting of this name here", "did you mean `ingest`?"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "value", "problem", "remedy"), WRONG)
def test_a_mistake_names_its_line_what_is_allowed_and_what_to_edit(
    review, section, value, problem, remedy
) -> None:
    at = review(**{section: value})
    with pytest.raises(UserErrors) as refused:
        load_config(at.setting("config"))
    (error,) = refused.value.errors
    assert problem in error.text() and remedy in error.text()
    lines = at.setting("config").read_text().splitlines()
    wanted = (
        error.value
        if problem == "there is no setting of this name here"
        else (error.field or "").split(".")[-1]
    )
    assert not wanted or wanted.isdecimal() or f"{wanted}:" in lines[error.line - 1]

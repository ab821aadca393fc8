"""What other distributions add is used, and what they add wrongly is said with their name, never as a traceback."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from evidence.errors import UserError
from evidence.main import app

from .registries import REGISTRIES, installed, lay, looked_up_anew

MEASURE = """
from evidence.measures.measure import Measure
MEASURE = Measure(name="XX", label="x", kinds=("{}",))
NOTHING = "no measure"
SEVERAL = (MEASURE, Measure(name="YY", label="y", kinds=("another_kind",)))
"""


def adding(tmp_path, source: str, attribute: str = "MEASURE"):
    lay("acme-evidence", tmp_path, source, {"evidence.measures": attribute})
    return installed(tmp_path)


def test_a_distribution_adds_one_or_several(tmp_path):
    with adding(tmp_path, MEASURE.format("own_kind"), "SEVERAL"):
        assert REGISTRIES["measures"]["own_kind"].label == "x" and "another_kind" in REGISTRIES["measures"]
        assert REGISTRIES["measures"].origin == {"XX": "acme-evidence 1.2", "YY": "acme-evidence 1.2"}
        shown = CliRunner().invoke(app, ["known", "measures"])
        assert "`own_kind` | x" in shown.output and "acme-evidence 1.2" in shown.output
    assert "own_kind" not in REGISTRIES["measures"] and REGISTRIES["measures"].origin == {}


@pytest.mark.parametrize(
    ("source", "attribute", "said"),
    [
        ("import no_such_module_anywhere", "MEASURE", "No module named 'no_such_module_anywhere'"),
        ("raise RuntimeError('worn out')", "MEASURE", "RuntimeError: worn out"),
        ("this is no python", "MEASURE", "SyntaxError"),
        ("", "MEASURE", "AttributeError"),
        (MEASURE.format("own_kind"), "NOTHING", "is str and no Measure"),
        (MEASURE.format("odds_ratio"), "MEASURE", "`odds_ratio` is declared by evidence.measures already"),
        (MEASURE.format("odds_ratio"), "SEVERAL", "`odds_ratio` is declared by evidence.measures already"),
    ],
)
def test_one_that_cannot_be_used_is_named_with_what_to_do(tmp_path, source, attribute, said):
    with adding(tmp_path, source, attribute):
        for _ in range(2):  # and again: a registry does not go on half filled
            with pytest.raises(UserError) as refused:
                list(REGISTRIES["measures"])
            assert "acme-evidence 1.2" in refused.value.problem and said in refused.value.problem
            assert "pip uninstall acme-evidence" in refused.value.fix
        done = CliRunner().invoke(app, ["check", "--folder", "tests/topics/bcg"])
        assert done.exit_code and ("acme-evidence" in done.output or isinstance(done.exception, UserError))
        assert len(refused.value.text().splitlines()) < 15


def test_two_distributions_with_one_word_are_both_named(tmp_path):
    lay("acme-evidence", tmp_path, MEASURE.format("own_kind"), {"evidence.measures": "MEASURE"})
    lay(
        "other-evidence",
        tmp_path,
        MEASURE.format("own_kind").replace('"XX"', '"ZZ"'),
        {"evidence.measures": "MEASURE"},
    )
    with installed(tmp_path), pytest.raises(UserError) as refused:
        list(REGISTRIES["measures"])
    assert "other-evidence 1.2" in refused.value.problem and "acme-evidence 1.2" in refused.value.problem


@pytest.mark.parametrize("which", REGISTRIES)
def test_a_registry_is_in_order_whatever_it_was_asked_first(which, tmp_path):
    registry = REGISTRIES[which]
    with looked_up_anew(tmp_path):
        by_iteration = list(registry)
    with looked_up_anew(tmp_path):
        registry.get("")
        assert list(registry) == by_iteration and len(registry) == len(registry.names)

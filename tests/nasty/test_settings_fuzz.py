"""Settings are input too: whatever YAML comes, it is loaded or refused in words, and soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.brief.sentences import fill
from evidence.config import load_checked
from evidence.errors import UserError
from evidence.settings_catalogue import FILES, Config
from tests.depth import examples
from tests.nasty.lint import wrongly_said
from tests.nasty.reviews import ROOT
from tests.nasty.values import VALUES

CONFIG = (ROOT / "config/config.yaml").read_text()
TOKENS = (
    *(
        "a: ",
        "- ",
        "? ",
        ": ",
        "&a ",
        "*a ",
        "!!python/name:os ",
        "!!int ",
        "!!float x",
        "<<: ",
        "{",
        "}",
        "[",
        "]",
    ),
    *(
        "|\n",
        ">\n",
        "---\n",
        "...\n",
        "%YAML 9\n",
        "\n",
        "  ",
        "\t",
        "'",
        '"',
        "#",
        "~",
        "null",
        "1e400",
        "0o7",
        "2026-13-45",
    ),
    *(
        "2001-01-01T99:00:00Z",
        "=",
        ",",
        "review:\n",
        "title: x\n",
        "deduplicate: {duplicate_at: ",
        "\ufeff",
        "\x00",
        "\ud800",
    ),
)
PIECES = st.lists(st.sampled_from(TOKENS) | st.sampled_from([v[:300] for v in VALUES]), max_size=25).map(
    "".join
)


@st.composite
def mutated(draw) -> str:
    """The shipped settings with pieces cut out, put in or said twice."""
    text = CONFIG
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        until = min(len(text), at + draw(st.integers(0, 60)))
        text = text[:at] + draw(PIECES | st.just(text[at:until] * 2)) + text[until:]
    return text


def loads(path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    began = time.process_time()
    for schema in FILES.values():
        try:
            load_checked(path, schema)
        except UserError as error:
            assert error.text() and str(path) in error.text()
    assert time.process_time() - began < 3 * 10, "far beyond the two seconds that it may take"


@examples(80)
@given(text=PIECES)
def test_random_yaml_is_loaded_or_refused(tmp_path_factory, text) -> None:
    loads(tmp_path_factory.getbasetemp() / "random.yaml", text)


@examples(30)
@given(text=mutated())
def test_damaged_settings_are_loaded_or_refused(tmp_path_factory, text) -> None:
    loads(tmp_path_factory.getbasetemp() / "mutated.yaml", text)


@pytest.mark.parametrize("depth", [50, 5_000, 200_000])
def test_nesting_without_end_is_refused(tmp_path, depth) -> None:
    for text in ("[" * depth, "{a: " * depth, "- " * depth):
        path = tmp_path / "deep.yaml"
        path.write_text(text)
        with pytest.raises(UserError):
            load_checked(path, Config)


COUNTS = st.fixed_dictionaries({name: st.integers(0, 40) for name in ("n", "of", "against")})


@given(
    values=COUNTS,
    template=st.sampled_from(
        [
            "{n|figure} claims are tested, {of} works were read and {against|figure} studies say no.",
            "Of {of|figure} findings, {n} have a verdict.",
            "{n|capital} coded passages from {of|figure} cases stand beside {against} estimates.",
        ]
    ),
)
def test_a_sentence_agrees_with_its_counts(values, template) -> None:
    said = fill(template, values, file="f", field="x")
    assert not [place for place in wrongly_said(said) if "Of 0 " not in place and "of none" not in place], (
        said
    )

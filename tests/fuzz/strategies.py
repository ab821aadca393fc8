"""The fuzzer's files as strategies of hypothesis, so that a failing example grows small."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from tests.fuzz.cases import FORMS
from tests.fuzz.entries import Entry, entry
from tests.fuzz.tagged import Parts

_SEED = st.integers(0, 2**16)


@st.composite
def written(
    draw: st.DrawFn, forms: tuple[str, ...] = tuple(FORMS), least: int = 1
) -> tuple[str, list[Entry], Parts]:
    """(format, entries, the parts of their file): one to six entries, each with a style of its own."""
    name = draw(st.sampled_from(forms))
    seeds = draw(st.lists(_SEED, min_size=least, max_size=6, unique=True))
    made = [entry(Random(seed), "mixed", n) for n, seed in enumerate(seeds)]
    return name, made, FORMS[name].write(Random(draw(_SEED)), made, set())


def text_of(parts: Parts) -> str:
    return "".join(text for text, _ in parts)

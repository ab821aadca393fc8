"""One entry to one row: the quick way to clean a value changes no result."""

from hypothesis import given
from hypothesis import strategies as st

from evidence import normalise
from evidence.ingest.record import clean

PIECES = [
    "a",
    "e\u0301",
    " ",
    "  ",
    "\u00a0",
    "\n",
    "\t",
    "\x00",
    "&",
    "&amp;",
    "<i>",
    "</i>",
    "<",
    "x > y",
    "é",
    "\u200b",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_clean_as_normalise_does(text):
    assert clean(text) == normalise.clean(text)

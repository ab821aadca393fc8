"""What is odd about a codebook."""

from evidence.classify.oddities import oddities
from evidence.codebook import Code, Codebook, Facet

CODES = (
    Code("a", "A", "", phrases=("social housing", "never said"), examples=("k1", "gone")),
    Code("b", "B", "", phrases=("Social housing",)),
)
BOOK = Codebook("1", "t", (Facet("f", "F", "F", "", "form", "work", True, CODES),), (), (), {})


def test_every_oddity_is_named():
    lines = oddities(BOOK, ["On social-housing"], {"k1"}, {("k1", "f"): {"b"}})
    assert lines == [
        "f: ‘social housing’ speaks for a and b",
        "f: a: in no record stands ‘never said’",
        "f: a: the example gone is no record",
        "f: a: the example k1 was coded b",
        "f: b: no example",
    ]

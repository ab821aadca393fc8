"""Phrases speak where they stand, unless they are denied, excepted or lack what they need."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.classify.phrases import PhraseClassifier, Plain, solid
from evidence.codebook import Code, Phrase

CODES = (
    Code(
        "merger",
        "Merger",
        "",
        phrases=(
            "merger",
            Phrase("parent", unless=("parent training", "parents"), near=("subsidiary",), window=4),
        ),
    ),
)
RULES = PhraseClassifier(CODES).fit([])


def told(text):
    return [(f.phrase, f.kept_from) for f in RULES.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "an alliance rather than a merger",
        "It was not a merger",
        "without any merger",
        "an alliance instead of full merger",
    ],
)
def test_what_the_words_before_deny_does_not_speak(text):
    assert RULES.explain(text) == [] and told(text)[0][1].startswith("denied by")


@pytest.mark.parametrize(
    "text",
    [
        "It did not help. A merger followed",
        "Not only costs but the whole board wanted a merger",
        "the merger, not the alliance",
    ],
)
def test_a_denial_elsewhere_does_not_count(text):
    assert told(text) == [("merger", "")]


def test_a_place_that_speaks_is_preferred_to_one_that_does_not():
    assert told("no merger in 2001, then the merger of 2004") == [("merger", "")]


def test_conditions_of_a_phrase():
    assert told("a parent with a subsidiary") == [("parent", "")]
    assert told("a parent company, and far away from it all a subsidiary") == [
        ("parent", "none of subsidiary within 4 words")
    ]
    assert told("parent training by a subsidiary") == [("parent", "part of ‘parent training’")]
    assert told("the parents of a subsidiary") == []  # another word


def test_places_are_those_of_the_text():
    found = RULES.find("On the Merger")[0]
    assert "On the Merger"[found.start : found.end] == found.words == "Merger"


def test_the_face_of_an_estimator():
    assert RULES.get_params() == {"codes": CODES} and RULES.classes_ == ["merger"]
    assert PhraseClassifier().set_params(codes=CODES).fit([]).predict_proba(["a merger", "none"]) == [
        [1.0],
        [0.0],
    ]


MANY = PhraseClassifier(
    (
        *CODES,
        Code("k", "K", "", phrases=("risk is", "Skills", "k", "is a risk", "café risk", "risk-risk")),
    )
).fit([])
_WORDS = st.sampled_from(
    ["risk", "RISK", "r\u0131s\u212a", "is", "İs", "a", "merger", "not", "café", "CAFÉ", "s\u212aills", "\u017fkills", "parent", "s"]
)  # fmt: skip
_BETWEEN = st.sampled_from([" ", "-", "", "\u2010", "\u00a0", ". ", " - "])


@given(st.lists(st.tuples(_WORDS, _BETWEEN), max_size=12))
def test_the_quick_search_finds_what_the_patterns_find(parts):
    text = "".join(word + between for word, between in parts)
    assert MANY.find(text) == MANY.find(text, Plain(solid(text), ""))

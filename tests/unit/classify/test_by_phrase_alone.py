"""What a title or summary names, by phrases alone: nothing is learnt, and nothing is abstained from."""

from __future__ import annotations

from evidence.classify.by_phrase_alone import ByPhrases
from evidence.classify.corpus import Batch, Corpus
from evidence.codebook import parse_codebook

from ..builders import work

FACET = parse_codebook(
    {
        "version": "1",
        "title": "T",
        "facets": [
            {
                "id": "who",
                "label": "Who",
                "role": "equity",
                "multiple": True,
                "codes": [
                    {"id": "young", "phrases": ["young people"]},
                    {"id": "rural", "phrases": ["rural"]},
                    {"id": "none_told", "phrases": ["people"], "abstain": True},
                ],
            }
        ],
    }
).facets[0]  # fmt: skip
TEXTS = ["Rural young people", "Help for people, not rural", "Young people at work"]
WORKS = Batch(Corpus([], None), [work(f"w{n}", title=text) for n, text in enumerate(TEXTS, 1)])


def test_a_code_needs_a_phrase_and_a_denial_takes_it_back() -> None:
    found = ByPhrases(FACET, set()).labels(WORKS)
    assert [(x.work_id, x.code, x.source, x.state) for x in found] == [
        ("w1", "rural", "rule", "accepted"), ("w1", "young", "rule", "accepted"), ("w3", "young", "rule", "accepted"),
    ]  # fmt: skip
    assert "young people" in found[1].reasons[0]


def test_people_outrank_phrases() -> None:
    assert {x.work_id: x.state for x in ByPhrases(FACET, {"w3"}).labels(WORKS)} == {
        "w1": "accepted",
        "w3": "overridden",
    }

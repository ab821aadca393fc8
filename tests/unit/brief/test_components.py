"""The small parts of pages: what comes from a record is text in every one of them."""

from __future__ import annotations

import pytest

from evidence.brief import components as part
from evidence.brief.sentences import Sentence

from ..builders import item, side, work
from .reviews import review

BAD = "<x-bad onx='1'>\"&"
WORK = work("w", title=BAD, authors=(BAD,), container=BAD, publisher=BAD, url=f"https://e.org/{BAD}", key=BAD)
NAMELESS = work("w", title=BAD)


@pytest.mark.parametrize(
    "made",
    [
        part.title_link(WORK), part.work_link(WORK), part.work_link(NAMELESS), part.reference(WORK),
        part.item_text(review(), item(BAD, text=BAD, effect_type=BAD, estimate=0.5)), part.item_link(item(BAD)),
        part.study_link(side("s", "for", study_label=BAD)), part.study_link(side("s", "for", study_label=BAD, work_id=BAD)),
        part.sentence(Sentence(BAD, BAD, "", {}, BAD)), part.sides([(BAD, BAD)]),
    ],
)  # fmt: skip
def test_text_is_text(made) -> None:
    assert "<x-bad" not in made and "&lt;x-bad" in made


def test_a_reference_leads_out_only_to_an_address() -> None:
    assert 'href="https://e.org/' in part.reference(WORK)
    assert "href" not in part.reference(work("w", url="javascript:alert(1)"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"abstract": f"It paid {BAD}", "abstract_kind": "own_words"},
            'the record’s summary: <q dir="auto">It paid &lt;x-bad onx=&#39;1&#39;&gt;&#34;&amp;</q>',
        ),
        ({"abstract": "As published.", "abstract_kind": ""}, "the record’s summary, which is not passed on"),
        ({}, "the record"),
    ],
)
def test_a_side_that_rests_on_a_summary_alone_prints_it_where_it_is_ours(given, said) -> None:
    tables = review(works=[work("w", **given)])
    assert str(part.rests_on(tables, side("s", "for", work_id="w", by="anna"))) == said

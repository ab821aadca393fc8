"""Forms and fields that have included works, and the sentences at the head of their pages."""

from __future__ import annotations

from evidence.brief.answers import answer_sentences, held_there, places
from evidence.brief.every_sentence import every_sentence
from evidence.brief.figures.effect_direction import DirectionTally
from evidence.brief.tallies import message, tally, votes
from evidence.codebook import Code

from .reviews import dozen

PLACES = {place.slug: place for place in places(dozen())}


def said(slug: str) -> list[str]:
    return [sentence.text for sentence in answer_sentences(dozen(), PLACES[slug])]


def test_a_study_that_compares_is_never_told_apart_as_well() -> None:
    """Bay compares peace in club gardens and has three passages of the north; the west has passages alone."""
    found = votes(dozen(), PLACES["form-club"].items)
    assert sorted(found.compared.values()) == ["negative", "positive", "positive"]  # Bay, Ash, Oak
    assert list(found.one_arm.values()) == ["mixed"]  # the west: harvest of a shed, peace mixed
    row = tally("Club", found)
    assert (row.positive, row.negative, row.mixed, row.none, row.one_arm) == (2, 1, 0, 0, (0, 0, 1, 0))


def test_what_the_head_of_a_page_says() -> None:
    assert said("form-club") == [
        "There are 4 included works with this code, from 3 studies.",
        "Three studies compare one thing with another: two are positive and one is negative.",
        "One more study saw one arm alone, with nothing to compare, and ranks nothing.",
        "Evidence from here tests three of five claims.",
    ]
    assert said("field-herbs")[1:] == [
        "Two studies compare one thing with another: one is positive and one is mixed.",
        "Evidence from here tests three of five claims.",
    ]
    assert {s.id for s in every_sentence(dozen())} >= {"answer-form-club-works", "answer-field-herbs-claims"}


def test_a_claim_holds_where_evidence_speaks_directly() -> None:
    """Garden on waste ground: Ivy qualifies the harvest, the east speaks for peace; Ivy on choice saw one arm."""
    assert [(r.proposition, r.direct_for, r.direct_qualifies) for r in held_there(dozen(), PLACES["form-lost"])] == [
        ("G1", 0, 1), ("G2", 1, 0),
    ]  # fmt: skip


def test_the_question_is_the_codebook_s_where_it_asks_one() -> None:
    place = PLACES["form-club"]
    assert place.asked == "If you use, or are offered: Club garden."
    assert PLACES["field-beans"].asked == "If you work in: Beans."
    own = Code("club", "Club garden", "A club.", asked_as="I join\n a club.")
    assert type(place)(place.facet, place.other, own, [], []).asked == "I join a club."


def test_the_title_of_a_chart_says_where_there_is_most_and_where_nothing() -> None:
    def row(label: str, n: int) -> DirectionTally:
        return DirectionTally(label, n, 0, 0, 0, one_arm=(1, 0, 0, 0))

    assert message([row("A", 2), row("B", 2), row("C", 0)]) == (
        "Comparisons stand thickest on “A” and “B” (two studies each); there is none on “C”."
    )
    assert message([row("A", 1)]) == "Comparisons stand thickest on “A” (one study)."
    assert message([row("A", 0)]) == message([]) == "Nothing here has been compared with anything."
    assert message([row("A", 1), *(row(name, 0) for name in "BCDEF")]).endswith(
        "; there is none on five of six."
    )

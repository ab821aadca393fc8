"""What speaks against joining two records, whatever their likeness.

An objection is a reason that a person would give. A *firm* one means that the two are different
works (they may be linked); any other leaves a question for a person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evidence.deduplicate.levels import Compared


@dataclass(frozen=True)
class Objection:
    """One reason, whether it is firm, and for which of m pairs it holds: (m,) bool."""

    reason: str
    firm: bool
    holds: np.ndarray


def same_place(c: Compared) -> np.ndarray:
    """(m,) bool: both stand at one place: one volume and first page, or one telling run of pages."""
    paged = c.at("pages", "same first", "same")
    journal = c.at("container", "alike", "same")
    volume = c.at("volume", "same") | (journal & c.at("volume", "missing", "one missing"))
    # The same run of pages by the same several people in one year: proceedings have no volume.
    run = c.at("pages", "same") & c.at("authors", "all of several shared") & c.at("year", "same")
    run &= ~c.at("volume", "other") & ~c.at("title", "other", "missing")
    return (paged & volume & ~c.at("year", "far")) | run


def objections(c: Compared) -> list[Objection]:
    """Every objection, over all pairs."""
    at, here = c.at, same_place(c)
    journal = at("container", "alike", "same")
    same_id = at("identifier", "same")
    people = at("authors", "most shared", "all shared", "all of several shared")
    exact = here & at("pages", "same") & at("volume", "same") & journal
    translation = c.translated & people & (exact | same_id) & ~at("identifier", "other")
    unplaced = ~here & ~same_id
    # Two agencies may have registered one article, as JSTOR and its publisher do.
    twice = exact & at("wording", "same", "spelling") & ~c.generic
    return [
        *_titles(c, here, journal, people, translation, same_id),
        Objection("they are versions of one work", True, c.versions),
        Objection("they have other identifiers", True, at("identifier", "other") & ~twice),
        Objection("they have other identifiers, at one place", False, at("identifier", "other") & twice),
        Objection(
            "no author is shared", False, at("authors", "none shared") & ~(same_id & at("title", "same"))
        ),
        Objection(
            "nothing but the title agrees",
            False,
            at("authors", "missing")
            & at("container", "missing", "one missing")
            & unplaced
            & ~at("title", "same"),
        ),
        Objection("one is a draft, a report or a thesis", False, c.draft & unplaced),
        Objection("the years differ", False, at("year", "far", "near") & unplaced),
        Objection(
            "they are a year apart",
            False,
            at("year", "next")
            & unplaced
            & ~(journal & (at("volume", "same", "one missing") | at("pages", "one missing"))),
        ),
        Objection("a year is missing", False, at("year", "missing") & unplaced & ~journal & ~c.identical),
        *_places(c, unplaced),
    ]


def _titles(c: Compared, here, journal, people, translation, same_id) -> list[Objection]:
    at = c.at
    near = at("title", "related", "contained", "alike", "nearly")
    twins = c.identical & c.same_key
    untold = c.sparse & c.brief & (~at("title", "same") | c.identical)
    added = at("wording", "words added") & ~translation & ~here & ~same_id
    short_form = at("wording", "short form") & ~here & ~(journal & people & at("year", "same"))
    return [
        Objection("one title is that of a notice", True, at("wording", "a notice")),
        Objection(
            "the titles name different parts or opposites",
            True,
            # Two parts cannot begin on one page and run over several.
            at("wording", "other part")
            & ~(here & journal & people & c.long & at("title", "nearly"))
            & ~translation,
        ),
        Objection(
            "the title is a heading that many works share",
            True,
            c.generic & ~(here & journal) & ~same_id & ~(c.identical & (c.same_key | ~c.sparse)),
        ),
        Objection("the titles differ", False, at("title", "other", "missing") & ~translation),
        Objection(
            "a word of the title differs",
            False,
            at("wording", "word changed") & ~(here & people & near) & ~translation,
        ),
        Objection("one title is that of a short form", False, short_form),
        Objection(
            "nothing tells the entries of this title and year apart", False, (c.crowded | untold) & ~twins
        ),
        Objection("words are added in front", False, added & c.sparse & ~c.begins),
        Objection(
            "words are added and too little else agrees",
            False,
            added & (at("container", "other") | at("pages", "other") | c.brief | ~people),
        ),
    ]


def _places(c: Compared, unplaced: np.ndarray) -> list[Objection]:
    at = c.at
    elsewhere = at("container", "other") & unplaced
    unknown = at("pages", "one missing") | at("volume", "one missing") | at("year", "missing")
    return [
        Objection(
            "they stand at different places",
            False,
            elsewhere & (at("volume", "other") | at("pages", "other", "other kind")),
        ),
        Objection("the places differ as far as they are known", False, elsewhere & (unknown | c.sparse)),
        Objection(
            "one is a page far from the other",
            False,
            at("volume", "same") & c.astray & unplaced & ~at("authors", "all of several shared"),
        ),
        Objection(
            "volume and pages differ",
            False,
            at("volume", "other") & at("pages", "other", "other kind") & unplaced,
        ),
    ]

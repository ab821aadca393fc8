"""What the levels of single fields do not say: what speaks for or against a pair when several fields are seen together.

Each remark is a reason that a person would give, and each has a weight of its own (`weights.json`). None decides alone. No
remark against a pair begins to hold because one more field agrees, so that agreement never makes a pair less probable.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evidence.deduplicate.levels import ALL, PAGED, PEOPLE, SAME_TITLE, Comparisons


@dataclass(frozen=True)
class Objection:
    """One reason and for which of m pairs it holds: (m,) bool. `against`: whether it speaks against the pair."""

    reason: str
    holds: np.ndarray
    against: bool = True


def same_place(c: Comparisons) -> np.ndarray:
    """(m,) bool: both stand at one place: one volume and first page, or one telling run of pages."""
    paged = c.at("pages", *PAGED)
    journal = c.at("container", "alike", "same")
    volume = c.at("volume", "same")
    volume |= journal & c.at("volume", "missing", "one missing") & c.at("year", "same") & ~c.generic
    # The same run of pages by the same several people in one year: proceedings have no volume.
    run = c.at("pages", "same") & c.at("authors", "all of several shared") & c.at("year", "same")
    run &= ~c.at("volume", "other") & ~c.at("title", "other", "missing") & ~c.generic
    # Every issue begins with an editorial, on a page that is the first of other issues too.
    front = c.generic & (
        c.at("issue", "other")
        | c.at("pages", "same first, other last")
        | ~journal
        | ~c.at("year", "same")
        | c.at("authors", "none shared", "some shared")
    )
    return (paged & volume & ~c.at("year", "far") & ~front) | run


def online_first(c: Comparisons) -> np.ndarray:
    """(m,) bool: one article in two years, of which the first is that of its going online: one of the two has no pages yet.

    Where neither has pages that cannot be seen.
    """
    early = c.at("authors", *ALL) & c.at("title", *SAME_TITLE[2:])
    early &= c.at("container", "alike", "same") & c.at("year", "next")
    return early & c.at("pages", "one missing") & ~c.at("volume", "other")


def objections(c: Comparisons) -> list[Objection]:
    """Every remark, over all pairs."""
    here = same_place(c)
    same_id = c.at("identifier", "same")
    unplaced = ~here & ~same_id
    people = c.at("authors", *PEOPLE)
    journal = c.at("container", "alike", "same")
    exact = here & c.at("pages", "same") & c.at("volume", "same") & journal
    early = online_first(c)
    translation = c.translated & people & (exact | same_id)
    return [
        Objection("they stand at one place", here, against=False),
        Objection("one title translates the other", translation, against=False),
        Objection("one was online before it had a volume", early, against=False),
        Objection("one entry twice", c.identical & c.same_key, against=False),
        Objection("no field differs", c.identical & ~c.generic & ~c.brief, against=False),
        Objection(
            "the titles are others, and none translates the other", c.at("title", "other") & ~translation
        ),
        *_titles(c, here, same_id, people, journal),
        *_sources(c, here, unplaced, exact),
        *_times(c, unplaced, journal),
        *_places(c, unplaced, journal),
    ]


def _titles(
    c: Comparisons, here: np.ndarray, same_id: np.ndarray, people: np.ndarray, journal: np.ndarray
) -> list[Objection]:
    at = c.at
    other = at("title", "other", "related", "contained", "alike", "nearly")
    everybody = at("authors", "the only one shared", "all of several shared")
    reworded = ~at("wording", "missing", "spelling", "same")
    added = at("wording", "words added", "part added") & ~here & ~same_id
    return [
        Objection("the titles have few words and are not the same", c.brief & other & ~here & ~same_id),
        Objection(
            "no title that tells, and no place that is the same",
            (c.generic | at("title", "missing")) & ~here & ~same_id,
        ),
        Objection("few words, and not all authors in common", c.brief & ~everybody & ~here & ~same_id),
        Objection(
            "the words or the pages differ, and no place is the same",
            (reworded | at("pages", "disjoint", "other", "other kind")) & ~journal & ~here & ~same_id,
        ),
        Objection(
            "a word differs, and no page is the same",
            at("wording", "another word", "word changed") & ~here & ~same_id,
        ),
        Objection("nothing but the title agrees", at("authors", "missing") & ~journal & ~here & ~same_id),
        Objection("no author is shared, and no identifier", at("authors", "none shared") & ~same_id),
        Objection("no author is shared, and no page", at("authors", "none shared") & ~at("pages", *PAGED)),
        Objection("words are added in front", added & ~c.begins),
        Objection(
            "words are added and another field differs",
            added & (at("container", "other") | at("pages", "disjoint", "other")),
        ),
        Objection("words are added, and nothing says where either stands", added & c.sparse),
        Objection("words are added and the authors are others", added & ~people),
        # Two parts cannot begin on one page and run over several.
        Objection(
            "parts may begin on two pages",
            at("wording", "other part") & ~(here & at("volume", "same") & people & c.long),
        ),
        Objection("a notice on its own page", at("wording", "a notice") & ~at("pages", *PAGED)),
    ]


def _sources(c: Comparisons, here: np.ndarray, unplaced: np.ndarray, exact: np.ndarray) -> list[Objection]:
    at = c.at
    return [
        Objection("they are versions of one work", c.versions),
        # Two agencies may have registered one article, as JSTOR and its publisher do.
        Objection("other identifiers, not at one place", at("identifier", "other") & ~exact),
        Objection("one is a draft, a report or a thesis", c.draft & unplaced),
        Objection("nothing says where either stands", c.sparse & ~at("identifier", "same")),
        Objection("one is of a meeting and one of a journal", c.kinds & unplaced),
        Objection(
            "few words, and nothing says where either stands", c.sparse & c.brief & ~at("identifier", "same")
        ),
        Objection("two entries of one export that has hardly any twins", c.one_source & unplaced),
    ]


def _times(c: Comparisons, unplaced: np.ndarray, journal: np.ndarray) -> list[Objection]:
    at = c.at
    # Online first: one journal, and one of the two has no volume yet.
    ahead = journal & at("volume", "same", "one missing") & ~at("pages", "missing")
    return [
        Objection("more than a year lies between", at("year", "far", "near") & unplaced),
        Objection(
            "the years are not the same",
            at("year", "far", "near", "next") & unplaced & ~(at("year", "next") & ahead),
        ),
        Objection(
            "two years of what one body publishes",
            ~at("year", "same", "missing") & c.serial & ~at("identifier", "same"),
        ),
        Objection(
            "years apart, and nothing else says where they stand",
            at("year", "far", "near", "next") & c.sparse & unplaced,
        ),
        Objection("a year is missing", at("year", "missing") & unplaced & ~journal),
    ]


def _places(c: Comparisons, unplaced: np.ndarray, journal: np.ndarray) -> list[Objection]:
    at = c.at
    elsewhere = at("container", "other") & unplaced
    paged = at("pages", "disjoint", "other", "other kind")
    differ = at("volume", "other") | paged
    return [
        Objection("they stand at different places", elsewhere & differ),
        Objection("the places differ as far as they are known", elsewhere & ~differ),
        Objection("volume and pages differ", at("volume", "other") & paged & unplaced),
        Objection(
            "other pages of one volume", paged & ~at("volume", "other") & unplaced & ~at("container", "other")
        ),
        Objection("another issue", at("issue", "other") & ~at("volume", "other") & unplaced),
        Objection(
            "another volume of one journal", at("volume", "other") & ~at("container", "other") & unplaced
        ),
        Objection("one is a page far from the other", ~at("volume", "other") & c.astray & unplaced),
    ]

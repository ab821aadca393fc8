"""What makes a join need more than its probability: kinds of agreement that are missing, or that speak against one another.

The weights are fitted on records of which most have most of their fields. Where a field is empty in both, its silence
leaves the sum as it is, although a witness is missing; and the rarer a combination, the less its sum can be believed. So
each doubt makes the error that is allowed to a join DOUBT times smaller. Pairs that fall short are asked about.

A doubt holds only while two records are not at one place, share no identifier and differ in some field.
"""

from __future__ import annotations

import numpy as np

from evidence.deduplicate.levels import ALL, PAGED, SAME_TITLE, Comparisons
from evidence.deduplicate.objections import Objection, online_first, same_place

DOUBT = 5


def doubts(c: Comparisons) -> list[Objection]:
    """Every doubt, over all pairs."""
    at = c.at
    unplaced = ~same_place(c) & ~at("identifier", "same")
    journal = at("container", "alike", "same")
    paged = at("pages", *PAGED)
    numbered = at("volume", "same") & at("issue", "same")
    one_volume = journal & at("volume", "same")
    whole = one_volume & at("authors", "all of several shared")
    differ = at("volume", "other") | at("pages", "disjoint", "other", "other kind")
    reworded = ~at("title", "nearly", *SAME_TITLE) & ~at("wording", "short form", "spelling", "same")
    partly = at("authors", "some shared", "most shared", "first shared")
    one_author = at("authors", "first shared", "the only one shared")
    # Two exports that list a work once each hold the one column that the other holds.
    alone = c.sparse & ~c.two_sources
    named = {
        "a heading": c.generic,
        "one is a draft, a report or a thesis": c.draft,
        "another journal, book or meeting, and no page of one year or issue in common": at(
            "container", "other"
        )
        & ~(paged & at("year", "same"))
        & ~numbered,
        "neither a year nor a journal, book or meeting in common": ~at("year", "same") & ~journal & ~paged,
        "the year is not the same": at("year", "far", "near", "next") & ~online_first(c) & ~one_volume,
        "other words, and no journal, book or meeting in common": reworded & ~journal,
        "volume or pages differ": differ & ~whole,
        "few words, and not all authors in common": c.sparse & c.brief & partly,
        "other words, and one author": c.sparse & reworded & one_author,
        "few words, and nothing says where either stands": alone & c.brief,
        "other words, and nothing says where either stands": alone & ~at("wording", "spelling", "same"),
        "one author or not all in common, few or other words, and nothing says where either stands": alone
        & (one_author | partly)
        & (c.brief | reworded),
    }
    # Entries of which no field differs are one where the title tells, or where they say who wrote it, when and in what. But
    # a list that has a title in few words twice, under two keys, has a column that returns.
    told = ~c.brief | (~c.one_list & journal & at("year", "same") & at("authors", *ALL))
    unsure = unplaced & ~(c.identical & ~c.generic & told)
    return [Objection(reason, holds & unsure) for reason, holds in named.items()]


def barred(c: Comparisons) -> list[Objection]:
    """What a person is asked about whatever the probability: two works of one title or nearly so, at two places of one volume or by a word that tells."""
    same_id = c.at("identifier", "same")
    # Two works may begin on one page in two issues; that they end on one is another matter.
    run = c.at("pages", "same") & c.long & ~c.at("volume", "other")
    here = (same_place(c) & ~c.bare) | run
    return [
        # A slip in the pages is likelier than two works with one abstract.
        Objection("no page in common", c.apart & ~same_place(c) & ~same_id & ~c.at("abstract", "same")),
        Objection("one is the abstract of a meeting", c.excerpt & ~same_place(c) & ~same_id),
        Objection("the titles differ in a word that tells", c.telling & ~here & ~same_id),
    ]


def needed(found: list[Objection], least: float) -> np.ndarray:
    """(m,) the probability from which a pair is joined; `least` where there is no doubt."""
    count = np.sum([doubt.holds for doubt in found], axis=0)
    return 1 - (1 - least) / DOUBT**count

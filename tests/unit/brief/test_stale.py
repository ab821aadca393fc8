"""What holds no longer is marked wherever it is shown: on the claim, the card, in print, and all of it on one page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from evidence.assess.rows import Consequence, Judged
from evidence.brief import briefing as in_print
from evidence.brief.pages import automation, claim
from evidence.brief.stale import by_kind
from evidence.brief.studies.cards import work_card
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import Work
from evidence.fingerprints import Holds

from ..builders import make
from .reviews import dozen
from .seen import rows, words

BAY = next(work for work in dozen()[Work] if work.title and work.authors[0].startswith("Bay"))
SIDE = make(
    Judged, kind="sides", file="s.csv", line=2, name="Bay (2006)", about="G3", work_id=BAY.work_id, study_id=BAY.study_id,
    says="for", by="ann", date="2024-01-04", state=Holds.STALE, moved=("claim",), consequence=Consequence.TURNS, turns=("G3",), counts=("G3",),
)  # fmt: skip
CODE = replace(
    SIDE, kind="coding", about="crop", name="Bay (2006): Crop", says="beans;roses", moved=("beans",)
)
FINE = replace(SIDE, about="G2", state=Holds.YES, moved=())


class With:
    """The dozen with these judgements."""

    def __init__(self, judged: list[Judged]) -> None:
        self._judged = judged

    def __getitem__(self, table: Any) -> Any:
        return self._judged if table is Judged else dozen()[table]


def tables(*judged: Judged) -> Tables:
    return replace(dozen(), rows=With(list(judged)))


def test_a_claim_says_which_of_its_sides_were_read_before_it_changed() -> None:
    page = claim.view(tables(SIDE, FINE))["g3"]
    assert "Stale. Read before what it rests on changed: Bay (2006)." in words(page["stale"])
    [bay] = [row for row in rows(page["evidence"], "sides-g3") if row[0].startswith("Bay")]
    assert "stale: the words of the claim changed since" in bay[5]
    other = claim.view(tables(SIDE, FINE))["g2"]
    assert not other["stale"] and "stale" not in words(other["evidence"])


def test_the_card_of_the_work_says_what_is_to_be_judged_again() -> None:
    card = words(work_card(tables(SIDE, CODE), BAY))
    assert "To be judged again" in card and "G3: for, by ann; the words of the claim changed" in card
    assert "crop: beans;roses, by ann; what “Beans” means changed" in card
    assert "To be judged again" not in words(work_card(tables(FINE), BAY))


def test_in_print_the_finding_says_so() -> None:
    told = in_print.briefing(tables(SIDE))
    by_id = {found["id"]: found for found in [*told["key_findings"], *told["other_findings"]]}
    assert (
        by_id["G3"]["stale"] == "Read before what it rests on changed: Bay (2006)."
        and by_id["G1"]["stale"] == ""
    )


def test_one_page_counts_them_and_lists_what_holds_no_longer() -> None:
    judged = (SIDE, CODE, FINE, replace(CODE, state=Holds.NOT_KNOWN, moved=()))
    found = by_kind(tables(*judged))
    assert found == [("Sides of studies on claims", 1, 1, 0), ("Codes of works", 0, 1, 1)]
    listed = rows(automation.view(tables(*judged))["stale"], "stale")
    assert [(row[0], row[5]) for row in listed] == [
        ("Sides of studies on claims", "its study could turn a verdict (G3)"),
        ("Codes of works", "its study could turn a verdict (G3)"),
    ]
    assert listed[0][1] == "Bay (2006), G3" and listed[0][4] == "the words of the claim"

"""Each population once: equal names have equal numbers on every page of the dozen, and each can be counted by hand."""

from __future__ import annotations

import pytest

from evidence.brief.populations import appraised_studies, populations
from evidence.deduplicate.rows import Work
from evidence.synthesise.claim_rows import SideOfStudy

from ...counts import of_other_size
from ..builders import make
from .reviews import dozen, review
from .test_render import book, texts

OF = populations(dozen())
SIZES = {population.many: population.n for population in OF.values()}


def test_every_count_of_a_population_is_its_size_or_says_of_which_part_it_is() -> None:
    wrong = {name: found for name, text in texts().items() if (found := of_other_size(text, SIZES))}
    assert len(texts()) > 40 and wrong == {}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Of 7 counted studies, 3 point to benefit.", True),
        ("Of 7 counted studies with a clear direction, 3 point to benefit.", False),
        ("Of 8 counted studies, 3 point to benefit.", False),
        ("<p>5 works</p>", True),
        ("5 included works are here", True),
        ("where 5 counted studies are needed", False),
        ("nine in 1,008 counted studies", True),
    ],
)
def test_a_count_of_another_size_is_seen(text: str, seen: bool) -> None:
    sizes = {"counted studies": 8, "works": 14, "included works": 9}
    assert bool(of_other_size(text, sizes)) == seen


def test_the_populations_of_the_dozen_counted_by_hand() -> None:
    """In the files of dozen/, with a pencil. Elm is a duplicate and one entry is broken; Ash is one study of two works; E10 is
    set aside, and E08 (a role), X12 (the manifesto) and X13 (a leaflet) count nowhere; West plot has no record.
    """
    assert {name: population.n for name, population in OF.items()} == {
        "entries": 16, "works": 14, "included_works": 9, "included_studies": 8, "items": 22, "counted_items": 19,
        "counted_studies": 9, "directed_studies": 9, "direct_studies": 7, "cases": 6, "counted_cases": 4,
        "claims": 5, "findings": 5, "coded_themes": 5, "drawn_themes": 3, "groups": 5,
    }  # fmt: skip


def test_a_reader_s_side_alone_makes_a_counted_study_and_silence_does_not() -> None:
    def size(**own):
        return populations(review(sides=[make(SideOfStudy, study_id="s", **own)]))["counted_studies"].n

    assert size(side="for", counted=True) == 1 and size(side="for", counted=False) == 0
    assert size(side="silent", counted=True) == size(side="not_read", counted=True) == 0


def test_names_and_rules_stand_once_and_on_the_page_of_methods() -> None:
    names, rules = ([getattr(p, word) for p in OF.values()] for word in ("many", "rule"))
    assert len(set(names)) == len(names) and len(set(rules)) == len(rules)
    methods = book().pages["methods.md"]
    for population in OF.values():
        assert population.rule.replace("’", "&#8217;") in methods or population.rule in methods


def test_one_is_part_of_another() -> None:
    ids = {name: population.ids for name, population in OF.items()}
    assert (
        ids["included_works"] <= {work.work_id for work in dozen()[Work]}
        and ids["counted_items"] <= ids["items"]
    )
    assert ids["direct_studies"] <= ids["counted_studies"] >= ids["directed_studies"]
    assert ids["counted_cases"] <= ids["cases"] and appraised_studies(dozen()) <= ids["counted_studies"]


def test_nothing_is_counted_where_there_is_nothing() -> None:
    assert {population.n for population in populations(review()).values()} == {0}

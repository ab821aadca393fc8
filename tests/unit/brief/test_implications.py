"""Implications on the pages: where they stand, what stands beside them, and no word of them where nobody has written one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from evidence.assess.rows import Implication
from evidence.brief.briefing import briefing
from evidence.brief.pages import index, replication, summary
from evidence.brief.tables import Tables
from evidence.engine import resource
from evidence.layout import Layout

from ...prose import read
from .reviews import dozen

BOOK = Layout(resource()).own_pages
OURS = Implication(
    "I1",
    "Let <b>gardeners</b> choose.",
    ("G1", "G3"),
    "implication 1",
    "ann",
    "2026-11-24",
    "hm",
    "judged",
    "f",
)


class With:
    """The rows of the dozen, with implications."""

    def __init__(self, *rows: Implication) -> None:
        self._rows = list(rows)

    def __getitem__(self, table: Any) -> list[Any]:
        return self._rows if table is Implication else dozen()[table]


def tables(*rows: Implication) -> Tables:
    return replace(dozen(), rows=With(*rows))


def page(name: str, view: Any, *rows: Implication) -> str:
    from evidence.brief.fill import fill_page
    from evidence.brief.render import _shared

    found = tables(*rows)
    values = {**_shared(found), **view(found)}
    return fill_page(name, (BOOK[name]).read_text(encoding="utf-8"), values, {})


PAGES = [("index.md", index.view), ("summary.md", summary.view)]


@pytest.mark.parametrize(("name", "view"), PAGES)
def test_the_heading_is_absent_where_nobody_has_written_one(name: str, view: Any) -> None:
    assert "Implications" not in page(name, view)
    assert briefing(tables())["implications"] == []


@pytest.mark.parametrize(("name", "view"), PAGES)
def test_it_is_printed_with_its_claims_their_verdicts_and_who_wrote_it(name: str, view: Any) -> None:
    text = page(name, view, OURS)
    said = " ".join(read(text))
    assert "## Implications" in text and "hm" not in said.split()
    assert "Let <b>gardeners</b> choose." in said and "<b>gardeners" not in text
    assert "Written by ann, 24 November 2026." in said and "Stale" not in said
    verdicts = {f.proposition: f.verdict for f in dozen().rows[type(dozen().finding["G1"])]}
    words = {
        "leans_for": "leans for",
        "not_tested": "not tested",
        "divided": "divided",
        "qualified": "only qualified",
    }
    for claim in OURS.claims:
        assert f"{claim} ({words[verdicts[claim]]})" in said
        assert f'href="findings/{claim.lower()}.html"' in text
    assert 'href="replication.html#implications"' in text


@pytest.mark.parametrize(("name", "view"), PAGES)
def test_a_stale_one_says_so(name: str, view: Any) -> None:
    said = " ".join(read(page(name, view, replace(OURS, state="stale"))))
    assert "Stale. Let" in said and "What it rests on has changed since it was written." in said
    (printed,) = briefing(tables(replace(OURS, state="stale")))["implications"]
    assert printed["text"] == "Let <b>gardeners</b> choose." and "changed" in printed["stale"]


def test_it_stands_beside_the_point_that_it_takes_up_and_no_other() -> None:
    def at(*rows: Implication) -> list[str]:
        return [line for line in read(replication.view(tables(*rows))["tables"]) if "gardeners" in line]

    assert len(at(OURS)) == 1 and at(replace(OURS, point="")) == []


def test_its_words_count_where_the_length_is_measured() -> None:
    long = replace(OURS, text="word " * 40)
    assert summary.view(tables(long))["words"] >= summary.view(tables())["words"] + 40

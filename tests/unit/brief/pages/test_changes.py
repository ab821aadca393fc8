"""What changed, of the made-up gardens: the numbers are counted by hand in `moved.py`."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.brief.changed.comparison import Comparison
from evidence.brief.changed.told import summary
from evidence.brief.page import Undone
from evidence.brief.pages.changes import view
from evidence.compare.rows import Kind

from ..moved import BAY, CAUSES, CHANGES, change, moved, no_change, two
from ..reviews import dozen
from ..seen import rows, words


def _parts(tables) -> dict[str, object]:
    return {ident.removeprefix("changes-"): content for ident, _, content in view(tables)["parts"]}


def test_it_says_first_whether_the_advice_moved() -> None:
    assert words(view(moved())["told"]) == (
        "Since release 2005, which had evidence to 31 December 2005 "
        "The advice moved on one of five claims since release 2005: “Choice” (from leans against to divided). "
        "The evidence has turned on one claim, has strengthened one and comes to the same verdict on other numbers for one. "
        "One of these claims moved by what people decided, and not by what was published. "
        "Two works came in, one of them included, and one went out."
    )


def test_a_finding_shows_both_versions_word_by_word_and_what_made_it_so() -> None:
    page = _parts(moved())["findings"]
    card = re.search(r'<li class="finding-card" id="changed-G3">.*?</li>', page, re.S)[0]
    assert words(re.sub("<details.*", "", card)) != "" and '<a href="findings/g3.html">G3: Choice</a>' in card
    before, now = re.findall(r"<dd>(.*?)</dd>", card, re.S)[:2]
    assert "<del>" in before and "<ins>" not in before and "<ins>" in now and "<del>" not in now
    assert (
        re.sub("<[^>]+>", "", before)
        .strip()
        .startswith("◔ Leans against The evidence leans against the claim that gardens last.")
    )
    assert "Do not plan as if these claims held." in before and "Do not take this for granted." in now
    told = re.search(r'change-cause">(.*?)</p>', card, re.S)[1]
    assert f'<a href="studies/{BAY}.html">' in told
    assert (
        re.sub("<[^>]+>", "", told)
        == "Because Bay (2006) came in. Without it the finding would still be “leans against”."
    )


def test_what_a_person_decided_is_said_to_be_that() -> None:
    told = re.findall(r'change-cause">(.*?)</p>', _parts(moved())["findings"], re.S)[1]
    assert re.sub("<[^>]+>", "", told) == (
        "Because people read anew: Ash (2000) on G2, read by ann. Without it the finding would still rest on no bodies of evidence."
    )


def test_of_several_smallest_sets_it_says_how_many_one_has() -> None:
    three = [replace(CAUSES[0], unit=f"w{n}", name=f"Work {n}", exact=False) for n in range(3)]
    told = re.search(r'change-cause">(.*?)</p>', _parts(moved(causes=three))["findings"], re.S)[1]
    assert re.sub("<[^>]+>", "", told) == (
        "Because Work 0, Work 1 and Work 2 came in. Without any one of these three the finding would still be “leans against”. "
        "Not every smaller set was tried, and another may do as well."
    )  # fmt: skip


def test_numbers_that_moved_alone_stand_in_a_table() -> None:
    assert rows(_parts(moved())["findings"], "moved") == [
        ["G1: Harvest", "direct bodies of evidence for it", "2", "3"]
    ]


def test_works_stand_with_the_claims_that_they_bear_on() -> None:
    page = _parts(moved())["works"]
    kept = rows(page, "works-in")
    assert [row[1:] for row in kept] == [["came in", "ann, 2026-01-01", "G3 for"], ["went out", "–", "–"]]
    assert (
        kept[0][0].startswith("Bay (2006)")
        and kept[1][0] == "Lime (1999): <x-gone>"
        and "<x-gone" not in page
    )
    assert [row[3] for row in rows(page, "works-other")] == ["excluded"]


def test_what_a_work_brought_is_not_told_again() -> None:
    assert [
        row[0]
        for row in rows(_parts(moved())["studies-that-changed-sides"], "list-studies-that-changed-sides")
    ] == ["Ash (2000)"]
    cells = rows(_parts(moved())["cells-of-the-map"], "list-cells-of-the-map")
    assert cells == [["Club garden × Roses", "included works", "3", "4", "in: Bay (2006)"]]


def test_no_change_is_all_that_it_says() -> None:
    page = view(no_change())
    assert (
        words(page["told"]).endswith("No change since release 2003.")
        and page["parts"] == [] == page["earlier"]
    )
    assert page["no_change"] == ""


def test_where_nothing_changed_since_the_last_release_it_tells_what_that_one_brought() -> None:
    page = view(no_change(releases=2))
    assert words(page["no_change"]) == "No change since release 2005."
    assert words(page["told"]).startswith(
        "From release 2003 to release 2005 The advice moved on one of five claims from release 2003 to release 2005: “Harvest” (from divided to leans for)."
    )
    assert "In the words of those who made the release: After a <second> search" in words(page["told"])
    assert 'id="release-2005"' in page["told"] and page["earlier"] == []


def test_earlier_releases_stand_behind_each_against_the_one_before() -> None:
    (only,) = view(moved())["earlier"]
    assert 'id="release-2005"' in only and "Because Oak (2003) came in." in words(only)
    assert not re.findall(r'id="(changed-[^"]*)"', only), "places of one comparison are none of another"


def test_without_a_release_it_says_how_to_make_one() -> None:
    page = view(dozen())
    assert isinstance(page, Undone) and "evidence release" in page.change


def test_a_long_table_is_cut_and_says_so() -> None:
    many = [change(Kind.SETTING, "config", f"key{n}", "1", "2", f"Key {n}") for n in range(300)]
    page = _parts(moved((*CHANGES, *many)))["settings"]
    assert (
        len(rows(page, "list-settings")) == 200
        and "the first 200 of 301, all of them are in the data" in page
    )


def test_a_review_without_claims_tells_of_its_map() -> None:
    cells = [row for row in CHANGES if row.kind == Kind.CELL]
    assert [s.text for s in summary(Comparison(two()[0], None, cells, (), 0))] == [
        "Two cells of the map hold other evidence than before, since release 2003."
    ]

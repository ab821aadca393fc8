"""What other pages say of what changed, and the feed: all of the made-up gardens."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from lxml import etree

from evidence.brief.briefing import briefing
from evidence.brief.changed.feed import FEED, feed
from evidence.brief.changed.marks import came_in, of_claim
from evidence.brief.changed.told import changed_sentences
from evidence.brief.data_files import data_files
from evidence.brief.every_sentence import every_sentence
from evidence.brief.linked_data import linked_data
from evidence.brief.pages.index import view as home
from evidence.brief.pages.map import view as the_map
from evidence.brief.tables import Tables
from evidence.publish.metadata import head

from .moved import BAY, OAK, moved, no_change, two
from .reviews import dozen
from .seen import words

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LINE = "The advice moved on one of five claims since release 2005: “Choice” (from leans against to divided)."


def _at(site: str) -> Tables:
    tables = moved()
    return replace(tables, config=replace(tables.config, review=replace(tables.config.review, site=site)))


def test_the_first_page_and_the_paper_say_it_in_a_line() -> None:
    page = home(moved())
    assert LINE in words(page["changed"]) and 'href="changes.html"' in page["changed"]
    assert "Changed since release 2005 the advice on one of five claims" in words(page["trust"])
    assert briefing(moved())["changed"].startswith(LINE)
    assert (
        not home(dozen())["changed"]
        and briefing(dozen())["changed"] == ""
        and "Changed" not in home(dozen())["trust"]
    )


def test_a_claim_says_where_it_went_and_leads_to_why() -> None:
    tables = moved()
    said = {p.id: of_claim(tables, p) for p in tables.claims.items}
    assert 'href="../changes.html#changed-G3"' in said["G3"]
    assert (
        words(said["G3"])
        == "Since release 2005, the evidence on this claim has turned: what it said, and why ."
    )
    assert 'href="../changes.html#changes-findings"' in said["G1"]
    assert words(said["G4"]) == "Since release 2005, the evidence on this claim has not moved."


def test_a_cell_that_changed_says_what_it_held_in_words_and_by_its_frame() -> None:
    page = the_map(moved())["map"]
    assert 'aria-label="4 works; directions: 2 positive, 1 negative; was 3"' in page or "; was 3" in page
    assert re.findall(r'class="map-held">(.*?)<', page) == ["was 3", "changed"]
    assert "A cell with a broken frame changed since release 2005" in words(page)
    assert "map-held" not in the_map(dozen())["map"] and "broken frame" not in the_map(dozen())["map"]


def test_a_card_says_when_its_study_came_in() -> None:
    tables = moved()
    said = {work: came_in(tables, tables.work[work]) for work in (BAY, OAK, "w-ash2000-yyzf2zx3")}
    assert said == {
        BAY: "New since release 2005.",
        OAK: "Came in with release 2005; included after release 2005.",
        "w-ash2000-yyzf2zx3": "Came in with release 2003.",
    }
    assert came_in(dozen(), dozen().work[BAY]) == ""


def test_what_is_said_of_a_release_is_no_part_of_what_the_next_one_freezes() -> None:
    """Else a release would differ from the evidence that it was made of."""
    assert [s.text for s in every_sentence(moved())] == [s.text for s in every_sentence(dozen())]
    shipped = next(file for file in data_files(moved()) if file.name == "sentences.csv")
    assert {s.id for s in changed_sentences(moved())} <= {row[0] for row in shipped.rows}


def test_the_data_hold_what_the_page_tells() -> None:
    files = {file.name: file for file in data_files(moved())}
    kinds = [str(row[0]) for row in files["changes.csv"].rows]
    assert kinds.count("finding") == 4 and kinds.count("sentence") == 1 and len(files["causes.csv"].rows) == 2
    assert not {"changes.csv", "causes.csv"} & {file.name for file in data_files(dozen())}
    as_it_was = {file.name: file for file in data_files(no_change(releases=2))}
    assert [row[1] for row in as_it_was["changes.csv"].rows] == ["G1"], (
        "those of the release that the page leads with"
    )


def _required(feed: etree._Element) -> None:
    """What RFC 4287 asks of a feed (4.1.1) and of an entry (4.1.2), and how dates are written (3.3)."""
    for holder in (feed, *feed.iterfind("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            (only,) = holder.findall(f"a:{name}", ATOM)
            assert only.text.strip()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", holder.findtext("a:updated", None, ATOM))
        assert re.match(r"(?:tag|urn):", holder.findtext("a:id", None, ATOM))
    assert feed.findtext("a:author/a:name", None, ATOM), "a feed whose entries have no author has one"
    for entry in feed.iterfind("a:entry", ATOM):
        assert entry.find("a:link[@rel='alternate']", ATOM) is not None
        assert entry.find("a:content", ATOM).get("type") == "html"
    assert len(feed.findall("a:link[@rel='self']", ATOM)) == 1
    ids = [node.text for node in feed.iterfind(".//a:id", ATOM)]
    assert len(ids) == len({*ids}) and not any(re.search(r"\s", one) for one in ids)


@pytest.mark.parametrize("site", ["", "https://example.org/gardens/", "http://[::1]:8000"])
def test_the_feed_is_what_rfc_4287_asks_for(site: str) -> None:
    root = etree.fromstring(feed(_at(site)).encode())
    assert root.tag == f"{{{ATOM['a']}}}feed"
    _required(root)
    assert feed(_at(site)) == feed(_at(site))


def test_an_entry_a_release_the_latest_first_with_its_day_and_address() -> None:
    root = etree.fromstring(feed(_at("https://example.org/gardens/")).encode())
    entries = root.findall("a:entry", ATOM)
    assert [e.findtext("a:id", None, ATOM) for e in entries] == [
        "tag:example.org,2005-12-31:gardens/release/2005", "tag:example.org,2003-12-31:gardens/release/2003",
    ]  # fmt: skip
    assert [e.findtext("a:updated", None, ATOM)[:10] for e in entries] == ["2005-12-31", "2003-12-31"]
    assert root.findtext("a:updated", None, ATOM) == "2005-12-31T00:00:00Z"
    assert [e.find("a:link", ATOM).get("href") for e in entries] == [
        "https://example.org/gardens/changes.html#release-2005", "https://example.org/gardens/changes.html",
    ]  # fmt: skip
    latest = unescape(entries[0].findtext("a:content", None, ATOM))
    assert "G1, Harvest: turned; divided before, leans for in this release" in latest
    assert "<second>" not in entries[0].findtext("a:content", None, ATOM), (
        "what people write is no markup in a reader"
    )


def test_ids_are_those_of_before_when_more_comes() -> None:
    later = [*two(), replace(two()[1], name="2006", date="2006-12-31", after="2005")]
    own, more = (
        {
            node.text
            for node in etree.fromstring(feed(moved(releases=releases)).encode()).iterfind(".//a:id", ATOM)
        }
        for releases in (two(), later)
    )
    assert own < more and len(more) == len(own) + 1


def test_a_name_that_xml_cannot_hold_does_not_break_the_feed() -> None:
    odd = replace(two()[0], name="a\x00b & <c>", note="\x0b")
    assert etree.fromstring(feed(moved(releases=[odd])).encode()) is not None


def test_every_page_names_the_feed_where_there_is_one() -> None:
    tables = moved()
    said = linked_data(tables, [])
    assert f'type="application/atom+xml" title="What changed" href="../{FEED}"' in head("findings/g1", said)
    assert "atom" not in head("index", linked_data(dozen(), [])) and feed(dozen()) == ""

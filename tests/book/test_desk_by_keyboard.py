"""In a real browser by keyboard alone: codes, an estimate, an appraisal by RoB 2 and a judgement; the files hold exactly that, and the book that
is built again shows it."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from evidence.desk.desk import Desk
from evidence.layout import Layout

from ..unit.desk.conftest import folder, gardens  # noqa: F401 - fixtures are used by name
from .desk import run, serving

pytestmark = pytest.mark.book
_LOW, _SOME, _HIGH = "low", "some concerns", "high"
_ANSWERS = ("yes", "probably yes", "probably no", "no", "no information")


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        page.goto(address)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def tab_to(self, wanted: str) -> None:
        """Tab until what is wanted (a CSS selector) has the focus."""
        for _ in range(150):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
                return
            self.press("Tab")
        raise AssertionError(f"no key leads to {wanted}")

    def to(self, queue: str) -> None:
        """By the list of queues at the head of every page."""
        with self.page.expect_navigation():
            self.press("h")
        self.tab_to(f"nav a[href='/q/{queue}']")
        with self.page.expect_navigation():
            self.press("Enter")
        assert self.page.url.endswith(f"/q/{queue}")

    def item(self) -> str:
        return str(self.page.locator("#item").get_attribute("data-asked"))

    def write(self) -> None:
        """The answer is written: another thing, or another page of it, is asked."""
        before = self.page.locator("#answer [name=once]").get_attribute("value")
        self.press("w")
        self.page.wait_for_function(
            "before => document.querySelector('#answer [name=once]')?.value !== before", arg=before
        )
        assert not self.page.locator("#problem").count(), self.page.locator("#problem").inner_text()


@pytest.fixture
def served(folder: Path) -> Iterator[tuple[Desk, str]]:  # noqa: F811
    """A desk at which somebody answers."""
    with serving(folder) as desk:
        yield desk


def rows(folder: Path, name: str) -> list[dict[str, str]]:  # noqa: F811
    with (folder / "literature" / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_a_session_by_keyboard_alone_is_what_the_files_hold_and_the_book_shows(served, browser, folder):  # noqa: F811
    desk, address = served
    page = browser.new_context().new_page()
    hand = Keyboard(page, address)
    coded = _code_five(hand)
    told = rows(folder, "decisions/coding-ella.csv")
    assert [(row["record"], row["facet"], row["codes"]) for row in told] == [
        (desk.works.record_of[work], facet, codes) for work, own in coded for facet, codes in own
    ]
    _enter_an_estimate(hand)
    [estimate] = rows(folder, "effects/effects-ella.csv")
    typed = {"events_1": "12", "n_1": "40", "events_2": "20", "n_2": "41", "effect_type": "odds_ratio"}
    assert {name: estimate[name] for name in typed} == typed and estimate["comparison"] == "garden vs none"
    said = _appraise_a_trial(hand)
    told = rows(folder, "decisions/appraisal-ella.csv")
    assert [(row["item"], row["answer"], row["statement"]) for row in told] == said
    assert {(row["record"], row["tool"], row["result"]) for row in told} == {
        ("fir2004-he5ptwd7", "RoB 2", "")
    }
    finding = _judge_one(hand)
    [judged] = rows(folder, "decisions/certainty-ella.csv")
    assert judged["proposition"] == finding and judged["reason"] == "Two gardens, well told"
    assert judged["level"] == "moderate" and judged["coherence"] == "minor" and judged["facts"]
    _the_book_shows(folder, page, estimate, finding)
    page.context.close()


def _code_five(hand: Keyboard) -> list[tuple[str, list[tuple[str, str]]]]:
    """The first code of every open facet of five works, the country of those that have none; what was said."""
    hand.to("codes")
    said = []
    for _ in range(5):
        own = []
        work = hand.item()
        groups = hand.page.locator("[data-group]")
        for number in range(groups.count()):
            group = groups.nth(number)
            facet = str(group.get_attribute("id")).removeprefix("g-code-")
            expect(group).to_have_class("group is-current")
            if group.locator("[data-digit]").count():
                own.append((facet, str(group.locator("[data-digit='1']").get_attribute("value"))))
                hand.press("1")
            else:
                own.append((facet, "Wales"))
                hand.tab_to(f"[name='code-{facet}']")
                hand.type("Wales")
                hand.press("Escape")
            if number + 1 < groups.count() and "is-current" in str(group.get_attribute("class")):
                hand.press("j")
                hand.press("Escape")
        hand.write()
        said.append((work, own))
    return said


def _enter_an_estimate(hand: Keyboard) -> None:
    hand.to("effects")
    for name, text in (("comparison", "garden vs none"), ("outcome_measure", "fed well")):
        hand.tab_to(f"[name='{name}']")
        hand.type(text)
    for name, text in (("effect_type", "odds ratio"), ("evidence_role", "Direct"), ("poolable", "yes")):
        hand.tab_to(f"select[name='{name}']")
        hand.type(text)
    hand.tab_to("select[name='seen']")
    hand.type("Harvest")
    for name, text in (("events_1", "12"), ("n_1", "40"), ("events_2", "20"), ("n_2", "forty")):
        hand.tab_to(f"[name='{name}']")
        hand.type(text)
    wrong = hand.page.locator("#e-n_2")
    expect(wrong).to_contain_text("no number")
    hand.press("Control+a")
    hand.type("41")
    expect(wrong).to_be_empty()
    odds, se = (12 / 28) / (20 / 21), math.sqrt(1 / 12 + 1 / 28 + 1 / 20 + 1 / 21)
    low, high = (odds * math.exp(sign * 1.959964 * se) for sign in (-1, 1))
    expect(hand.page.locator(".derived-sentence")).to_have_text(
        f"odds ratio {odds:.3g} (95 % interval {low:.3g} to {high:.3g})"
    )
    hand.press("Escape")
    hand.write() if hand.page.locator("[name=once]").count() else None


def _appraise_a_trial(hand: Keyboard) -> list[tuple[str, str, str]]:
    """One trial by all domains of RoB 2, one of them without its questions; (item, answer, why) in the order in which they were written."""
    hand.to("appraisal")
    hand.press("/")
    hand.type("waste ground")
    with hand.page.expect_navigation():
        hand.press("Enter")
    hand.tab_to("main a[href*='/q/appraisal?item=']")
    with hand.page.expect_navigation():
        hand.press("Enter")
    said: list[tuple[str, str, str]] = []

    def write() -> None:
        """No key has led into what is folded away."""
        assert hand.page.evaluate("document.querySelector('.is-current').checkVisibility()")
        hand.write()

    def answer(**given: str) -> None:
        """All that is asked on this page, and no more."""
        asked = _asked_now(hand)
        assert [item for item, _ in asked] == [name.lstrip("_").replace("_", ".") for name in given]
        for (item, proposed), word in zip(asked, given.values(), strict=True):
            assert not proposed, item
            hand.press(str(_ANSWERS.index(word) + 1))
            said.append((item, word, ""))
        write()

    def judge(domain: str, judgement: str, proposed: str, why: str = "") -> None:
        """The proposal stands there as such, and nothing is taken before a figure is pressed."""
        assert _asked_now(hand) == [(domain, [f"{proposed}: proposed by the rule of the tool"])]
        assert not hand.page.locator("[data-group] input:checked").count()
        hand.press(str((_LOW, _SOME, _HIGH).index(judgement) + 1))
        if why:
            hand.press("r")
            hand.type(why)
            hand.press("Escape")
        said.append((domain, judgement, why))
        write()

    answer(_1_1="yes", _1_2="probably yes", _1_3="no")
    judge("D1", _LOW, proposed=_LOW)
    answer(_2_1="yes", _2_2="yes", _2_6="probably yes")
    answer(_2_3="probably no")
    judge("D2", _SOME, proposed=_LOW, why="Those who picked also weighed")
    hand.tab_to(".choices details:first-of-type summary")  # without its questions, what was missing is judged
    hand.press("Enter", "j", "3")
    said.append(("D3", _HIGH, ""))
    hand.write()
    answer(_4_1="no", _4_2="no")
    answer(_4_3="yes")
    answer(_4_4="no information")
    answer(_4_5="probably no")
    judge("D4", _SOME, proposed=_SOME)
    answer(_5_1="no information", _5_2="no", _5_3="no")
    judge("D5", _LOW, proposed=_SOME)
    study = hand.item()
    judge("overall", _HIGH, proposed=_HIGH, why="Many plots were lost")
    assert hand.item() != study, "an appraised trial waits no more"
    return said


def _asked_now(hand: Keyboard) -> list[tuple[str, list[str]]]:
    """(item, proposals) of each question that is not folded away."""
    found = []
    for group in hand.page.locator("[data-group]").all():
        if not group.evaluate("group => group.checkVisibility()"):
            continue
        item = group.locator("legend").inner_text().split(":")[0].replace("The whole", "overall")
        options = [option.inner_text().split("\n") for option in group.locator(".option").all()]
        found.append(
            (item, [": ".join([own[0].split(maxsplit=1)[-1], *own[1:]]) for own in options if own[1:]])
        )
    return found


def _judge_one(hand: Keyboard) -> str:
    hand.to("certainty")
    finding = hand.item()
    for _ in range(5):
        hand.press("2")
    hand.press("r")
    hand.type("Two gardens, well told")
    hand.press("Escape")
    hand.write()
    return finding


def _the_book_shows(folder: Path, page: Any, estimate: dict[str, str], finding: str) -> None:  # noqa: F811
    """What the pages of the next book say of it, in the browser."""
    run(folder, lambda stage: stage not in ("ingest", "deduplicate", "screen"))
    html = Layout(folder).html
    page.goto((html / "appraisal.html").as_uri())
    drawn = page.locator("svg:visible", has_text="Judgements by RoB 2")
    expect(drawn.locator("desc")).to_have_text(
        "Fir (2004): D1 low, D2 some concerns, D3 high, D4 some concerns, D5 low, overall high."
    )
    assert [sign for sign in drawn.locator("text").all_text_contents() if sign in "+–×"][3:] == list("+–×–+×")
    judged = page.locator("tr", has_text="the study as a whole").filter(has_text="Fir (2004)")
    table = [row.locator("td, th").all_text_contents()[2:] for row in judged.all()]
    assert [[cells[0].split(":")[0], *cells[1:]] for cells in table] == [
        ["D1", _LOW, _LOW, "–", "ella"],
        ["D2", _SOME, _LOW, "Those who picked also weighed", "ella"],
        ["D3", _HIGH, "–", "–", "ella"],
        ["D4", _SOME, _SOME, "–", "ella"],
        ["D5", _LOW, _SOME, "–", "ella"],
        ["Overall", _HIGH, _HIGH, "Many plots were lost", "ella"],
    ]
    page.goto((html / "studies" / f"w-{estimate['record']}.html").as_uri())
    stands = page.locator("tr", has_text=estimate["effect_id"])
    expect(stands).to_contain_text("garden vs none: fed well – odds ratio: 0.45")
    page.goto((html / "numbers.html").as_uri())
    expect(page.locator("tr", has_text=estimate["effect_id"])).to_contain_text("from 12/40 against 20/41")
    page.goto((html / "findings" / f"{finding.lower()}.html").as_uri())
    expect(page.get_by_text("Two gardens, well told")).to_have_text(
        "Moderate certainty, judged by ella on 2026-11-26: Two gardens, well told"
    )

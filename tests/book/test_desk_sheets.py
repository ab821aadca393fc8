"""In a real browser by keyboard alone: codes, an estimate, an appraisal and a judgement; the files hold exactly that, and the pages of the book show it."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from werkzeug.serving import make_server

from evidence.desk.app import make_app
from evidence.desk.desk import Desk
from evidence.desk.guard import Guard
from evidence.layout import Layout
from evidence.pipeline import STAGES
from evidence.review import Review
from evidence.stage import Bench

from ..unit.desk.conftest import desk_in, folder, gardens  # noqa: F401 - fixtures are used by name

QUEUES = (
    "pairs", "codes", "passages", "extracts", "effects", "appraisal", "sides", "certainty", "implications",
)  # fmt: skip


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
    """A desk at its address."""
    desk = desk_in(folder)
    server = make_server("127.0.0.1", 0, lambda environ, start: app(environ, start), threaded=True)
    guard = Guard(server.server_port)
    app = make_app(desk, guard)
    Thread(target=server.serve_forever, daemon=True).start()
    yield desk, guard.address
    server.shutdown()
    desk.close()


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
    study = _appraise_one(hand)
    answers = {row["item"]: row["answer"] for row in rows(folder, "decisions/appraisal-ella.csv")}
    assert answers and set(answers.values()) <= {"yes", "1"} and study not in desk.queues["appraisal"].keys()  # noqa: SIM118
    finding = _judge_one(hand)
    [judged] = rows(folder, "decisions/certainty-ella.csv")
    assert judged["proposition"] == finding and judged["reason"] == "Two gardens, well told"
    assert judged["level"] == "moderate" and judged["coherence"] == "minor" and judged["facts"]
    page.context.close()
    _the_book_shows(folder, estimate["effect_id"], finding)


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


def _appraise_one(hand: Keyboard) -> str:
    hand.to("appraisal")
    study = hand.item()
    for _ in range(5):
        for _ in range(hand.page.locator("[data-group]").count()):
            hand.press("1")
        hand.write()
        if hand.item() != study:
            break
    return study


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


def _the_book_shows(folder: Path, estimate: str, finding: str) -> None:  # noqa: F811
    """What the next build prints of it, on the pages before they become HTML."""
    at = Layout(folder)
    for stage in STAGES:
        if stage.name not in ("ingest", "deduplicate", "screen", "pdf", "publish"):
            stage.run(Bench(stage, Review(at)))
    pages = {path.name: path.read_text(encoding="utf-8") for path in at.staged_book.rglob("*.md")}
    assert "Two gardens, well told" in pages["certainty.md"]
    data = {path.name: path.read_text(encoding="utf-8") for path in at.staged_book.rglob("*.csv")}
    assert any(estimate in text and "Woolf" in text for text in data.values())


@pytest.mark.parametrize("queue", QUEUES)
def test_no_page_has_a_fault_in_light_and_dark_nor_scrolls_sideways_on_a_phone(served, browser, queue):
    desk, address = served
    context = browser.new_context(color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.goto(page.url.rstrip("/") + f"/q/{queue}")
    page.wait_for_load_state("networkidle")
    page.evaluate(Axe().axe_script)
    assert _broken(page, _RULES) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert _broken(page, ["color-contrast", "link-in-text-block"], "rule") == []
    page.set_viewport_size({"width": 375, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert _broken(page, ["target-size"], "rule") == []
    context.close()
    assert desk.consequences.ready(30)


_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _broken(page: Any, rules: list[str], kind: str = "tag") -> list[str]:
    how = json.dumps(
        {"runOnly": {"type": kind, "values": rules}, "preload": False, "resultTypes": ["violations"]}
    )
    told = page.evaluate(f"axe.run({how})")["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in told for node in rule["nodes"][:1]]

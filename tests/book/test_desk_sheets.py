"""No sheet of the desk has a fault that axe finds, in light and dark, nor scrolls sideways on a telephone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence.desk.desk import Desk

from ..chromium import settled
from ..unit.desk.conftest import gardens  # noqa: F401 - a fixture is used by its name
from .desk import serving
from .modes import few_of_a_kind, with_axe

pytestmark = pytest.mark.book
QUEUES = (
    "pairs", "codes", "passages", "extracts", "effects", "appraisal", "sides", "certainty", "implications",
)  # fmt: skip


@pytest.fixture(scope="module")
def looked_at(gardens: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:  # noqa: F811
    """A desk at which nobody answers anything."""
    folder = tmp_path_factory.mktemp("looked-at") / "gardens"  # noqa: F811
    with serving(Path(shutil.copytree(gardens, folder))) as desk:
        yield desk


@pytest.mark.parametrize("queue", QUEUES)
def test_no_page_has_a_fault_in_light_and_dark_nor_scrolls_sideways_on_a_phone(looked_at, browser, queue):
    desk, address = looked_at
    context = browser.new_context(color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    trial = f"?item={_trial(desk)}" if queue == "appraisal" else ""
    page.goto(page.url.rstrip("/") + f"/q/{queue}{trial}")
    settled(page)
    with_axe(page)
    assert _broken(page, _RULES) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert _broken(page, ["color-contrast", "link-in-text-block"], "rule") == []
    page.set_viewport_size({"width": 375, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert _broken(page, ["target-size"], "rule") == []
    context.close()
    assert desk.consequences.ready(30)


def _trial(desk: Desk) -> str:
    """A study that is appraised by RoB 2."""
    things = desk.queues["appraisal"].things  # type: ignore[attr-defined]
    return next(key for key, one in things.items() if one.tools == ("RoB 2",))


_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _broken(page: Any, rules: list[str], kind: str = "tag") -> list[str]:
    how = json.dumps(
        {"runOnly": {"type": kind, "values": rules}, "preload": False, "resultTypes": ["violations"]}
    )
    few_of_a_kind(page)
    told = page.evaluate(f"axe.run({how})")["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in told for node in rule["nodes"][:1]]

"""The tests that items are bound to, by name."""

from __future__ import annotations

from collections.abc import Callable

from evidence.brief.checklists import about, automation, searching, studies, synthesis
from evidence.brief.checklists.answer import ItemAnswer
from evidence.brief.tables import Tables

TESTS: dict[str, Callable[[Tables], ItemAnswer]] = {
    **about.TESTS,
    **searching.TESTS,
    **studies.TESTS,
    **synthesis.TESTS,
    **automation.TESTS,
}

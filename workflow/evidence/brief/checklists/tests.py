"""The tests that items are bound to, by name."""

from __future__ import annotations

from collections.abc import Callable

from evidence.brief.checklists import about, machine, searching, studies, synthesis
from evidence.brief.checklists.answer import Answer
from evidence.brief.tables import Tables

TESTS: dict[str, Callable[[Tables], Answer]] = {
    **about.TESTS,
    **searching.TESTS,
    **studies.TESTS,
    **synthesis.TESTS,
    **machine.TESTS,
}

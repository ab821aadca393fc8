"""Some things of a small review are as they were not before, and others with them: the causes are those that trying every set of them gives.

What is changed is drawn anew in each run of a number; the truth is what the stages make of the edited files.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.compare.test_causes import EDITS, hold

from evidence.compare.smallest import minimised, smallest, that_add_up

_OF_ONE_WORK = ({"another came", "another decision"}, {"another came", "a side"})
"""What came with a work is that work's, so that these are one cause and not two."""


@pytest.mark.parametrize("number", range(3))
def test_the_causes_are_those_that_trying_every_set_gives(number: int) -> None:
    draw = random.Random(number)
    names: list[str] = []
    while not names or any(pair <= {*names} for pair in _OF_ONE_WORK):
        names = draw.sample(sorted(EDITS), 3)
    assert hold(names, turned=draw.random() < 0.5)


UNITS = "abcdef"
Table = Mapping[frozenset[str], int]
_SETS = [frozenset(way) for size in range(len(UNITS) + 1) for way in combinations(UNITS, size)]
tables = st.lists(st.integers(0, 2), min_size=len(_SETS), max_size=len(_SETS)).map(
    lambda values: dict(zip(_SETS, values, strict=True))
)


@given(tables)
def test_the_smallest_sets_are_all_those_of_the_smallest_size(table: Table) -> None:
    then = table[frozenset(UNITS)]
    holding = [units for units in _SETS if table[units] == then]
    size = min(map(len, holding))
    found = smallest(UNITS, lambda back: table[back] == then, 1000)
    assert found is not None
    assert (found.size, found.exact) == (size, True)
    assert found.needed == frozenset().union(*(units for units in holding if len(units) == size))


@given(st.lists(st.integers(-3, 3), min_size=6, max_size=6))
def test_what_adds_up_is_all_that_moves_it(moves: list[int]) -> None:
    """Each unit moves a number by itself: those that move it are the set, also where some cancel."""
    by = dict(zip(UNITS, moves, strict=True))
    whole = sum(moves)
    found = that_add_up(UNITS, lambda back: sum(by[unit] for unit in back) == whole, 1000)
    assert found is not None
    assert found.needed == {unit for unit in UNITS if by[unit]} and found.size == len(found.needed)


@given(st.sets(st.sampled_from(range(40)), min_size=1, max_size=6), st.integers(0, 39))
def test_delta_debugging_leaves_nothing_to_spare(meant: set[int], other: int) -> None:
    """Of forty units some are needed together, or else another one alone."""
    units = [f"u{n}" for n in range(40)]
    needed = {f"u{n}" for n in meant}

    def holds(back: frozenset[str]) -> bool:
        return needed <= back or f"u{other}" in back

    left = frozenset(minimised(units, holds, 5000))
    assert holds(left) and not any(holds(left - {unit}) for unit in left)


@given(st.integers(1, 12), st.integers(0, 5), st.data())
def test_units_that_do_the_same_are_named_together_and_no_set_is_tried_twice(
    n: int, idle: int, data: st.DataObject
) -> None:
    """So many studies for, of which some are enough: all of them are named, whichever the fewest are, however many there are."""
    enough = data.draw(st.integers(1, n))
    units = [f"for {k}" for k in range(n)] + [f"idle {k}" for k in range(idle)]
    alike = {unit: unit.split()[0] for unit in units}
    tried = []

    def holds(back: frozenset[str]) -> bool:
        tried.append(back)
        return sum(unit.startswith("for") for unit in back) >= enough

    found = smallest(units, holds, 200, alike)
    assert found is not None
    assert (found.needed, found.size, found.exact) == (
        {u for u in units if u.startswith("for")},
        enough,
        True,
    )
    assert len(tried) <= 200


def test_beyond_the_bound_a_set_without_a_unit_to_spare_is_given_and_said_not_to_be_exact() -> None:
    units = [f"u{n}" for n in range(30)]
    meant = {"u3", "u11", "u17", "u23"}
    found = smallest(units, lambda back: meant <= back, 300)
    assert found is not None
    assert (found.needed, found.size, found.exact) == (meant, 4, False)

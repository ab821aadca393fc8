"""In which order the files of tests are handed to the workers, each file whole: what takes longest first, so that none waits for the others at the end.

A file that several workers share has what its tests have in common made by each of them: of one, two versions of the shipped review,
five times.
"""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = (
    "book/test_ease.py",  # builds the shipped book, which those that follow at once do without
    "tutorial/test_tutorial.py",
    "workflow/test_rebuild.py",
    "faults/test_machine.py",
    "nasty/test_nasty.py",
    "workflow/test_wheel.py",
    "ci/test_runs.py",
    "workflow/test_book_again.py",
    "book/test_pages.py",
    "book/test_site.py",
    "unit/compare/test_causes.py",
    "shipped/test_causes_by_hand.py",
    "unit/deduplicate/test_further.py",
    "hostile/test_hostile_records.py",
    "people/test_slips.py",
    "fuzz/test_fuzz.py",
    "workflow/test_any_topic.py",
    "book/test_studies.py",
    "property/test_living.py",
    "book/test_desk_by_keyboard.py",
    "book/test_hostile.py",
    "property/test_unchanged.py",
    "book/test_desk_sheets.py",
    "exchange/test_round_trips.py",
    "ci/test_inbox.py",
    "desk/test_screening.py",
    "shipped/test_changes_by_year.py",
    "shipped/test_counts_by_hand.py",
    "property/test_pools.py",
    "unit/test_stage_code.py",
    "unit/brief/test_parts_kept.py",
    "workflow/test_verify.py",
    "living/test_downloads.py",
    "workflow/test_people.py",
)
"""Of ten seconds and more, by the time of a processor that each took on 28 November 2026."""
_LAST = "unit/"


def in_turn(files: Iterable[str]) -> list[str]:
    """Files of tests, by their place among the tests: the longest, then what is no test of one unit, then all else; else as they came.

    >>> in_turn(["unit/test_io.py", "book/test_map.py", "workflow/test_rebuild.py", "unit/test_stage_code.py", "book/test_ease.py"])
    ['book/test_ease.py', 'workflow/test_rebuild.py', 'unit/test_stage_code.py', 'book/test_map.py', 'unit/test_io.py']
    """
    place = {name: n for n, name in enumerate(LONGEST)}
    return sorted(files, key=lambda name: (place.get(name, len(place)), name.startswith(_LAST)))

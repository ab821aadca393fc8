"""In which order works were read, and how far that is known: the stopping rule rests on it.

A decision carries its day, and its time where the desk or an imported tool wrote one. Of decisions of one day of which one has no time nobody knows
which came first, whatever the order of their rows: a table may have been sorted since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

_SECONDS = 100_000  # a day has 86,400, and one number more for no time


@dataclass(frozen=True)
class Reading:
    """`works` by their first decision; `blocks`: (n,) int, those of one number were decided on in no known order, None where all is known."""

    works: list[str]
    blocks: np.ndarray | None


def reading_of(decided: Iterable[tuple[Any, str]]) -> Reading:
    """The reading that (decision, work) tell; what was withdrawn is none of them. A decision that was changed later stands where it was first made.

    Works that were decided on in no known order are put by their ids, so that the same decisions are the same reading in whatever order their
    rows stand.
    """
    first: dict[str, int] = {}
    moments: set[int] = set()
    for row, work in decided:
        now = moment_of(row)
        moments.add(now)
        first[work] = min(first.get(work, now), now)
    works = sorted(first)
    blocks = blocks_of(
        np.array([first[work] for work in works], np.int64), np.array(sorted(moments), np.int64)
    )
    order = np.argsort(blocks, kind="stable")
    return Reading([works[n] for n in order], known(blocks[order]))


def moment_of(row: Any) -> int:
    """When a decision was made, as `moment_number`; a time that is the row's above says nothing of it."""
    return moment_number(row.date, "" if row.of_above else row.time)


def moment_number(day: str, time: str) -> int:
    """A moment as one number that rises with it; of a day without a time the day's first.

    >>> moment_number("2026-11-23", ""), moment_number("2026-11-23", "00:00:00"), moment_number("2026-11-23", "09:30:05")
    (2026112300000, 2026112300001, 2026112334206)
    """
    number = int(day[:10].replace("-", "")) * _SECONDS
    if not time:
        return number
    parts = [int(part) for part in time[:8].split(":")]
    return number + 1 + sum(part * unit for part, unit in zip(parts, (3600, 60, 1), strict=False))


def blocks_of(moments: np.ndarray, all_moments: np.ndarray | None = None) -> np.ndarray:
    """(n,) int from 0: moments that cannot be told apart have one number, later ones a higher one.

    `all_moments`: those of all decisions, where `moments` are but the first of each work; one without a time makes its day one block.

    >>> blocks_of(np.array([moment_number("2026-11-22", "09:00:00"), moment_number("2026-11-23", ""), moment_number("2026-11-23", "09:00:00")]))
    array([0, 1, 1])
    """
    every = moments if all_moments is None else all_moments
    untimed = np.unique(every[every % _SECONDS == 0])
    days = moments - moments % _SECONDS
    told = np.where(np.isin(days, untimed), days, moments)
    return np.unique(told, return_inverse=True)[1].reshape(-1)


def known(blocks: np.ndarray) -> np.ndarray | None:
    """The blocks, or None where no two works are in one."""
    return None if len(np.unique(blocks)) == len(blocks) else blocks


def unknown(blocks: np.ndarray | None) -> int:
    """How many works were decided on in no known order."""
    if blocks is None:
        return 0
    sizes = np.unique(blocks, return_counts=True)[1]
    return int(sizes[sizes > 1].sum())

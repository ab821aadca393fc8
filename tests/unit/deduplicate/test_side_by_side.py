"""Work on pairs that is shared among processes gives what one process gives."""

import os

import numpy as np
import pytest

from evidence.deduplicate.side_by_side import in_parts

PAIRS = np.arange(1_001)


def _squares(part: slice) -> np.ndarray:
    return np.column_stack([PAIRS[part] ** 2, PAIRS[part] % 7])


@pytest.mark.parametrize("cores", [1, 2, 7])
@pytest.mark.parametrize("pairs", [0, 1, 100, 1_001])
def test_any_number_of_processes_gives_the_same(pairs: int, cores: int) -> None:
    assert np.array_equal(in_parts(_squares, pairs, 100, cores), _squares(slice(0, pairs)))


def test_the_part_of_a_process_that_is_killed_is_done_here() -> None:
    own = os.getpid()

    def work(part: slice) -> np.ndarray:
        if os.getpid() != own and part.stop == len(PAIRS):
            os._exit(9)
        return _squares(part)

    assert np.array_equal(in_parts(work, len(PAIRS), 100, 3), _squares(slice(0, len(PAIRS))))

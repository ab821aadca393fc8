"""The stopping rule beside buscarpy 0.0.2 (github.com/mcallaghan/buscarpy), the authors' own program.

`calculate_h0(labels, N, recall_target=0.95)` was run on the same labels; it printed the numbers below.
"""

import numpy as np
import pytest

from evidence.screen.stopping import stopping


@pytest.mark.parametrize(("total", "printed"), [(300, 0.6670728585227521), (220, 0.11819564647259374)])
def test_the_p_value_is_that_of_the_authors(total, printed):
    chance = np.random.default_rng(1)
    labels = np.r_[chance.random(60) < 0.3, chance.random(140) < 0.02]
    assert stopping(labels, total).p == pytest.approx(printed, abs=1e-9)

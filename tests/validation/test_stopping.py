"""The urns of the stopping rule beside buscarpy 0.0.2 (github.com/mcallaghan/buscarpy), the authors' own program.

`calculate_h0(labels, N, recall_target=0.95, bias=1)` was run on the same labels, and with a bias of 5; it printed the numbers below.
"""

import numpy as np
import pytest

from evidence.screen.urns import below_target, ranked_p


@pytest.mark.parametrize(
    ("total", "lead", "printed"),
    [
        (300, 1, 0.6670728585227521),
        (220, 1, 0.11819564647259374),
        (300, 5, 0.00227443539693024),
        (220, 5, 4.76457478108709e-08),
    ],
)
def test_the_p_value_is_that_of_the_authors(total, lead, printed):
    chance = np.random.default_rng(1)
    labels = np.r_[chance.random(60) < 0.3, chance.random(140) < 0.02]
    assert ranked_p(labels, total, below_target(int(labels.sum()), 0.95), lead) == pytest.approx(
        printed, rel=1e-6
    )

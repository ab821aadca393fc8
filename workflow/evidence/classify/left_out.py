"""What a regression would say of a work if it had not learnt from it, from one fit and without another.

Approximate leave-one-out (Rad and Maleki 2020; the cavity of a Laplace approximation, Rasmussen and Williams 2006, chapter 5): from the optimum with all works
one Newton step leads to about that without the works of a study. The second derivatives are at hand, so that it costs one Cholesky
factor a code.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evidence.classify.logistic import sigmoid


def left_out(
    table: np.ndarray, parts: np.ndarray, weights: np.ndarray, groups: Sequence[np.ndarray]
) -> np.ndarray:
    """(m, k) margins of m works, each without the works of its group; rows in no group keep their own.

    `table`: (m, m) likenesses. `parts`: (m, k) what each work adds to the weights at the optimum. `weights`: (m, k) of each work's loss.
    `groups`: rows of works that are left out together.

    With f the margins, a the parts, D the curvature of the losses and S = (table^-1 + D)^-1, a group g without itself has
    f_g - S_gg (1 - D_g S_gg)^-1 a_g.
    """
    from scipy.linalg import lapack

    margins = table @ parts
    p = sigmoid(margins)
    root = np.sqrt(np.maximum(weights * p * (1 - p), 1e-12))
    alone = np.array([group[0] for group in groups if len(group) == 1], int)
    sizes = sorted({len(group) for group in groups if len(group) > 1})
    together = [np.array([group for group in groups if len(group) == size]) for size in sizes]
    found = margins.copy()
    for code, r in enumerate(root.T):
        bent = r[:, None] * table
        bent *= r
        bent[np.diag_indices(len(bent))] += 1.0  # 1 + D^1/2 table D^1/2
        lower, _ = lapack.dpotrf(bent.T, lower=1, clean=1, overwrite_a=1)
        turned, _ = lapack.dtrtri(lower, lower=1, overwrite_c=1)
        # D^1/2 S D^1/2 = 1 - (its inverse), and 1 - D S of a group is alike to the block of the inverse
        kept = np.einsum("ij,ij->j", turned, turned)[alone]
        found[alone, code] -= (1 - kept) / kept * parts[alone, code] / r[alone] ** 2
        for some in together:  # (groups of one size, rows)
            own = turned.T[some]
            blocks = own @ own.transpose(0, 2, 1)
            step = np.linalg.solve(blocks, (parts[some, code] / r[some])[:, :, None])
            found[some, code] -= (step - blocks @ step)[:, :, 0] / r[some]
    return found

"""A pool of counts by the methods that bear rare events: Mantel and Haenszel's, and Peto's for odds ratios (Cochrane Handbook 10.4.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np

from evidence.extract.derive import CLUSTERED
from evidence.extract.rows import EvidenceItem
from evidence.measures.precision import quantile
from evidence.meta.counts import Pooled, mantel_haenszel, peto
from evidence.synthesise.analysis_row import Row, refused, tried
from evidence.synthesise.pool_notes import OF_COUNTS, counts, rare

_Way = Callable[[np.ndarray], Pooled]
_UNEQUAL = 2  # times as many people in one arm as in the other, from which Peto's method is biased (Greenland and Salvan 1990)


def by_counts(rows: Sequence[EvidenceItem], level: float) -> Iterator[Row]:
    """Rows for pools of odds ratios, risk ratios and risk differences, with numbers where all studies give their counts."""
    kind = rows[0].effect_type
    if kind not in OF_COUNTS:
        return
    tables = [found for row in rows if (found := counts(row))]
    why = "" if len(tables) == len(rows) else f"{len(tables)} of {len(rows)} studies give their counts by arm"
    if any(name in row.raw for row in rows for name in CLUSTERED):
        why = "people were allocated in clusters, which counts do not show"
    note = "rare events or empty arms: more to be trusted than inverse variance" if rare(rows) else ""
    ways: dict[str, _Way] = {"Mantel and Haenszel, common effect": partial(mantel_haenszel, kind)}
    if kind == "log_odds_ratio":
        ways["Peto, common effect"] = peto
    for name, way in ways.items():
        if why:
            yield refused(name, "counts", len(tables), why)
            continue
        unequal = way is peto and any(not 1 / _UNEQUAL <= n / m <= _UNEQUAL for _, n, _, m in tables)
        said = "; ".join(
            filter(None, [note, "arms differ much in size, by which it is biased" if unequal else ""])
        )
        yield tried(name, "counts", len(tables), partial(_row, name, way, tables, level, said))


def _row(
    name: str, way: _Way, tables: list[tuple[float, float, float, float]], level: float, note: str
) -> Row:
    found = way(np.array(tables, float))
    reach = quantile(level) * found.se
    z = found.estimate / found.se
    from scipy.stats import norm

    bounds = (found.estimate - reach, found.estimate + reach)
    return name, "counts", len(tables), found.estimate, *bounds, 0.0, z, float(2 * norm.sf(abs(z))), note

"""Correction for people who were sampled or allocated in clusters (Cochrane Handbook 23.1.4)."""

from __future__ import annotations

import math

from evidence.measures.effect import BadInput, at_least, finite, positive


def design_effect(cluster_size: float, icc: float) -> float:
    """1 + (m - 1) ICC for clusters of average size m."""
    at_least(1, cluster_size=cluster_size)
    finite(icc=icc)
    if not 0 <= icc <= 1:
        raise BadInput("icc", icc, "outside its range", "0 to 1")
    return 1 + (cluster_size - 1) * icc


def corrected_se(se: float, cluster_size: float, icc: float) -> float:
    positive(se=se)
    return se * math.sqrt(design_effect(cluster_size, icc))

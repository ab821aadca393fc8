"""Pooling, where it is defensible; everywhere else the reason why not.

Only within one evidence role, one outcome domain, one measure and one effect type, with one
estimate a study, rows marked as poolable, and at least two studies. Estimates are pooled by
inverse variance with the tau² of DerSimonian and Laird (1986); see `evidence.meta`.
"""

from __future__ import annotations

from collections import defaultdict

from evidence.records import EvidenceItem, Pool, Standing

DIRECTION_ONLY = "direction_only"
_POOLABLE = ("yes", "yes_within_outcome")


def pools(items: list[EvidenceItem], never: dict[str, str]) -> list[Pool]:
    """One row for each group of effects. `never` maps an evidence role to why it is not pooled."""
    groups: dict[tuple, list[EvidenceItem]] = defaultdict(list)
    for item in items:
        if item.kind == "effect":
            measure = item.measure if item.estimate is not None else ""
            groups[(item.role, item.outcome, item.effect_type, measure)].append(item)
    return [_pool(key, group, never) for key, group in sorted(groups.items())]


def usable(item: EvidenceItem) -> bool:
    """Whether a row may enter a pool at all."""
    return (
        item.poolable in _POOLABLE
        and item.effect_type != DIRECTION_ONLY
        and item.estimate is not None
        and item.se is not None
        and item.se > 0
    )


def _pool(key: tuple, group: list[EvidenceItem], never: dict[str, str]) -> Pool:
    role, outcome, effect_type, measure = key
    rows = [item for item in group if usable(item)]
    chosen = _one_a_study(rows)
    reason = _refusal(role, effect_type, group, rows, chosen, never)
    estimate = ci_low = ci_high = tau2 = i2 = None
    if not reason:
        estimate, ci_low, ci_high, tau2, i2 = _random_effects(chosen)
    return Pool(
        role,
        outcome,
        effect_type,
        measure,
        len(group),
        len({item.study_id for item in group}),
        not reason,
        reason,
        estimate,
        ci_low,
        ci_high,
        tau2,
        i2,
        tuple(item.item_id for item in (group if reason else chosen)),
    )


def _one_a_study(rows: list[EvidenceItem]) -> list[EvidenceItem]:
    """The longest follow-up of each study; the first id among equals."""
    best: dict[str, EvidenceItem] = {}
    for item in sorted(rows, key=lambda i: (-(i.months or 0), i.item_id)):
        best.setdefault(item.study_id, item)
    return sorted(best.values(), key=lambda i: i.item_id)


def _refusal(
    role: str,
    effect_type: str,
    group: list[EvidenceItem],
    rows: list[EvidenceItem],
    chosen: list[EvidenceItem],
    never: dict[str, str],
) -> str:
    if role in never:
        return never[role]
    if effect_type == DIRECTION_ONLY:
        return "only a direction is known, and a direction is not an effect size"
    if not rows:
        return "no row is marked as poolable with a standard error"
    if any(item.standing == Standing.CLAIM_UNDER_TEST for item in rows):
        return "a claim under test may not count as evidence"
    if len(chosen) < 2:
        return "one study only"
    return ""


def _random_effects(rows: list[EvidenceItem]) -> tuple[float, float, float, float, float]:
    import numpy as np

    from evidence.meta import rma

    estimates = np.array([item.estimate for item in rows])
    variances = np.array([item.se for item in rows]) ** 2
    fit = rma(estimates, variances, method="DL")
    return float(fit.b[0]), float(fit.ci_lb[0]), float(fit.ci_ub[0]), fit.tau2, fit.I2 / 100

"""GRADE for a pooled effect: the facts of its five domains, and the concern that they propose (Guyatt and others 2011).

Nothing is said of a pool that was refused. Publication bias under ten studies cannot be judged, and that is what it says.
"""

from __future__ import annotations

from collections.abc import Iterable

from evidence.appraise.stage import APPRAISED
from evidence.meta.small_studies import FEW
from evidence.records import GradeDomain, Pool, PoolAnalysis, PoolStudy, StudyAppraisal

FINE, SERIOUS, VERY = "not serious", "serious", "very serious"
CANNOT = "cannot be judged"


def grade(
    pools: Iterable[Pool],
    members: Iterable[PoolStudy],
    analyses: Iterable[PoolAnalysis],
    studies: dict[str, StudyAppraisal],
) -> list[GradeDomain]:
    """Five rows a pool: risk of bias, inconsistency, indirectness, imprecision, publication bias."""
    members, analyses = list(members), list(analyses)
    rows = []
    for pool in pools:
        if pool.pooled and pool.estimate is not None and pool.ci_low is not None and pool.ci_high is not None:
            own = [m for m in members if m.pool_id == pool.pool_id]
            egger = [
                a for a in analyses if a.pool_id == pool.pool_id and a.analysis.startswith("Egger, mixed")
            ]
            for domain, (proposed, why) in {
                "risk of bias": _bias(own, studies),
                "inconsistency": _inconsistency(pool),
                "indirectness": (
                    CANNOT,
                    f"a person must say whether {pool.role.replace('_', ' ')} answers the question",
                ),
                "imprecision": _imprecision(pool),
                "publication bias": _publication(own, egger),
            }.items():
                rows.append(GradeDomain(pool.pool_id, domain, proposed, why, "not yet judged"))
    return rows


def _bias(own: list[PoolStudy], studies: dict[str, StudyAppraisal]) -> tuple[str, str]:
    done = [
        studies[m.study_id] for m in own if m.study_id in studies and studies[m.study_id].state == APPRAISED
    ]
    flawed = {s.study_id for s in done if s.no}
    if len(done) < len(own):
        return CANNOT, f"{len(own) - len(done)} of {len(own)} studies are not appraised"
    weight = sum(m.weight for m in own if m.study_id in flawed)
    why = f"studies that fail a criterion carry {weight:.0%} of the weight"
    return (FINE if weight < 0.25 else SERIOUS if weight < 0.75 else VERY), why


def _inconsistency(pool: Pool) -> tuple[str, str]:
    """I² is read with the prediction interval, because it grows with precision (Borenstein and others 2017)."""
    i2 = pool.i2 or 0.0
    low, high = pool.pi_low, pool.pi_high
    turns = low is not None and high is not None and low < 0 < high and not pool.ci_low < 0 < pool.ci_high
    why = f"I² {i2:.0%}" + (", and a new study might point the other way" if turns else "")
    return (VERY if i2 >= 0.75 and turns else SERIOUS if i2 >= 0.5 or turns else FINE), why


def _imprecision(pool: Pool) -> tuple[str, str]:
    if pool.ci_low < 0 < pool.ci_high:
        return SERIOUS, "the interval holds no difference"
    return FINE, "the interval leaves out no difference"


def _publication(own: list[PoolStudy], egger: list[PoolAnalysis]) -> tuple[str, str]:
    if len(own) < FEW or not egger or egger[0].p is None:
        return CANNOT, f"{len(own)} studies; at least {FEW} are needed"
    p = egger[0].p
    return (SERIOUS if p < 0.1 else FINE), f"Egger’s test gives p = {p:.3f}"

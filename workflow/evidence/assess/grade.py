"""GRADE for a pooled effect: the facts of its five domains, the concern that they propose, and what people judged.

Guyatt and others (2011, Journal of Clinical Epidemiology 64, 380-382). Nothing is said of a pool that was refused.
Publication bias under ten studies cannot be judged from the data, and that is what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evidence.appraise.risks import Risks
from evidence.appraise.rows import APPRAISED, StudyAppraisal
from evidence.appraise.tool import BAD
from evidence.assess.decisions import Bias, GradeDecision, Seriousness
from evidence.assess.imprecision import CANNOT, imprecision
from evidence.assess.missing import beside
from evidence.assess.rows import GradeDomain, Level, MissingResult, PoolCertainty
from evidence.assess.settings import GradingRules
from evidence.assess.start import Designs, starting_level
from evidence.assess.states import state
from evidence.fingerprints import digits
from evidence.given.declare import moment
from evidence.meta.small_studies import FEW
from evidence.remarks import Remark
from evidence.singular import agreeing
from evidence.synthesise.pool_rows import Pool, PoolAnalysis, PoolStudy
from evidence.written import nearest_first

DOMAINS = ("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias")


def grade(
    pools: Iterable[Pool],
    members: Iterable[PoolStudy],
    analyses: Iterable[PoolAnalysis],
    studies: dict[str, StudyAppraisal],
    decisions: Iterable[GradeDecision] = (),
    how: GradingRules | None = None,
    known: Designs | None = None,
    missing: Sequence[MissingResult] = (),
    risks: Risks | None = None,
) -> tuple[list[PoolCertainty], list[GradeDomain], list[Remark]]:
    """One row a pool, five rows of domains a pool, and a remark for each verdict on what is no pool. `known`: designs of studies;
    `missing`: what is known of results that pools do not have; `risks`: how people judged studies."""
    how = how or GradingRules()
    members, analyses, decisions = list(members), list(analyses), list(decisions)
    latest = {d.pool: d for d in sorted(decisions, key=moment)}
    rows, domains = [], []
    for pool in pools:
        if not pool.pooled or pool.estimate is None or pool.ci_low is None or pool.ci_high is None:
            continue
        own = [m for m in members if m.pool_id == pool.pool_id]
        decision, fingerprint = latest.get(pool.pool_id), _fingerprint(pool, own)
        now = state(decision, fingerprint, DOMAINS)
        given = (Level.NOT_JUDGED, "", "", "")
        if decision:
            given = (decision.level, decision.reason, decision.reviewer, decision.date)
        start, why = starting_level(own, known or {}, how)
        rows.append(PoolCertainty(pool.pool_id, start, agreeing(why), *given, now, fingerprint))
        smallest = how.smallest(pool.outcome, pool.effect_type)
        for domain, (proposed, why) in _proposals(
            pool, own, analyses, studies, smallest, missing, risks or Risks()
        ).items():
            judged = getattr(decision, domain) if decision else ""
            domains.append(GradeDomain(pool.pool_id, domain, proposed, agreeing(why), judged, now))
    return rows, domains, verdicts_on_nothing(decisions, [row.pool_id for row in rows])


def _proposals(
    pool: Pool,
    own: list[PoolStudy],
    analyses: list[PoolAnalysis],
    studies: dict[str, StudyAppraisal],
    smallest: float | None,
    missing: Sequence[MissingResult],
    risks: Risks,
) -> dict[str, tuple[str, str]]:
    egger = [a for a in analyses if a.pool_id == pool.pool_id and a.analysis.startswith("Egger, mixed")]
    role = pool.role.replace("_", " ")
    return {
        "risk_of_bias": _bias(pool, own, studies, risks),
        "inconsistency": _inconsistency(pool),
        "indirectness": (CANNOT, f"a person must say whether {role} answers the question"),
        "imprecision": imprecision(pool, smallest),
        "publication_bias": _publication(own, egger, *beside(pool, missing)),
    }


def _fingerprint(pool: Pool, own: list[PoolStudy]) -> str:
    """Twelve hex digits that change with the studies of a pool, their numbers or the model."""
    rows = sorted((m.item_id, m.study_id, m.estimate, m.se) for m in own)
    return digits([pool.method, pool.test, rows])


def verdicts_on_nothing(decisions: Iterable[GradeDecision], pooled: list[str]) -> list[Remark]:
    """A remark for each verdict on what is no pool. `pooled`: ids of the pools there are."""
    return [_no_pool(decision, pooled) for decision in decisions if decision.pool not in pooled]


def _no_pool(decision: GradeDecision, pooled: list[str]) -> Remark:
    return Remark(
        f"{decision.file}:{decision.line}",
        decision.file,
        decision.line,
        "pool",
        decision.pool,
        "nothing that was pooled has this id; the verdict was not applied",
        f"take an id of `evidence worksheet grade`: {', '.join(nearest_first(decision.pool, pooled)) or 'nothing was pooled'}",
        dropped=True,
    )


def _bias(
    pool: Pool, own: list[PoolStudy], studies: dict[str, StudyAppraisal], risks: Risks
) -> tuple[str, str]:
    """By the judgement of each study as a whole; of a study that has none by the criteria that it does not meet."""
    done = {m.study_id for m in own if m.study_id in studies and studies[m.study_id].state == APPRAISED}
    waiting = sum(m.study_id not in done for m in own)
    domains = ", ".join(f"{name} in {n}" for name, n in risks.told({m.study_id for m in own}, False).items())
    judged = f"; studies by domain: {domains}" if domains else ""
    if waiting:
        return CANNOT, f"{waiting} of {len(own)} studies are not appraised{judged}"
    whole = {m.study_id: risks.whole(m.study_id, (pool.outcome, m.item_id, pool.measure)) for m in own}
    flawed = {s for s in done if (whole[s] in BAD if whole[s] else studies[s].no)}
    weight = sum(m.weight for m in own if m.study_id in flawed)
    ways = [
        *(["fail a criterion"] if not all(whole.values()) else []),
        *(["are judged at high risk"] if any(whole.values()) else []),
    ]
    why = f"studies that {' or '.join(ways)} carry {weight:.0%} of the weight{judged}"
    return (
        Seriousness.FINE if weight < 0.25 else Seriousness.SERIOUS if weight < 0.75 else Seriousness.VERY
    ), why


def _inconsistency(pool: Pool) -> tuple[str, str]:
    """I² is read with the prediction interval, because it grows with precision (Borenstein and others 2017)."""
    i2 = pool.i2 or 0.0
    turns = _holds_zero(pool.pi_low, pool.pi_high) and not _holds_zero(pool.ci_low, pool.ci_high)
    why = f"I² {i2:.0%}" + (", and a new study might point the other way" if turns else "")
    return (
        Seriousness.VERY
        if i2 >= 0.75 and turns
        else Seriousness.SERIOUS
        if i2 >= 0.5 or turns
        else Seriousness.FINE
    ), why


def _holds_zero(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low < 0 < high


def _publication(own: list[PoolStudy], egger: list[PoolAnalysis], said: str, chosen: bool) -> tuple[str, str]:
    """What is known to be missing goes before what a test makes of the funnel."""
    p = egger[0].p if egger and len(own) >= FEW else None
    tested = (
        f"{len(own)} studies; at least {FEW} are needed" if p is None else f"Egger’s test gives p = {p:.3f}"
    )
    if chosen:
        return Bias.SUSPECTED, f"{said}; {tested}"
    if p is None:
        return CANNOT, f"{tested}; {said}"
    return (Bias.SUSPECTED if p < 0.1 else Bias.UNDETECTED), f"{tested}; {said}"

"""The rules that turn evidence into a verdict. Each returns a Ruling; none looks at a p-value of a study."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.pooled_sign import pooled_sign
from evidence.synthesise.ruling import Evidence, Ruling, interval_of


def rule(proposition: Proposition, evidence: Evidence) -> Ruling:
    """Apply the proposition's rule; where it lacks data and names an `otherwise`, apply that."""
    ruling = _RULES[proposition.rule["kind"]](proposition.rule, evidence)
    if ruling.verdict is Verdict.INSUFFICIENT and "otherwise" in proposition.rule:
        second = _RULES[proposition.rule["otherwise"]](proposition.rule, evidence)
        return Ruling(
            second.verdict,
            f"{ruling.text} So the verdict rests on another rule. {second.text}",
            ruling.numbers | second.numbers,
        )
    return ruling


def balance(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """Studies for against studies against, by direction (sign test with exact interval)."""
    n_for, n_against = evidence.votes()
    n = n_for + n_against
    numbers: dict[str, Any] = {"for": n_for, "against": n_against}
    if n:
        low, high = interval_of(n_for, n, evidence.interval)
        numbers |= {"share_for": n_for / n, "ci_low": low, "ci_high": high}
    words = (
        f"Balance of studies: supported where all of at least {evidence.minimum_studies} studies that take a side, "
        "or by the exact interval most of them, are for; not supported likewise; contested where both sides hold."
    )
    return Ruling(_balance_verdict(n_for, n_against, numbers, evidence), words, numbers)


def _balance_verdict(n_for: int, n_against: int, numbers: dict, evidence: Evidence) -> Verdict:
    n = n_for + n_against
    if n == 0:
        return Verdict.NO_EVIDENCE
    one_sided = not (n_for and n_against)
    if n < evidence.minimum_studies and one_sided:
        return Verdict.INSUFFICIENT
    if evidence.by_share is not None and n >= evidence.minimum_studies:
        if numbers["share_for"] >= evidence.by_share:
            return Verdict.SUPPORTED
        return Verdict.NOT_SUPPORTED if 1 - numbers["share_for"] >= evidence.by_share else Verdict.CONTESTED
    if (one_sided and n_for) or numbers["ci_low"] > 0.5:
        return Verdict.SUPPORTED
    if (one_sided and n_against) or numbers["ci_high"] < 0.5:
        return Verdict.NOT_SUPPORTED
    return Verdict.CONTESTED


def share(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """The share of included studies of certain designs that have a certain kind of item."""
    designs = settings["of"]["design"]
    of = evidence.designed(designs)
    having = evidence.studies(settings["having"]) & of
    n, k, limit = len(of), len(having), settings["below"]
    numbers: dict[str, Any] = {
        "having": k,
        "of": n,
        "threshold": limit,
        "having_studies": sorted(having),
    }
    words = (
        f"Share of included studies: supported where the share and its exact interval lie below {limit:.0%}, not "
        f"supported where they lie above, contested where the interval holds {limit:.0%}."
    )
    if n < settings["minimum"]:
        return Ruling(Verdict.INSUFFICIENT if n else Verdict.NO_EVIDENCE, words, numbers)
    low, high = interval_of(k, n, evidence.interval)
    numbers |= {"share": k / n, "share_low": low, "share_high": high}
    if high < limit:
        return Ruling(Verdict.SUPPORTED, words, numbers)
    return Ruling(Verdict.NOT_SUPPORTED if low > limit else Verdict.CONTESTED, words, numbers)


def contrast(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """Whether a code is more frequent in one group of cases than in another (Newcombe interval)."""
    having = evidence.units(settings["having"])
    first = evidence.units(settings["group"]["where"])
    second = evidence.units(settings["against"]["where"]) - first
    a, b = len(having & first), len(having & second)
    numbers: dict[str, Any] = {
        "in_group": a,
        "group": len(first),
        "in_other": b,
        "other": len(second),
    }
    need, need_having = settings["minimum"], settings["minimum_having"]
    words = (
        f"Contrast of {settings['group']['label']} with {settings['against']['label']}: needs at least {need} cases "
        f"on each side and {need_having} with the code."
    )
    if a + b == 0 or not (first and second):
        return Ruling(Verdict.NO_EVIDENCE, words, numbers)
    if min(len(first), len(second)) < need or a + b < need_having:
        return Ruling(Verdict.INSUFFICIENT, words, numbers)
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(
        a, len(first), b, len(second), method="newcomb", alpha=1 - evidence.interval
    )
    numbers |= {"difference_low": float(low), "difference_high": float(high)}
    if settings.get("lower"):
        low, high = -high, -low
    if low > 0:
        return Ruling(Verdict.SUPPORTED, words, numbers)
    return Ruling(Verdict.NOT_SUPPORTED if high < 0 else Verdict.CONTESTED, words, numbers)


def cooccurrence(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """Whether two codes meet in one case more often than chance has it (Fisher's exact test)."""
    everything = evidence.units({"kind": "extract"})
    first, second = (evidence.units(settings[name]) for name in ("first", "second"))
    both = first & second
    numbers: dict[str, Any] = {
        "cases": len(everything),
        "first": len(first),
        "second": len(second),
        "both": len(both),
    }
    need = settings["minimum_each"]
    words = f"Co-occurrence of two codes in one case: needs at least {need} cases with each."
    if not first or not second:
        return Ruling(Verdict.NO_EVIDENCE, words, numbers)
    if min(len(first), len(second)) < need:
        return Ruling(Verdict.INSUFFICIENT, words, numbers)
    from scipy.stats import fisher_exact

    neither = len(everything - first - second)
    table = [[len(both), len(first - second)], [len(second - first), neither]]
    p_more = float(fisher_exact(table, alternative="greater").pvalue)
    p_less = float(fisher_exact(table, alternative="less").pvalue)
    numbers |= {"p_more_often": p_more, "p_less_often": p_less}
    limit = (1 - evidence.interval) / 2
    if p_more < limit:
        return Ruling(Verdict.SUPPORTED, words, numbers)
    return Ruling(Verdict.NOT_SUPPORTED if p_less < limit else Verdict.CONTESTED, words, numbers)


def trend(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """Whether a share rises over ordered steps (Cochran 1954, Armitage 1955)."""
    steps = []
    for step in settings["steps"]:
        inside = evidence.units({**settings["within"], **step["where"]})
        steps.append((len(evidence.units({**settings["having"], **step["where"]})), len(inside)))
    numbers: dict[str, Any] = {
        "steps": [
            {"label": step["label"], "having": k, "of": n}
            for step, (k, n) in zip(settings["steps"], steps, strict=True)
        ]
    }
    need = settings["minimum_each"]
    found = ", ".join(f"{s['label']}: {s['of']}" for s in numbers["steps"])
    words = f"Ordered trend: needs at least {need} counted cases at each step (found {found})."
    if any(n < need for _, n in steps):
        return Ruling(Verdict.INSUFFICIENT, words, numbers)
    z = cochran_armitage([k for k, _ in steps], [n for _, n in steps])
    from scipy.stats import norm

    limit = float(norm.ppf(0.5 + evidence.interval / 2))
    numbers["z"] = z
    if z > limit:
        return Ruling(Verdict.SUPPORTED, words, numbers)
    return Ruling(Verdict.NOT_SUPPORTED if z < -limit else Verdict.CONTESTED, words, numbers)


def cochran_armitage(cases: list[int], totals: list[int]) -> float:
    """The z statistic of the Cochran-Armitage test with scores 0, 1, 2 ...; 0 without variance."""
    n, share_all = sum(totals), sum(cases) / sum(totals)
    scores = range(len(totals))
    excess = sum(t * (k - m * share_all) for t, k, m in zip(scores, cases, totals, strict=True))
    mean = sum(t * m for t, m in zip(scores, totals, strict=True)) / n
    spread = sum(m * (t - mean) ** 2 for t, m in zip(scores, totals, strict=True))
    variance = share_all * (1 - share_all) * spread
    return excess / variance**0.5 if variance > 0 else 0.0


def diversity(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """How many different states appear among the cases that bear on the claim."""
    found = {}
    for state in settings["states"]:
        cases = evidence.units(state["where"], named=True)
        if cases:
            found[state["label"]] = sorted(cases)
    need = settings["at_least"]
    numbers: dict[str, Any] = {"states_found": len(found), "threshold": need, "states": found}
    words = f"Diversity: supported where at least {need} different states appear among counted cases."
    if not found:
        return Ruling(Verdict.NO_EVIDENCE, words, numbers)
    return Ruling(Verdict.SUPPORTED if len(found) >= need else Verdict.INSUFFICIENT, words, numbers)


_RULES: dict[str, Callable[[dict[str, Any], Evidence], Ruling]] = {
    "balance": balance,
    "share": share,
    "contrast": contrast,
    "cooccurrence": cooccurrence,
    "trend": trend,
    "diversity": diversity,
    "pooled_sign": pooled_sign,
}

"""Random-effects models in hundreds of digits, to judge between two programs that differ: what either would print if nothing were rounded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, getcontext

from scipy import stats

getcontext().prec = 700  # weights may lie 600 digits apart
getcontext().Emax, getcontext().Emin = 10**8, -(10**8)
NONE = Decimal(0)


def sides(y: Sequence[float], v: Sequence[Decimal], tau2: Decimal) -> tuple[list[Decimal], Decimal, Decimal]:
    """Weights, mean, and Q at a tau²."""
    exact = [Decimal(one) for one in y]
    w = [1 / (own + tau2) for own in v]
    mean = sum((a * b for a, b in zip(w, exact, strict=True)), NONE) / sum(w, NONE)
    return w, mean, sum((a * (b - mean) ** 2 for a, b in zip(w, exact, strict=True)), NONE)


def likelihood(y: Sequence[float], v: Sequence[Decimal], tau2: Decimal, method: str) -> Decimal:
    """The log-likelihood of a tau², restricted by REML, without its constants."""
    w, _, q = sides(y, v, tau2)
    lost = sum(w, NONE).ln() if method == "REML" else NONE
    return (sum((one.ln() for one in w), NONE) - lost - q) / 2


def closed(y: Sequence[float], v: Sequence[Decimal], method: str) -> Decimal | None:
    """tau² by the estimators that have a formula (Viechtbauer 2005); None for those that are sought."""
    k = len(y)
    w, _, q = sides(y, v, NONE)
    total = sum(w, NONE)
    if method == "EE":
        return NONE
    if method == "DL":
        return max(NONE, (q - (k - 1)) / (total - sum((one**2 for one in w), NONE) / total))
    if method == "HS":
        return max(NONE, (q - k) / total)
    exact = [Decimal(one) for one in y]
    mean = sum(exact, NONE) / k
    squares = sum(((one - mean) ** 2 for one in exact), NONE)
    if method == "HE":
        return max(NONE, squares / (k - 1) - sum(v, NONE) / k)
    if method == "SJ":
        first = squares / k
        return first * sides(y, v, first)[2] / (k - 1) if first else NONE
    return None


def better(y: Sequence[float], v: Sequence[Decimal], method: str, ours: float, theirs: float) -> Decimal:
    """The one of two tau² that is nearer to what its method asks for; the formula itself where there is one."""
    exact = closed(y, v, method)
    if exact is not None:
        return exact
    both = Decimal(ours), Decimal(theirs)
    if method in ("ML", "REML"):
        return max(both, key=lambda tau2: likelihood(y, v, tau2, method))
    wanted = len(y) - 1
    if sides(y, v, NONE)[2] <= wanted:
        return NONE
    return min(both, key=lambda tau2: abs(sides(y, v, tau2)[2] - wanted))


def printed(
    y: Sequence[float], v: Sequence[Decimal], tau2: Decimal, method: str, test: str, level: float
) -> dict[str, Decimal]:
    """Whatever is printed of a model of a mean with this tau², by the names of the tables."""
    k = len(y)
    w, mean, q = sides(y, v, tau2)
    plain, _, q0 = sides(y, v, NONE)
    scale = Decimal(1) if test == "z" else q / (k - 1)
    scale = max(Decimal(1), scale) if test == "adhoc" else scale
    se = (scale / sum(w, NONE)).sqrt()
    law = stats.norm() if test == "z" else stats.t(k - 1)
    reach = Decimal(float(law.ppf(0.5 + level / 2)))
    typical = (k - 1) / (sum(plain, NONE) - sum((one**2 for one in plain), NONE) / sum(plain, NONE))
    found = {
        "estimate": mean,
        "se": se,
        "ci_low": mean - reach * se,
        "ci_high": mean + reach * se,
        "tau2": tau2,
        "q": q0,
    }
    found |= {
        "q_p": Decimal(float(stats.chi2.sf(float(q0), k - 1))),
        "h2": tau2 / typical + 1,
        "i2": tau2 / (typical + tau2),
    }
    if method == "EE":
        found |= {"h2": q0 / (k - 1), "i2": max(NONE, 1 - (k - 1) / q0) if q0 else NONE}
    spread = reach * (se**2 + tau2).sqrt()
    found |= {"pi_low": mean - spread, "pi_high": mean + spread}
    if se:
        found |= {"statistic": mean / se, "p": Decimal(2 * float(law.sf(abs(float(mean / se)))))}
    return found | {f"weight.{n}": one / sum(w, NONE) for n, one in enumerate(w)}


def bound(y: Sequence[float], v: Sequence[Decimal], level: float, high: bool, given: Sequence[float]) -> int:
    """Which of the given bounds of tau² (Q profile) is the nearest to its equation."""
    wanted = Decimal(float(stats.chi2.ppf(0.5 - level / 2 if high else 0.5 + level / 2, len(y) - 1)))
    if sides(y, v, NONE)[2] <= wanted:
        return min(range(len(given)), key=lambda n: given[n])
    return min(range(len(given)), key=lambda n: abs(sides(y, v, Decimal(given[n]))[2] / wanted - 1))

"""The tables of pooled effects. Names are those of metafor (Viechtbauer 2010)."""

from __future__ import annotations

from evidence.extract.rows import HigherIs
from evidence.item_words import Direction
from evidence.rows import column, table

_SCALE = "of the effect type"


@table("pools", "Groups of estimates, pooled or not, and why", key=("pool_id",))
class Pool:
    """One group of effects that might be pooled: the pooled result, or the reason why not. `n_rows` and `n_studies` are of the whole
    group; what of it is not in the pool is said under `reason`.

    Estimates are on the scale of analysis: ratios are logs. `i2` is a share. `pi_low`, `pi_high`: where the effect of a new study is expected. `q_p`: test of homogeneity.
    """

    role: str = column("what kind of comparison it is")
    outcome: str = column("outcome")
    effect_type: str = column("measure of effect")
    measure: str = column("how the outcome was measured")
    comparison: str = column("what is compared with what")
    n_rows: int = column("rows of the group", "rows")
    n_studies: int = column("studies of the group", "studies")
    pooled: bool = column("whether it was pooled")
    reason: str = column("why it was not pooled, or what of it was left out")
    estimate: float | None = column("pooled estimate", _SCALE)
    ci_low: float | None = column("lower bound of the 95 % confidence interval", _SCALE)
    ci_high: float | None = column("upper bound of the 95 % confidence interval", _SCALE)
    tau2: float | None = column("variance between studies, tau²")
    i2: float | None = column("variance that is not chance, I²", "share")
    items: tuple[str, ...] = column("the items of the group", refers="items.item_id")
    pool_id: str = column("pool")
    method: str = column("estimator of tau²")
    test: str = column("how the interval was made")
    se: float | None = column("standard error of the pooled estimate", _SCALE)
    p: float | None = column("two-sided p of the pooled estimate", "probability")
    pi_low: float | None = column("lower bound of the 95 % prediction interval", _SCALE)
    pi_high: float | None = column("upper bound of the 95 % prediction interval", _SCALE)
    q: float | None = column("Cochran's Q")
    q_p: float | None = column("p of the test of homogeneity", "probability")
    h2: float | None = column("H²")
    tau2_low: float | None = column("lower bound of tau² (95 %, Q profile)")
    tau2_high: float | None = column("upper bound of tau² (95 %, Q profile)")
    unit: str = column("unit of the estimates")
    higher_is: HigherIs = column("whether a higher value is better or worse")
    points_to: Direction = column("the side that the pooled estimate points to")
    votes_for: int = column("rows of the pool that point to benefit", "rows")
    votes_against: int = column("rows of the pool that point to harm", "rows")
    notes: tuple[str, ...] = column("what a reader of the pooled estimate must know")

    @property
    def result(self) -> tuple[float, float, float]:
        """(estimate, lower bound, upper bound) of a pooled group. Raises ValueError for one that was not pooled."""
        if self.estimate is None or self.ci_low is None or self.ci_high is None:
            raise ValueError(f"{self.pool_id} was not pooled")
        return self.estimate, self.ci_low, self.ci_high

    @property
    def expected(self) -> tuple[float, float] | None:
        """The bounds between which the effect of a new study is expected, where they are known."""
        return None if self.pi_low is None or self.pi_high is None else (self.pi_low, self.pi_high)


@table("pool_studies", "The studies of each pool and what each does", key=("pool_id", "item_id"))
class PoolStudy:
    """One study of a pool: its estimate, its weight (a share), and what the pool is without it (metafor's names)."""

    pool_id: str = column("pool", refers="pools.pool_id")
    item_id: str = column("item", refers="items.item_id")
    study_id: str = column("study")
    study_label: str = column("study in words")
    estimate: float = column("estimate", _SCALE)
    se: float = column("standard error", _SCALE)
    ci_low: float = column("lower bound of the 95 % confidence interval", _SCALE)
    ci_high: float = column("upper bound of the 95 % confidence interval", _SCALE)
    weight: float = column("weight in the pool", "share")
    without_estimate: float | None = column("pooled estimate without it", _SCALE)
    without_tau2: float | None = column("tau² without it")
    rstudent: float | None = column("externally standardised residual")
    cooks: float | None = column("Cook's distance")
    dffits: float | None = column("DFFITS")
    hat: float | None = column("hat value")
    influential: bool = column("whether the pool rests on it")
    derivation: str = column(
        "how estimate and standard error were computed or brought onto the scale of the pool"
    )


@table("pool_analyses", "Each pool in every defensible way", key=("pool_id", "kind", "analysis"))
class PoolAnalysis:
    """A pool once more, done another way: model, subgroup, moderator, prior, or a look at small studies."""

    pool_id: str = column("pool", refers="pools.pool_id")
    analysis: str = column("analysis")
    kind: str = column("kind of analysis")
    k: int = column("estimates in it", "estimates")
    estimate: float | None = column("estimate", _SCALE)
    ci_low: float | None = column("lower bound of its 95 % interval", _SCALE)
    ci_high: float | None = column("upper bound of its 95 % interval", _SCALE)
    tau2: float | None = column("variance between studies, tau²")
    statistic: float | None = column("test statistic")
    p: float | None = column("two-sided p", "probability")
    note: str = column("note, or why it could not be done")

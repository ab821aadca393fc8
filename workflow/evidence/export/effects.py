"""Effects as metafor takes them: `rma(yi, vi, slab = slab, data = read.csv(FILE))`; RevMan takes yi with sei.

Raw counts stand beside under the names of metafor's `escalc`, so that an effect can be computed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from evidence.export.table import csv_text
from evidence.extract.effect_sizes.scales import RATIOS, analysed
from evidence.extract.rows import EvidenceItem, Standing

# Our columns of raw inputs → metafor's arguments
RAW = {
    **{"events_1": "ai", "n_1": "n1i", "events_2": "ci", "n_2": "n2i"},
    **{"time_1": "t1i", "time_2": "t2i"},
    **{"mean_1": "m1i", "sd_1": "sd1i", "mean_2": "m2i", "sd_2": "sd2i"},
    **{"r": "ri", "t": "ti"},
}
_RATES = {"events_1": "x1i", "events_2": "x2i"}
_ONE_ARM = {"events_1": "xi", "n_1": "ni"}
# What `escalc(measure = )` calls the kinds of estimate; ratios are on their log scale there as here.
ESCALC = {
    **{"log_odds_ratio": "OR", "log_risk_ratio": "RR", "risk_difference": "RD", "phi": "PHI"},
    **{"odds_ratio": "OR", "risk_ratio": "RR", "yule_q": "YUQ", "yule_y": "YUY"},
    **{"mean_difference": "MD", "smd": "SMD", "log_ratio_of_means": "ROM", "ratio_of_means": "ROM"},
    **{"mean_change": "MC", "standardised_mean_change": "SMCC", "correlation": "COR", "fisher_z": "ZCOR"},
    **{"log_rate_ratio": "IRR", "rate_ratio": "IRR", "incidence_rate_ratio": "IRR", "rate_difference": "IRD"},
    **{"proportion": "PR", "logit_proportion": "PLO", "double_arcsine": "PFT"},
}
HEADER = (
    *("slab", "yi", "vi", "sei", "ci_lb", "ci_ub", "scale", "effect_type", "escalc", "ni", "months"),
    *(
        "outcome",
        "measure",
        "comparison",
        "direction",
        "higher_is",
        "unit",
        "evidence_role",
        "counted",
        "why_not",
    ),
    *("poolable", "effect_id", "study_id", "work_id", "derivation", "source"),
    *("ai", "xi", "x1i", "n1i", "t1i", "m1i", "sd1i", "ci", "x2i", "n2i", "t2i", "m2i", "sd2i", "ri", "ti"),
)


@dataclass(frozen=True, slots=True)
class Effect:
    """One estimate, and the cells of its coded row that hold raw inputs."""

    item: EvidenceItem
    cells: Mapping[str, str] = field(default_factory=dict)


def exported(items: Iterable[EvidenceItem], counted_only: bool) -> list[EvidenceItem]:
    """Items with an estimate that can be written on its scale of analysis; a direction alone is no effect."""
    return [
        item
        for item in items
        if item.kind == "effect"
        and item.estimate is not None
        and (item.effect_type not in RATIOS or item.estimate > 0)
        and (item.standing == Standing.COUNTED or not counted_only)
    ]


def write(effects: Iterable[Effect]) -> str:
    """A row an estimate. `yi` and its bounds are on the scale of analysis: the log of a ratio; `vi` is `sei` squared."""
    return csv_text(HEADER, map(_row, effects))


def _row(effect: Effect) -> list[object]:
    item = effect.item
    values: dict[str, object] = {
        "slab": item.study_label,
        "yi": _analysed(item, item.estimate),
        "vi": None if item.se is None else item.se**2,
        "sei": item.se,
        "ci_lb": _analysed(item, item.ci_low),
        "ci_ub": _analysed(item, item.ci_high),
        "scale": "log" if item.effect_type in RATIOS or item.effect_type.startswith("log_") else "as it is",
        "escalc": "" if _converted(effect) else ESCALC.get(item.effect_type, ""),
        "ni": item.n,
        "evidence_role": item.role,
        "counted": "TRUE" if item.standing == Standing.COUNTED else "FALSE",
        "why_not": item.standing_reason,
        "effect_id": item.item_id,
        **dict(_raw(item.effect_type, effect.cells)),
    }
    return [values.get(name, getattr(item, name, "")) for name in HEADER]


def _converted(effect: Effect) -> bool:
    """Whether the raw inputs give an estimate of another kind than the row has now."""
    return effect.cells.get("effect_type", effect.item.effect_type) != effect.item.effect_type


def _analysed(item: EvidenceItem, value: float | None) -> float | None:
    if value is None or (item.effect_type in RATIOS and value <= 0):
        return None
    return analysed(item.effect_type, value)


def _raw(kind: str, cells: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    own = _RATES if "rate" in kind else _ONE_ARM if ESCALC.get(kind) in ("PR", "PLO", "PFT") else {}
    names = {**RAW, **own}
    for ours, theirs in names.items():
        if cell := (cells.get(ours) or "").strip():
            yield theirs, float(cell)

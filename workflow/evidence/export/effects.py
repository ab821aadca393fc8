"""Effects as metafor takes them: `rma(yi, vi, slab = slab, data = read.csv(FILE))`; RevMan takes yi with sei.

Raw counts stand beside under the names of metafor's `escalc`, so that an effect can be computed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from evidence.export.table import csv_text
from evidence.extract.rows import EvidenceItem, Standing
from evidence.item_words import Kind
from evidence.measures import MEASURES, analysed, arms, is_ratio, of_ratios

# Our columns of raw inputs → metafor's arguments, where the row's own measure does not take them by another name.
RAW = arms.TIMES | arms.MEANS | arms.EVENTS | {"r": "ri", "t": "ti"}
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
class ExportedEffect:
    """One estimate, and the cells of its coded row that hold raw inputs."""

    item: EvidenceItem
    cells: Mapping[str, str] = field(default_factory=dict)


def exported(items: Iterable[EvidenceItem], counted_only: bool) -> list[EvidenceItem]:
    """Items with an estimate that can be written on its scale of analysis; a direction alone is no effect."""
    return [
        item
        for item in items
        if item.kind == Kind.EFFECT
        and item.estimate is not None
        and (not of_ratios(item.effect_type) or item.estimate > 0)
        and (item.standing == Standing.COUNTED or not counted_only)
    ]


def write(effects: Iterable[ExportedEffect]) -> str:
    """A row an estimate. `yi` and its bounds are on the scale of analysis: the log of a ratio; `vi` is `sei` squared."""
    return csv_text(HEADER, map(_row, effects))


def _row(effect: ExportedEffect) -> list[object]:
    item = effect.item
    values: dict[str, object] = {
        "slab": item.study_label,
        "yi": _analysed(item, item.estimate),
        "vi": None if item.se is None else item.se**2,
        "sei": item.se,
        "ci_lb": _analysed(item, item.ci_low),
        "ci_ub": _analysed(item, item.ci_high),
        "scale": "log" if is_ratio(item.effect_type) else "as it is",
        "escalc": "" if _converted(effect) else _escalc(item.effect_type),
        "ni": item.n,
        "evidence_role": item.role,
        "counted": "TRUE" if item.standing == Standing.COUNTED else "FALSE",
        "why_not": item.standing_reason,
        "effect_id": item.item_id,
        **dict(_raw(item.effect_type, effect.cells)),
    }
    return [values.get(name, getattr(item, name, "")) for name in HEADER]


def _converted(effect: ExportedEffect) -> bool:
    """Whether the raw inputs give an estimate of another kind than the row has now."""
    return effect.cells.get("effect_type", effect.item.effect_type) != effect.item.effect_type


def _analysed(item: EvidenceItem, value: float | None) -> float | None:
    if value is None or (of_ratios(item.effect_type) and value <= 0):
        return None
    return analysed(item.effect_type, value)


def _escalc(kind: str) -> str:
    """What `escalc(measure = )` calls a kind of estimate; ratios are on their log scale there as here."""
    measure = MEASURES.get(kind)
    return measure.escalc if measure else ""


def _raw(kind: str, cells: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    measure = MEASURES.get(kind)
    own = measure.ways[0].inputs if measure and measure.ways else {}
    for ours, theirs in RAW.items():
        if cell := (cells.get(ours) or "").strip():
            yield own.get(ours) or theirs, float(cell)

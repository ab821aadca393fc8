"""A pool without the studies that people judged at high risk of bias, and of those at low risk alone; or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from evidence.appraise.risks import NO_WHOLE, NOBODY, NONE_HIGH, NONE_LOW, Risks
from evidence.appraise.tool import BAD, Means
from evidence.extract.rows import EvidenceItem
from evidence.singular import agreeing
from evidence.synthesise.analysis_row import Row, fitted, refused, tried
from evidence.synthesise.pool import fit_of
from evidence.synthesise.settings import Pooling

KIND = "appraisal"
WITHOUT_HIGH, LOW_ALONE = "without studies at high risk of bias", "studies at low risk of bias alone"


def by_appraisal(
    rows: Sequence[EvidenceItem], how: Pooling, risks: Risks, appraised: bool = False
) -> Iterator[Row]:
    """One row each. `appraised`: whether a study of the pool was appraised, be it by a tool that judges no whole.

    A study that nobody has judged stays in the first and is left out of the second; the note says how many there are.
    """
    of = [risks.whole(row.study_id, (row.outcome, row.item_id, row.measure)) for row in rows]
    none = (NO_WHOLE if appraised else NOBODY) if not any(of) else ""
    kept = _those(rows, of, lambda risk: risk not in BAD)
    unjudged = len({row.study_id for row, risk in zip(rows, of, strict=True) if not risk})
    said = f"{unjudged} that are not judged are kept" if unjudged else ""
    yield _row(WITHOUT_HIGH, rows, kept, how, none or (NONE_HIGH if len(kept) == len(rows) else ""), said)
    low = _those(rows, of, lambda risk: risk is Means.LOW)
    yield _row(LOW_ALONE, rows, low, how, none or ("" if low else NONE_LOW), "")


def _those(
    rows: Sequence[EvidenceItem], of: Sequence[Means], wanted: Callable[[Means], bool]
) -> list[EvidenceItem]:
    return [row for row, risk in zip(rows, of, strict=True) if wanted(risk)]


def _row(
    name: str, rows: Sequence[EvidenceItem], kept: list[EvidenceItem], how: Pooling, why: str, said: str
) -> Row:
    gone = f"{len(rows) - len(kept)} of {len(rows)} estimates are left out"
    if not why and len(kept) == len(rows):
        why = "every study of it is judged so: it is the pool itself"
    if not why and len(kept) < 2:
        why = f"{gone}, and two are needed"
    if why:
        return refused(name, KIND, len(kept), agreeing(why))
    note = agreeing("; ".join(filter(None, [gone, said])))
    return tried(name, KIND, len(kept), partial(_fit, name, kept, how, note))


def _fit(name: str, kept: list[EvidenceItem], how: Pooling, note: str) -> Row:
    return fitted(name, KIND, fit_of(kept, how), note)

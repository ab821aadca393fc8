"""Passages, estimates and appraisals that came, went or say something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence.appraise.rows import Appraisal, Judgement
from evidence.compare.by_field import Compared, keyed
from evidence.compare.held import Held
from evidence.compare.rows import Change, Kind
from evidence.compare.same import Same
from evidence.extract.rows import EvidenceItem

_ITEM = (
    *("kind", "work_id", "study_id", "case_id", "facets", "outcome", "direction", "comparison", "measure", "propositions"),
    *("role", "source_type", "standing", "standing_reason", "text", "effect_type", "estimate", "se", "ci_low", "ci_high"),
    *("months", "poolable", "n", "p", "higher_is", "unit", "statement"),
)  # fmt: skip
"""What of a passage or estimate is evidence: not in which line it stands, nor how its study is cited."""


def items(before: Held, after: Held, same: Same) -> Iterator[Change]:
    """One row a passage or estimate that came or went, one for each column of it that differs."""
    own = (
        replace(
            row,
            work_id=same.work.get(row.work_id, row.work_id),
            study_id=same.study.get(row.study_id, row.study_id),
        )
        if same.work or same.study
        else row
        for row in before[EvidenceItem]
    )
    compared = Compared(
        Kind.ITEM,
        _ITEM,
        "text",
        subject=lambda row: row.item_id,
        name=lambda row: row.study_label,
        study=lambda row: row.study_id,
        why=lambda row, name: row.standing_reason,
    )
    yield from compared.changes(
        keyed(own, lambda row: row.item_id), keyed(after[EvidenceItem], lambda row: row.item_id)
    )


def appraisals(before: Held, after: Held, same: Same) -> Iterator[Change]:
    """Answers and judgements of people, item by item and domain by domain."""
    names = same.study
    for held in (before, after):
        held.called.look_up(row.study_id for table in (Appraisal, Judgement) for row in held[table])
    answers = Compared(
        Kind.APPRAISAL,
        ("answer",),
        "answer",
        subject=lambda row: names.get(row.study_id, row.study_id),
        name=lambda row: _named(row.study_id, before, after, same),
        study=lambda row: names.get(row.study_id, row.study_id),
        why=lambda row, name: _said(row.statement, row.by),
        told=lambda row, name: _at(row.tool, row.result, row.item) or "appraisal",
    )
    judged = Compared(
        Kind.APPRAISAL,
        ("judgement", "risk", "proposed"),
        "judgement",
        subject=lambda row: names.get(row.study_id, row.study_id),
        name=lambda row: row.study_label,
        study=lambda row: names.get(row.study_id, row.study_id),
        why=lambda row, name: _said(row.statement, row.by),
        told=lambda row, name: _at(row.tool, row.result, row.domain, name or "judgement"),
    )
    for compared, row, part in ((answers, Appraisal, "item"), (judged, Judgement, "domain")):

        def key(one: Appraisal | Judgement, part: str = part) -> tuple[str, ...]:
            return names.get(one.study_id, one.study_id), one.tool, one.result, getattr(one, part)

        own, now = (keyed(held[row], key) for held in (before, after))
        yield from compared.changes(own, now)


def _named(study: str, before: Held, after: Held, same: Same) -> str:
    """What a study is called, by the work that it has its name from."""
    now = after.called.name(same.study.get(study, study))
    return before.called.name(study) if now == study else now


def _at(*parts: str) -> str:
    return ": ".join(filter(None, parts))


def _said(reason: str, by: str) -> str:
    return f"{reason} ({by})" if reason and by else reason or by

"""evidence worksheet: the rows that wait for a person's judgement, ready to fill in."""

import csv
import sys
from collections.abc import Mapping

import typer

from evidence.errors import UserError
from evidence.io import read_table
from evidence.layout import Layout
from evidence.records import CerqualComponent, Certainty, GradeDomain, PoolCertainty, StudyAppraisal, Work


def worksheet(
    kind: str = typer.Argument(..., help="appraisal, certainty or grade"),
    only: str = typer.Argument("", help="one claim, such as P2, one study or one pool"),
) -> None:
    """Print a table of what is not yet judged, with its facts; fill it in and append it to literature/decisions/KIND.csv."""
    at = Layout()
    if kind not in KINDS:
        raise UserError(
            "there is no such worksheet", value=kind, allowed=list(KINDS), fix="name one of these"
        )
    header, rows = KINDS[kind](at, only)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(header)
    out.writerows(rows)


def _certainty(at: Layout, only: str) -> tuple[list[str], list[list[str]]]:
    from evidence.assess.cerqual import COMPONENTS

    proposed: dict[str, list[str]] = {}
    for c in read_table(at.table("assess", "cerqual"), CerqualComponent):
        proposed.setdefault(c.proposition, []).append(f"{c.component}: {c.proposed} ({c.why})")
    rows = {row.proposition: row for row in read_table(at.table("assess", "certainty"), Certainty)}
    return _to_judge("proposition", rows, proposed, COMPONENTS, only)


def _grade(at: Layout, only: str) -> tuple[list[str], list[list[str]]]:
    from evidence.assess.grade import DOMAINS

    proposed: dict[str, list[str]] = {}
    for g in read_table(at.table("assess", "grade"), GradeDomain):
        proposed.setdefault(g.pool_id, []).append(f"{g.domain}: {g.proposed} ({g.why})")
    rows = {row.pool_id: row for row in read_table(at.table("assess", "pool_certainty"), PoolCertainty)}
    return _to_judge("pool", rows, proposed, DOMAINS, only)


def _to_judge(
    key: str,
    rows: Mapping[str, Certainty | PoolCertainty],
    proposed: dict[str, list[str]],
    parts: tuple[str, ...],
    only: str,
) -> tuple[list[str], list[list[str]]]:
    """What has no verdict, or the one that is asked for: a row each with blanks for level, reason, person and parts."""
    from evidence.assess import JUDGED

    if only and only not in rows:
        raise UserError(
            f"no {key} has this id", value=only, allowed=list(rows), fix="name one of these, or none for all"
        )
    header = [key, "level", "reason", "evidence_hash", "reviewer", "date", *parts, "proposed"]
    chosen = [only] if only else [name for name, row in rows.items() if row.state != JUDGED]
    blanks = [""] * len(parts)
    return header, [
        [name, "", "", rows[name].evidence_hash, "", "", *blanks, "; ".join(proposed[name])]
        for name in chosen
    ]


def _appraisal(at: Layout, only: str) -> tuple[list[str], list[list[str]]]:
    from evidence.appraise import mmat

    keys: dict[str, str] = {}
    for work in read_table(at.table("deduplicate", "works"), Work):
        keys.setdefault(work.study_id, work.key)
    rows = []
    for study in read_table(at.table("appraise", "studies"), StudyAppraisal):
        if only and only not in (study.study_id, keys.get(study.study_id)):
            continue
        answered = {*study.yes, *study.no, *study.cannot_tell}
        category = next((n for n, name in mmat.CATEGORIES.items() if name == study.category), "")
        items = list(study.missing) or [
            i for i in (mmat.asked(category) if category else mmat.SCREENING) if i not in answered
        ]
        record = keys.get(study.study_id, "")
        if not record:
            continue  # without a record there is nothing to read and no key to name it by
        rows += [
            [record, mmat.TOOL, item, "", "", "", "", study.study_label, mmat.QUESTIONS[item]]
            for item in items
        ]
    if only and not rows:
        raise UserError(
            "no counted study with open questions has this key",
            value=only,
            fix="take a citation key or a study id",
        )
    return ["record", "tool", "item", "answer", "note", "reviewer", "date", "study", "question"], rows


KINDS = {"appraisal": _appraisal, "certainty": _certainty, "grade": _grade}

"""What a retraction does: its work, and the study that the work reports, count nowhere. A person's row outranks what records say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from evidence.decisions import by_work
from evidence.deduplicate.decisions import Retracted, RetractionDecision
from evidence.deduplicate.links import Links
from evidence.deduplicate.notices import is_concern
from evidence.deduplicate.records import Records
from evidence.deduplicate.retractions import RETRACTION, Said
from evidence.deduplicate.rows import Membership
from evidence.deduplicate.settings import STUDY
from evidence.deduplicate.works_table import Works
from evidence.ingest.rows import Record
from evidence.io import to_rows
from evidence.mentions import Mentions
from evidence.remarks import Remark
from evidence.rows import columns

DRAFTS = ("preprint-of", "report-of", "conference-version-of", "protocol-of")
"""What may be retracted without the study that it is a draft or a plan of."""

_SILENT = ("abstract", "extra")
"""Columns in which no name of an entry stands."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """What says that a work is retracted, and the record where it is said. `notice`: that is another work."""

    why: str
    record: str
    notice: bool = False


def retract(
    links: Links, records: Records, members: pa.Table, said: Said, decided: Iterable[RetractionDecision] = ()
) -> tuple[Works, list[Remark]]:
    """(works with the column `retracted`, remarks). `members`: memberships."""
    decided = list(decided)
    if not decided and not said.retracted and all(link.relation != RETRACTION for link in links.links):
        nothing = pa.array([""] * len(links.works), pa.string())
        return links.works.having("retracted", nothing), []
    work_of = dict(zip(members["record_id"].to_pylist(), members["work_id"].to_pylist(), strict=True))
    ids = links.works["work_id"].to_pylist()
    studies = dict(zip(ids, links.works["study_id"].to_pylist(), strict=True))
    people, remarks = _by_people(decided, records, members, work_of)
    stand = {studies[work] for work, why in people.items() if not why}
    drafts = {link.work_id for link in links.links if link.relation in DRAFTS and link.policy == STUDY}
    # Who says of a report that it stands has read the notice, which is one for all reports of the study.
    signs = {
        work: sign
        for work, sign in _signs(links, work_of, said).items()
        if work not in people and not (sign.notice and studies[work] in stand)
    }
    why_of = {work: sign.why for work, sign in signs.items()} | {
        work: why for work, why in people.items() if why
    }
    reasons = _with_their_study(why_of, studies, drafts, people)
    remarks += _told(signs, studies, drafts, records)
    column = pa.array([reasons.get(work, "") for work in ids], pa.string())
    return links.works.having("retracted", column), remarks


def _signs(links: Links, work_of: Mapping[str, str], said: Said) -> dict[str, _Sign]:
    """Work → what its records or a notice say of it."""
    signs = {
        work_of[record]: _Sign(why, record) for record, why in sorted(said.retracted.items(), reverse=True)
    }
    named = [link for link in links.links if link.relation == RETRACTION]
    if not named:
        return signs
    title = dict(zip(links.works["work_id"].to_pylist(), links.works["title"].to_pylist(), strict=True))
    first = {work: record for record, work in sorted(work_of.items(), reverse=True)}
    for link in named:
        if not is_concern(title[link.work_id]):
            why = f"‘{title[link.work_id]}’ ({link.work_id}) retracts it"
            signs.setdefault(link.other_work_id, _Sign(why, first[link.work_id], notice=True))
    return signs


def _by_people(
    decided: Sequence[RetractionDecision], records: Records, members: pa.Table, work_of: Mapping[str, str]
) -> tuple[dict[str, str], list[Remark]]:
    """(work → why it is retracted, blank where a person says that it stands; remarks)."""
    if not decided:
        return {}, []
    said = [name for name in records.column_names if name not in _SILENT]
    empty = {c.name: [""] * len(records) for c in columns(Record) if c.name not in said}
    whole = records.select(said)
    for name, values in empty.items():
        whole = whole.append_column(name, pa.array(values, pa.string()))
    rows = to_rows(whole.select([c.name for c in columns(Record)]), Record)
    applied, remarks = by_work(decided, Mentions(rows, to_rows(members, Membership)), dict(work_of))
    return {
        work: f"{row.reviewer} says so" + (f": {row.reason}" if row.reason else "")
        if row.decision == Retracted.RETRACTED
        else ""
        for row, work in applied
    }, remarks


def _with_their_study(
    why_of: Mapping[str, str], studies: Mapping[str, str], drafts: Collection[str], people: Mapping[str, str]
) -> dict[str, str]:
    """The retracted works with the other reports of their studies. A draft alone takes no study with it, nor any work of which a person says that it stands."""
    told, reports = {studies[work] for work in why_of}, defaultdict(list)
    for work, study in studies.items() if told else ():
        if study in told:
            reports[study].append(work)
    found = dict(why_of)
    for work, why in sorted(why_of.items()):
        for other in reports[studies[work]] if work not in drafts else ():
            if people.get(other) != "":
                found.setdefault(other, f"{work}, of the same study, is retracted: {why}")
    return found


def _told(
    signs: Mapping[str, _Sign], studies: Mapping[str, str], drafts: Collection[str], records: Records
) -> Iterator[Remark]:
    """A remark where it is said; of a notice that retracts several reports of a study the one that is no draft is named."""
    told = {
        sign.record: (work, sign)
        for work, sign in sorted(signs.items(), key=lambda one: (one[0] not in drafts, one[0]))
    }
    for row in records.select(["record_id", "source_file", "line"]).to_pylist() if told else ():
        if row["record_id"] not in told:
            continue
        work, sign = told[row["record_id"]]
        what = f"the study {studies[work]} is shown and counts nowhere, whatever was decided on it"
        if work in drafts:
            what = f"it counts nowhere; the study {studies[work]}, of which it is a draft, stands"
        problem = f"{work} is retracted, because {sign.why}: {what}"
        row_to_add = f"{row['record_id'] if not sign.notice else work.removeprefix('w-')},{Retracted.STANDS}"
        fix = f"nothing, if that is so; else add a row to literature/decisions/retractions.csv: {row_to_add}, with the reason, your name and the date"
        yield Remark(row["record_id"], row["source_file"], row["line"], "", "", problem, fix)

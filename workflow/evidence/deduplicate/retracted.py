"""What a retraction does: its work, and the study that the work reports, count nowhere. A person's row outranks what records say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from evidence.decisions import by_work
from evidence.deduplicate.decisions import Retracted, RetractionDecision
from evidence.deduplicate.links import Links
from evidence.deduplicate.notices import is_concern
from evidence.deduplicate.retractions import RETRACTION, Said
from evidence.deduplicate.rows import Membership
from evidence.deduplicate.settings import STUDY
from evidence.ingest.rows import Record
from evidence.io import to_rows
from evidence.mentions import Mentions
from evidence.remarks import Remark
from evidence.rows import columns

DRAFTS = ("preprint-of", "report-of", "conference-version-of", "protocol-of")
"""What may be retracted without the study that it is a draft or a plan of."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """What says that a work is retracted, and the record where it is said."""

    why: str
    record: str


def retract(
    links: Links, records: pa.Table, members: pa.Table, said: Said, decided: Iterable[RetractionDecision] = ()
) -> tuple[pa.Table, list[Remark]]:
    """(works with the column `retracted`, remarks). `members`: memberships."""
    work_of = dict(zip(members["record_id"].to_pylist(), members["work_id"].to_pylist(), strict=True))
    ids = links.works["work_id"].to_pylist()
    signs = {
        work_of[record]: _Sign(why, record) for record, why in sorted(said.retracted.items(), reverse=True)
    }
    named = [link for link in links.links if link.relation == RETRACTION]
    if named:
        title = dict(zip(ids, links.works["title"].to_pylist(), strict=True))
        first = {work: record for record, work in sorted(work_of.items(), reverse=True)}
        for link in named:
            if not is_concern(title[link.work_id]):
                why = f"‘{title[link.work_id]}’ ({link.work_id}) retracts it"
                signs.setdefault(link.other_work_id, _Sign(why, first[link.work_id]))
    people, remarks = _by_people(decided, records, members, work_of)
    why_of = {work: sign.why for work, sign in signs.items() if work not in people} | {
        w: why for w, why in people.items() if why
    }
    studies = dict(zip(ids, links.works["study_id"].to_pylist(), strict=True))
    reasons = _with_their_study(why_of, studies, links, people)
    remarks += _told(signs, people, studies, records)
    column = pa.array([reasons.get(work, "") for work in ids], pa.string())
    return links.works.append_column("retracted", column), remarks


def _by_people(
    decided: Iterable[RetractionDecision], records: pa.Table, members: pa.Table, work_of: Mapping[str, str]
) -> tuple[dict[str, str], list[Remark]]:
    """(work → why it is retracted, blank where a person says that it stands; remarks)."""
    decided = list(decided)
    if not decided:
        return {}, []
    empty = {c.name: [""] * len(records) for c in columns(Record) if c.name not in records.column_names}
    whole = records
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
    why_of: Mapping[str, str], studies: Mapping[str, str], links: Links, people: Mapping[str, str]
) -> dict[str, str]:
    """The retracted works with the other reports of their studies. A draft alone takes no study with it, nor any work of which a person says that it stands."""
    reports: dict[str, list[str]] = defaultdict(list)
    for work, study in studies.items():
        reports[study].append(work)
    drafts = {link.work_id for link in links.links if link.relation in DRAFTS and link.policy == STUDY}
    found = dict(why_of)
    for work, why in sorted(why_of.items()):
        for other in reports[studies[work]] if work not in drafts else ():
            if people.get(other) != "":
                found.setdefault(other, f"{work}, of the same study, is retracted: {why}")
    return found


def _told(
    signs: Mapping[str, _Sign], people: Mapping[str, str], studies: Mapping[str, str], records: pa.Table
) -> Iterator[Remark]:
    open_ = {sign.record: (work, sign) for work, sign in sorted(signs.items()) if work not in people}
    if not open_:
        return
    for row in records.select(["record_id", "source_file", "line", "title"]).to_pylist():
        if row["record_id"] in open_:
            work, sign = open_[row["record_id"]]
            what = f"{work} is retracted, because {sign.why}: the study {studies[work]} is shown and counts nowhere, whatever was decided on it"
            fix = f"nothing, if that is so; else add a row to literature/decisions/retractions.csv: {row['record_id']},stands, with the reason, your name and the date"
            yield Remark(row["record_id"], row["source_file"], row["line"], "", "", what, fix)

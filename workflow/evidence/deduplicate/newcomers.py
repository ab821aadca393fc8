"""What a work that has come since the review was last written down is to one that was known: said once, where it came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.records import Records
from evidence.deduplicate.retractions import ERRATUM, RETRACTION
from evidence.deduplicate.rows import WorkLink
from evidence.deduplicate.settings import STUDY
from evidence.deduplicate.works_table import Works
from evidence.remarks import Remark

_AS = {
    "preprint-of": ("preprint", "article"), "report-of": ("report", "article"), "conference-version-of": ("paper of a meeting", "article"),
    "protocol-of": ("protocol", "report"), "update-of": ("update", "earlier version"),
}  # fmt: skip
"""What the first of two works of one study is to the other, and the other to it."""
_NOTICES = (ERRATUM, RETRACTION, "reply-to")
_FIX = "nothing, if that is so; else rule on the two in literature/decisions/duplicates.csv"


def newcomers(
    links: Iterable[WorkLink], works: Works, records: Records, members: pa.Table, known: set[str]
) -> Iterator[Remark]:
    """A remark for each link of a work of which no record was `known` to one of which some were. What a retraction does is told elsewhere."""
    if not known:
        return
    links = list(links)
    linked = pa.array({work for link in links for work in (link.work_id, link.other_work_id)}, pa.string())
    tables = (works.select(["work_id", "study_id", "title"]), members.select(["record_id", "work_id"]))
    named, members = (table.filter(pc.is_in(table["work_id"], linked)) for table in tables)
    of: dict[str, list[str]] = {}
    for record, work in zip(members["record_id"].to_pylist(), members["work_id"].to_pylist(), strict=True):
        of.setdefault(work, []).append(record)
    title = dict(zip(named["work_id"].to_pylist(), named["title"].to_pylist(), strict=True))
    study = dict(zip(named["work_id"].to_pylist(), named["study_id"].to_pylist(), strict=True))
    notices = {link.work_id for link in links if link.relation in _NOTICES}
    drafts = {link.work_id for link in links if link.policy == STUDY}
    said: dict[tuple[str, str, str], tuple[bool, str]] = {}
    for link in links:
        there = [not known.isdisjoint(of[work]) for work in (link.work_id, link.other_work_id)]
        if (
            there[0] == there[1]
            or link.relation == RETRACTION
            or {link.work_id, link.other_work_id} <= notices
        ):
            continue
        new, old = (link.other_work_id, link.work_id) if there[0] else (link.work_id, link.other_work_id)
        what = _what(link, new == link.work_id, f"‘{title[old]}’ ({old})", study[old])
        key = (
            min(of[new]),
            link.relation,
            study[old],
        )  # of several reports of a study the one that is no draft is named
        said[key] = min(said.get(key, (True, "~")), (old in drafts, what))
    told: dict[str, list[str]] = {}
    for (record, _, _), (_, what) in said.items():
        told.setdefault(record, []).append(what)
    for row in records.select(["record_id", "source_file", "line"]).to_pylist() if told else ():
        for what in told.get(row["record_id"], ()):
            yield Remark(row["record_id"], row["source_file"], row["line"], "", "", what, _FIX)


def _what(link: WorkLink, first: bool, other: str, study: str) -> str:
    """What a newcomer does. `first`: it is the one that the link speaks of."""
    if link.policy == STUDY:
        role = _AS[link.relation][0 if first else 1] if link.relation in _AS else link.relation
        return f"it joins the study {study} as its {role}, beside {other}: the study counts once"
    word = link.relation.rpartition("-")[0].replace("-", " ")
    if first and link.relation == ERRATUM:
        return f"it is an {word} to {other}: what was coded of that may need another look, and no study counts more often"
    if first:
        return f"it is a {link.relation.replace('-', ' ')} {other}: that is named, and nothing more follows"
    return f"{other} is its {word}: that is named, and nothing more follows"

"""One key for each reference: two files with one key break pybtex, citeproc and every document that cites."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from evidence.deduplicate.rows import Work
from evidence.export.text import one_line
from evidence.ingest.rows import Record
from evidence.remarks import Remark

_NOT_IN_BIBTEX = re.compile(r"[^A-Za-z0-9_:.-]")


def in_bibtex(key: str) -> str:
    """The key in letters and signs that every BibTeX program takes.

    >>> in_bibtex('a,b}{'), in_bibtex('DBLP:conf/acl/Ash10')
    ('ab', 'DBLP:confaclAsh10')
    """
    return _NOT_IN_BIBTEX.sub("", key)


def unique_keys(works: Sequence[Work], form: Callable[[str], str] = one_line) -> dict[str, str]:
    """work_id → key in this form, no two alike (BibTeX and citeproc-py do not tell capitals from small letters).

    Works that share a key all get the end of their own id behind it, so that no other work takes over a key that
    somebody has cited, and the order of the works is of no account.
    """
    plain = {work.work_id: form(work.key) or form(work.work_id) for work in works}
    times = Counter(key.casefold() for key in plain.values())
    found: dict[str, str] = {}
    taken = {key.casefold() for key in plain.values() if times[key.casefold()] == 1}
    for work_id, key in sorted(plain.items()):
        if times[key.casefold()] > 1:
            own = form(work_id)
            more = (f"{own}-{n}" for n in itertools.count(2))
            key = _free(itertools.chain([f"{key}-{own.rsplit('-', 1)[-1]}", own], more), taken)
            taken.add(key.casefold())
        found[work_id] = key
    return found


def _free(wanted: Iterable[str], taken: set[str]) -> str:
    return next(key for key in wanted if key.casefold() not in taken)


def shared_keys(records: Iterable[Record], work_of: Mapping[str, str]) -> list[Remark]:
    """One remark for each key that stands in two files or more with different works: a decision that names it is in doubt.

    `work_of`: record_id → work_id. Copies of one work may share their key. Keys that one file repeats are remarked
    upon where the file is read.
    """
    holders: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.source_key:
            holders[record.source_key].append(record)
    return [
        _remark(key, rows)
        for key, rows in sorted(holders.items())
        if len({row.source_file for row in rows}) > 1 and len({work_of[row.record_id] for row in rows}) > 1
    ]


def _remark(key: str, rows: list[Record]) -> Remark:
    first = rows[0]
    other = next(row for row in rows if row.source_file != first.source_file)
    return Remark(
        first.record_id,
        first.source_file,
        first.line,
        "key",
        key,
        f"this key also stands in {other.source_file}:{other.line}, with another work",
        "nothing is lost: exports give each work a key of its own; in decisions name such works by DOI or record id",
    )

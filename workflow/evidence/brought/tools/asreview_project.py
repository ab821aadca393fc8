"""The project file of ASReview: an archive with its data sets and a database (SQLite) of labels.

Version 1 keeps `reviews/ID/results.sql`, in which records are numbered as they stand in the data set; version 2 has
`reviews/ID/results.db` beside `data_store.db`, which says for each record its data set and row; version 3 has both in `results.db`, and
groups of duplicates of which one is labelled. Nothing in the archive is run, unpickled or unpacked beside a database to look into.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from evidence.brought.opened import Opened
from evidence.brought.told import Told
from evidence.brought.words import decision_of, moment
from evidence.errors import UserError
from evidence.ingest.rows import Record
from evidence.ingest.stage import Source, ingest
from evidence.screen.decisions import Basis

_RESULTS = ("results.db", "results.sql")


def is_project(file: Opened) -> bool:
    """Whether a file is a project, by what it holds; or by its name, where it is damaged."""
    if file.name.lower().endswith(".asreview"):
        return True
    return file.data[:4] == b"PK\x03\x04" and any(PurePosixPath(n).name in _RESULTS for n in file.members)


def labels(file: Opened) -> Iterator[Told]:
    """What was labelled, and each record once that nobody has. Raises UserError where the file is no project."""
    members = file.members
    results = sorted(name for name in members if PurePosixPath(name).name in _RESULTS)
    if not results:
        raise _no_project(file, "it holds no results.db or results.sql")
    if len(results) > 1:
        raise _no_project(file, f"it holds several reviews: {', '.join(results)}")
    store = next((name for name in members if PurePosixPath(name).name == "data_store.db"), results[0])
    try:
        with _database(members[results[0]]) as labelled, _database(members[store]) as stored:
            entries = _entries(stored, members)
            yield from _labels(labelled, entries, _groups(stored))
    except (
        sqlite3.Error,
        TypeError,
        ValueError,
        LookupError,
        AttributeError,
    ) as error:  # a database with other things in it
        raise _no_project(file, str(error)) from None


def _no_project(file: Opened, why: str) -> UserError:
    return UserError(
        "this is not an ASReview project that can be read", file=file.name, value=why,
        fix="export the labels from ASReview as CSV or RIS and give that file",
    )  # fmt: skip


@contextmanager
def _database(data: bytes) -> Iterator[sqlite3.Connection]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.db"
        path.write_bytes(data)
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("pragma trusted_schema = off")
            connection.execute("select count(*) from sqlite_master").fetchone()
            yield connection


def _rows(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    """The rows of a table by the names of its columns; none where there is no such table."""
    have = {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}
    return [dict(row) for row in connection.execute(f'select * from "{table}"')] if table in have else []


def _entries(stored: sqlite3.Connection, members: Mapping[str, bytes]) -> dict[int, Record]:
    """record_id → the entry of its data set; where that cannot be read, what the database says of it.

    A record names its data set by the id that project.json gives to the file, or by the name of the file itself.
    """
    project = json.loads(members.get("project.json") or b"{}")
    identified = {one["name"]: one["id"] for one in project.get("datasets") or [] if one.get("id")}
    sets = {
        identified.get(PurePosixPath(name).name, PurePosixPath(name).name): {
            r.position: r for r in ingest([Source(PurePosixPath(name).name, data)]).records
        }
        for name, data in members.items()
        if PurePosixPath(name).parent.name == "data"
    }
    listed = _rows(stored, "record")
    if not listed:  # version 1
        one = next(iter(sets.values()), {})
        return {
            row["record_id"]: one[row["record_id"]]
            for row in _rows(stored, "record_table")
            if row["record_id"] in one
        }
    return {
        row["record_id"]: sets.get(str(row.get("dataset_id")), {}).get(row.get("dataset_row") or 0)
        or _made(row)
        for row in listed
    }


def _made(row: Mapping[str, Any]) -> Record:
    """The record of an entry whose data set is not there, from its title, authors, year and DOI."""
    authors = json.loads(row.get("authors") or "[]")
    item = {
        "title": row.get("title") or "(no title)", "DOI": row.get("doi") or "", "URL": row.get("url") or "", "type": "article",
        "author": [{"literal": name} if "," not in name else dict(zip(("family", "given"), name.split(", ", 1), strict=True))
                   for name in (authors if isinstance(authors, list) else [])],
    }  # fmt: skip
    item |= {"issued": {"date-parts": [[row["year"]]]}} if row.get("year") else {}
    return ingest([Source("project.json", json.dumps([item]).encode())]).records[0]


def _groups(stored: sqlite3.Connection) -> dict[int, int]:
    """record_id → the record that it is a duplicate of, as ASReview holds."""
    return {
        row["record_id"]: row["duplicate_of"]
        for row in _rows(stored, "record")
        if row.get("duplicate_of") is not None
    }


def _labels(
    labelled: sqlite3.Connection, entries: Mapping[int, Record], same: Mapping[int, int]
) -> Iterator[Told]:
    results = {row["record_id"]: row for row in _rows(labelled, "results")}
    earlier: dict[int, list[str]] = {}
    for row in _rows(labelled, "decision_changes"):
        label = row.get("label", row.get("new_label"))
        if label is None:  # version 3 writes such a row when a record is labelled for the first time
            continue
        said = decision_of(str(label)) or f"“{label}”"
        earlier.setdefault(row["record_id"], []).append(f"{said} until it was changed")
    for number in sorted({*entries, *results}):
        row = results.get(number) or results.get(same.get(number, number), {})
        lost = {"title": f"record {number} of the project, which its data set does not hold"}
        yield _told(entries.get(number) or _made(lost), number, row, earlier.get(number, []))


def _told(entry: Record, number: int, row: Mapping[str, Any], earlier: list[str]) -> Told:
    label, note = row.get("label"), row.get("note") or row.get("notes") or ""
    word = "" if label is None else str(label)
    person = row.get("user_id")
    tags = tuple(_tags(row.get("tags")))
    notes = tuple(filter(None, [str(note).strip(), *(f"earlier: {one}" for one in earlier)]))
    return Told(
        entry, number + 1, word, decision_of(word), "" if person is None else f"user-{person}",
        moment(row.get("time") or row.get("labeling_time")), "", Basis.ABSTRACT, (), notes, tags, (), tags,
    )  # fmt: skip


def _tags(held: Any) -> Iterator[str]:
    """The tags that were ticked, with the name of their group."""
    try:
        groups = json.loads(held) if isinstance(held, str) else held
    except ValueError:
        return
    for group in groups if isinstance(groups, list) else []:
        values = group.get("values") if isinstance(group, dict) else None
        for tag in values if isinstance(values, list) else []:
            if isinstance(tag, dict) and tag.get("checked"):
                yield f"{group.get('label') or group.get('name') or ''}: {tag.get('label') or tag.get('name') or ''}".strip(
                    ": "
                )

"""Screening done elsewhere: labels in exports, ASReview's projects, and tables that ASReview reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evidence.deduplicate.rows import Work
from evidence.errors import UserError
from evidence.ingest.rows import Record
from evidence.screen.rows import Screen

# Columns by which tools and published sets say whether a record was included, the surest first.
COLUMNS = (
    "asreview_label",
    "label_included",
    "included",
    "included_label",
    "final_included",
    "included_final",
    "included_flag",
    "inclusion_code",
    "include",
    "label",
)
_NOTES = {"asreview_relevant": True, "asreview_irrelevant": False}
_YES, _NO = (
    ("1", "1.0", "true", "yes", "include", "included"),
    ("0", "0.0", "false", "no", "exclude", "excluded"),
)


def label_of(record: Record) -> bool | None:
    """Whether a record was included, by its own export; None where it does not say.

    Read from a column of COLUMNS, or from the notes that ASReview writes into RIS (`ASReview_relevant`).
    """
    if not record.extra:
        return None
    extra = {name.strip().lower(): value for name, value in json.loads(record.extra).items()}
    for name in COLUMNS:
        value = str(extra.get(name, "")).strip().lower()
        if value in _YES or value in _NO:
            return value in _YES
    written = json.dumps(extra).lower()
    return next((told for note, told in _NOTES.items() if note in written), None)


def reference(record: Record) -> str:
    """What a decision table calls this record: the id that `table_for_asreview` gave it, else its key or DOI."""
    given = json.loads(record.extra).get("record_id", "") if record.extra else ""
    return given or record.source_key or record.doi or record.title


def table_for_asreview(
    works: Iterable[Work], record_of: dict[str, str], decided: dict[str, str]
) -> Iterator[list[object]]:
    """Rows (record_id, title, abstract, authors, year, doi, included) in ASReview's columns, a work a row.

    `included` is 1 or 0, and empty for a work that nobody has decided on; background counts as included.
    """
    answers = {Screen.INCLUDE: 1, Screen.BACKGROUND: 1, Screen.EXCLUDE: 0}
    for work in works:
        yield [
            record_of[work.work_id],
            work.title,
            work.abstract,
            "; ".join(work.authors),
            work.year or "",
            work.doi,
            answers.get(Screen(decided.get(work.work_id, Screen.UNDECIDED)), ""),
        ]


HEADER = ("record_id", "title", "abstract", "authors", "year", "doi", "included")


def project(path: Path) -> list[dict[str, Any]]:
    """Labelled records of an ASReview project (a zip with an SQLite `results.db`; versions 2 and 3).

    Rows: record (a reference as `reference` gives it, by the row of the data set that the project holds; else the DOI
    or title), title, included (bool), date (YYYY-MM-DD of the label, UTC, or empty), note; in the order of labelling.
    Nothing in the file is run or unpickled. Raises UserError where it is not such a file.
    """
    import sqlite3
    import tempfile
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
            named = {n.rsplit("/", 1)[-1]: n for n in archive.namelist()}
            name = named["results.db"]
            database = Path(folder) / "results.db"
            database.write_bytes(archive.read(name))
            connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
            try:
                rows = connection.execute(_labels(connection)).fetchall()
            finally:
                connection.close()
            sets = {str(r[2]) for r in rows} & named.keys()
            references = {own: _references(own, archive.read(named[own])) for own in sorted(sets)}
    except (zipfile.BadZipFile, KeyError, sqlite3.DatabaseError) as error:
        raise UserError(
            "this is not an ASReview project of version 2 or 3",
            file=path,
            value=str(error),
            fix="export the labels from ASReview as CSV or RIS and give that file",
        ) from None
    return [
        {
            "record": references.get(str(own), {}).get(row) or doi or title or "",
            "title": title or "",
            "included": bool(label),
            "date": _day(time),
            "note": note or "",
        }
        for title, doi, own, row, label, time, note in rows
    ]


def _labels(connection: Any) -> str:
    """The query of the labels: earlier versions have fewer columns."""
    have = {
        f"{table}.{column[1]}"
        for table in ("record", "results")
        for column in connection.execute(f"pragma table_info({table})")
    }
    wanted = ("title", "doi", "dataset_id", "dataset_row")
    columns = [f"record.{name}" for name in wanted] + [
        f"results.{name}" for name in ("label", "time", "note")
    ]
    chosen = ", ".join(column if column in have else "null" for column in columns)
    order = "results.time, results.rowid" if "results.time" in have else "results.rowid"
    return (
        f"select {chosen} from results join record using (record_id) "
        f"where results.label is not null order by {order}"
    )


def _references(name: str, data: bytes) -> dict[int, str]:
    """What a decision table calls each entry of a data set, by its place in the file from 0."""
    from evidence.ingest.stage import Source, ingest

    return {record.position: reference(record) for record in ingest([Source(name, data)]).records}


def _day(time: float | None) -> str:
    """The day of a time in seconds since 1970, or nothing where there is none."""
    return datetime.fromtimestamp(time, UTC).date().isoformat() if time else ""

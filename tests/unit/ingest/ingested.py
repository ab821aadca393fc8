"""What a text becomes, as the tests of readers ask it: of the stage, or of one format and, by itself, its counter."""

from __future__ import annotations

from functools import partial

from evidence.ingest.entry import RawEntry
from evidence.ingest.formats import FORMATS
from evidence.ingest.rows import Record
from evidence.ingest.stage import Ingested, Source, ingest


def read(text: str | bytes, name: str = "f") -> Ingested:
    return ingest([Source(name, text if isinstance(text, bytes) else text.encode())])


def only(text: str, name: str = "f") -> Record:
    """The one record of a text."""
    (record,) = read(text, name).records
    return record


def said(text: str) -> list[str]:
    """What a person is told of a text: its remarks, and why entries were set aside."""
    result = read(text)
    return [row.problem for row in (*result.remarks, *result.quarantine)]


def counted(name: str, text: str, written: int = 1) -> list[RawEntry]:
    """The entries of a text in which the test wrote so many: the reader finds them, and so does the counter by itself."""
    found = list(FORMATS[name].entries(text))
    assert (len(found), FORMATS[name].count(text)) == (written, written)
    return found


def entries(name: str, text: str, written: int = 1) -> list[RawEntry]:
    """As `counted`, of a text that tells its format."""
    assert FORMATS[name].tell(text)
    return counted(name, text, written)


rows = partial(counted, "csv")

"""The tables of ingest: records, what was set aside, and how many entries each file holds."""

from __future__ import annotations

from evidence.remarks import Quarantined
from evidence.rows import Table, column, table

QUARANTINE = Table(
    "ingest", "quarantine", Quarantined, "Entries that were set aside", "quarantine.csv", ("entry_id",)
)


@table("records", key=("record_id",))
class Record:
    """One usable entry of one input file."""

    record_id: str = column("record")
    source_file: str = column("file")
    position: int = column("place among the entries of its file", "entries")
    line: int = column("line of the file")
    format: str = column("format of the file")
    source_key: str = column("key or number of the entry in its file")
    kind: str = column("kind of publication")
    title: str = column("title")
    authors: tuple[str, ...] = column("authors")
    year: int | None = column("year of publication", "year")
    container: str = column("journal, book or series")
    volume: str = column("volume")
    issue: str = column("issue")
    pages: str = column("pages")
    publisher: str = column("publisher")
    doi: str = column("DOI")
    pmid: str = column("PubMed number")
    pmcid: str = column("PubMed Central number")
    isbn: str = column("ISBN")
    issn: str = column("ISSN")
    arxiv: str = column("arXiv number")
    openalex: str = column("OpenAlex number")
    url: str = column("address")
    abstract: str = column("abstract", shipped=False)
    abstract_kind: str = column("whose words the abstract is")
    keywords: tuple[str, ...] = column("keywords")
    extra: str = column("all else that the entry holds, as JSON")
    raw: str = column("the entry as it stands in the file", shipped=False)


@table("counts", key=("source_file",))
class FileCount:
    """Entries of one file: counted by a tokenizer that only counts, and read by the reader."""

    source_file: str = column("file")
    format: str = column("format of the file")
    counted: int = column("entries counted from the outside", "entries")
    read: int = column("entries read", "entries")
    quarantined: int = column("entries set aside", "entries")

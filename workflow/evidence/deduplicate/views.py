"""What it takes to tell which work a reference means: these columns of the records and of their works, for any stage from here on."""

from __future__ import annotations

from evidence.deduplicate.rows import Membership
from evidence.ingest.rows import Record
from evidence.rows import view

Entry = view(
    Record, "record_id", "source_file", "line", "source_key", "title", "authors", "year", "doi", "pmid", "url"
)
Belongs = view(Membership, "record_id", "work_id", "known", "formerly", "strange")

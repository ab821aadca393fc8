"""What it takes to tell which work a reference means: these columns of the records and of their works, for any stage from here on."""

from __future__ import annotations

from evidence.deduplicate.rows import Membership
from evidence.ingest.rows import Record
from evidence.mentions import SOUGHT
from evidence.rows import view

Entry = view(Record, *SOUGHT, "authors", "year")
Belongs = view(Membership, "record_id", "work_id", "known", "formerly", "strange")

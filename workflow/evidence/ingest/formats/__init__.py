"""The formats that are read, each with its own module, which is all that one more needs."""

from __future__ import annotations

from evidence.ingest.format import Format
from evidence.ingest.formats import tagged_rivals
from evidence.registry import Registry

FORMATS: Registry[Format] = Registry(
    __name__, "FORMAT", Format, "evidence.formats", lambda form: (form.name,), lambda form: form.order
)
# Handed down, so that a reader asks nobody above it.
tagged_rivals.known = FORMATS

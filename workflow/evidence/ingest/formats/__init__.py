"""The formats that are read, each with its own module. Adding one is adding its module and its name here."""

from __future__ import annotations

from evidence.ingest.format import Format
from evidence.ingest.formats import (
    bibtex,
    delimited,
    json_works,
    nbib,
    refer,
    ris,
    wos,
    xml_records,
    zotero_rdf,
)

# Where two formats account for equally much of a file, the one that stands first is taken.
FORMATS: tuple[Format, ...] = (
    zotero_rdf.FORMAT,
    *xml_records.FORMATS,
    *json_works.FORMATS,
    ris.FORMAT,
    nbib.FORMAT,
    wos.FORMAT,
    refer.FORMAT,
    bibtex.FORMAT,
    delimited.FORMAT,
)
BY_NAME = {form.name: form for form in FORMATS} | {delimited.SHEETS.name: delimited.SHEETS}

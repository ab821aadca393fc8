"""The formats that are read, each with its own module. Adding one is adding its module and its name here."""

from __future__ import annotations

from evidence.ingest.format import Format
from evidence.ingest.formats import (
    bibtex,
    cochrane,
    delimited,
    json_works,
    nbib,
    noteexpress,
    ovid,
    refer,
    refworks,
    ris,
    sheets,
    wos,
    xml_records,
    zotero_rdf,
)

# Where two formats account for equally much of a file, the one that stands first is taken.
FORMATS: tuple[Format, ...] = (
    zotero_rdf.FORMAT,
    *xml_records.FORMATS,
    *json_works.FORMATS,
    ovid.FORMAT,
    ris.FORMAT,
    nbib.FORMAT,
    wos.FORMAT,
    refworks.FORMAT,
    refer.FORMAT,
    cochrane.FORMAT,
    noteexpress.FORMAT,
    bibtex.FORMAT,
    delimited.FORMAT,
)
BY_NAME = {form.name: form for form in FORMATS} | {sheets.FORMAT.name: sheets.FORMAT}

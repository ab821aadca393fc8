"""Workbooks that tests write, and what the stage makes of them."""

import io
import zipfile

from openpyxl import Workbook

from evidence.ingest.stage import Source, ingest


def book(*sheets, **kept):
    """The bytes of a workbook of (name, rows)."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(made)


def saved(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(data, change):
    """A workbook whose sheets' XML was changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name.startswith("xl/worksheets/") else part)
    return out.getvalue()


def read(data):
    return ingest([Source("literature/records/x.xlsx", data)])


def titles(data):
    result = read(data)
    assert sum(c.counted for c in result.counts) == len(result.records) + len(result.quarantine)
    return [record.title for record in result.records]


HEAD = ["Title", "Authors", "Year"]


def rows(*names):
    return [HEAD, *([name, "Ash, B.", 2010] for name in names)]

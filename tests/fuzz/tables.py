"""Writers of tables and workbooks. Parts and `harm` as in `tagged`."""

from __future__ import annotations

import io
import zipfile
from random import Random
from xml.sax.saxutils import escape

from tests.fuzz.entries import Entry
from tests.fuzz.tagged import Parts, _parts

_HEADINGS = (
    (
        "Title",
        "Authors",
        "Year",
        "Source title",
        "Volume",
        "Issue",
        "Page start",
        "Page end",
        "DOI",
        "Abstract",
    ),
    ("title", "authors", "year", "journal", "volume", "number", "pages", "", "doi", "abstract"),
    ("TI", "AU", "PY", "SO", "VL", "IS", "BP", "EP", "DI", "AB"),
    (
        "Article Title",
        "Authors",
        "Publication Year",
        "Source Title",
        "Volume",
        "Issue",
        "Start Page",
        "End Page",
        "DOI",
        "Abstract",
    ),
)


def _rows(rng: Random, entries: list[Entry]) -> list[list[str]]:
    heading = rng.choice(_HEADINGS)
    rows = [[name for name in heading if name]]
    for e in entries:
        first, last = e.pages.split("-")
        pages = [first, last] if heading[7] else [e.pages]
        row = [e.title, "; ".join(e.authors), str(e.year), e.container, e.volume, e.issue, *pages, e.doi]
        rows.append([*row, e.abstract])
    return rows


def _table(rng: Random, entries: list[Entry], harm: set[int], delimiter: str) -> Parts:
    always = rng.random() < 0.4
    rows = _rows(rng, entries)
    rows[0] = ["No.", *rows[0]]
    for n, row in enumerate(rows[1:]):
        row.insert(0, str(n + 1))

    def cell(text: str) -> str:
        text = text.replace("\t", " ") if delimiter == "\t" else text
        plain = not always and not any(c in text for c in f'{delimiter}"\n')
        return text if plain else '"' + text.replace('"', '""') + '"'

    lines = [delimiter.join(map(cell, row)) for row in rows]
    for n in harm:
        lines[n + 1] = rng.choice(
            (
                lines[n + 1] + delimiter + "more",
                lines[n + 1].rsplit(delimiter, 1)[0],
                lines[n + 1].replace(delimiter, delimiter + 'a "quoted" word', 1),
                delimiter.join(cell(value) if i != 3 else "" for i, value in enumerate(rows[n + 1])),
            )
        )
    return _parts([line + "\n" for line in lines[1:]], "", lines[0] + "\n")


def csv(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    return _table(rng, entries, harm, rng.choice((",", ",", ";")))


def tsv(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    return _table(rng, entries, harm, "\t")


# A workbook is an archive around the XML of a sheet.
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
    'PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK_RELS = _RELS.replace('officeDocument"', 'worksheet"').replace(
    "xl/workbook.xml", "worksheets/sheet1.xml"
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="savedrecs" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def sheet(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    """The XML of one sheet; `workbook` puts it into its archive."""
    numbers = rng.random() < 0.5

    def cell(value: str) -> str:
        if numbers and value.isdigit():
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'

    rows = ["<row>" + "".join(map(cell, row)) + "</row>" for row in _rows(rng, entries)]
    for n in harm:
        rows[n + 1] = rng.choice(
            (
                rows[n + 1].replace("</row>", cell("more") + "</row>"),
                rows[n + 1].replace("</c>", "</c><c/>", 1),
                rows[n + 1].replace("<v>", "<v>x"),
                rows[n + 1].replace('t="inlineStr"', 't="e"', 1),
                rows[n + 1].replace('t="inlineStr"', 't="d"', 1),
            )
        )
    lie = rng.choice(("", "", '<dimension ref="A1"/>', '<dimension ref="A1:B2"/>'))
    head = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}">{lie}<sheetData>{rows[0]}'
    return _parts(rows[1:], "", head, "</sheetData></worksheet>")


def workbook(data: bytes) -> bytes:
    """The archive around a sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELS),
            ("xl/workbook.xml", _BOOK),
            ("xl/_rels/workbook.xml.rels", _BOOK_RELS),
        ):
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/sheet1.xml", data)
    return out.getvalue()

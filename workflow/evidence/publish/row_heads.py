"""The first cell of each table row as its head, in the tags of a PDF.

Typst sets header cells of columns alone (its cells for heads of rows are not within reach of its Python package), so that a reader who
hears a table would hear numbers without what they are of. An incremental update (ISO 32000-1, 7.5.6) puts changed tags behind the file:
nothing that is seen changes, and equal files stay equal. Own code: it reads only what Typst writes, structure elements in plain text.
"""

from __future__ import annotations

import re

_OBJECT = re.compile(rb"(?<![0-9])(\d+) 0 obj\n(<</Type/StructElem/S/T[RDH]\b.*?>>)\nendobj\n", re.S)
_ROW = re.compile(rb"/S/TR\b.*?/K\[(\d+) 0 R((?: \d+ 0 R)*)\]", re.S)
_COLUMNS = re.compile(rb"/Headers\[[^\]]*\]")
_TABLE = b"<</O/Table"
_TRAILER = re.compile(rb"trailer\n(<<.*?>>)\nstartxref\n(\d+)\n%%EOF\s*$", re.S)


def with_row_heads(pdf: bytes) -> bytes:
    """The same file, in which the first cell of each row of data is a header cell of the row's scope.

    Cells say no more by name which heads are theirs: with a scope for every head that follows from the table. A file that has no tags, or whose
    tables have heads of rows already, comes back as it is.
    """
    objects = {int(match[1]): match[2] for match in _OBJECT.finditer(pdf)}
    changed: dict[int, bytes] = {}
    for body in objects.values():
        row = _ROW.search(body)
        if not row or b"/S/TD" not in objects.get(int(row[1]), b""):
            continue
        cells = [int(row[1]), *map(int, re.findall(rb"(\d+) 0 R", row[2]))]
        changed |= {cell: _COLUMNS.sub(b"", objects[cell]) for cell in cells if cell in objects}
        changed[cells[0]] = _head(changed[cells[0]])
    return _updated(pdf, changed) if changed else pdf


def _head(cell: bytes) -> bytes:
    cell = cell.replace(b"/S/TD", b"/S/TH", 1)
    if _TABLE in cell:
        return cell.replace(_TABLE, _TABLE + b"/Scope/Row", 1)
    return cell.removesuffix(b">>") + b"/A[<</O/Table/Scope/Row>>]>>"


def _updated(pdf: bytes, changed: dict[int, bytes]) -> bytes:
    """The file with new versions of some objects behind it, and a table that says where they are."""
    end = _TRAILER.search(pdf)
    if not end:
        return pdf
    body, table, at = b"\n", b"xref\n0 1\n0000000000 65535 f\r\n", len(pdf) + 1
    for number in sorted(changed):
        written = b"%d 0 obj\n%s\nendobj\n" % (number, changed[number])
        table += b"%d 1\n%010d 00000 n\r\n" % (number, at)
        body, at = body + written, at + len(written)
    trailer = end[1].removesuffix(b">>") + b"/Prev %s>>" % end[2]
    return pdf + body + table + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, at)

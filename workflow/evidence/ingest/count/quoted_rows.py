"""Rows of tables, counted by the rules of quoting or by the line."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TITLE = re.compile(
    r"(?:[\w/.()' -]{0,30}[\W_])?(?:title|titles|titel|titre|t[ií]tulo|titolo|display_name)(?:[\W_][\w ()' -]{0,30})?|t[i1]|标题|题名|篇名|標題|題名",
    re.I,
)
_NAMED = re.compile(
    r"title|authors?|year|doi|abstract|journal|volume|issue|pages|url|pmid|key|id|source|type|date|publication year|source title"
    r"|keywords|publisher|issn|(?:document|article|item|publication) title|item type|author keywords|[a-z][a-z0-9]",
    re.I,
)
# A word of a name of a column beside the title, in the languages of producers.
_SAYS = re.compile(
    r"(?:\b|_)(?:authors?|creators?|years?|doi|journal|abstract|source|auto\w{1,4}|auteurs?|a[nñ]o|année|anno|\w*jahr|jaar|pmid)(?:\b|_)",
    re.I,
)
_LONGEST = 40  # letters of a name of a column
_DIGIT = re.compile(r"\d")
_PART = re.compile(r'(?:^|[,;|\t])"?(?:attachment|note|annotation)"?(?=[,;|\t]|$)')
_UNLABELLED = re.compile(
    r"\s*citations that are not yet labeled by anyone\s*"
)  # of Abstrackr, above some rows
_QUOTED = re.compile(r'"[^"]*+"')
_CELL = r'(?:"[^"]*+(?:""[^"]*+)*+"|[^"@\n][^@\n]*+|)'


def delimited(text: str) -> int:
    """Rows after the header: by the rules of quoting, or by the line where these are broken.

    The header is the first row that is filled as the table is and names a title; where none does, the first that is so filled.
    """
    named = re.match(r'\s*"?sep=(.)"?[ \t]*\n', text, re.I)
    text = (text[named.end() :] if named else text).lstrip() + "\n"
    delimiter = named[1] if named else max(",\t;|", key=lambda char: _evenness(text, char))
    rows, header, parts = 0, None, False
    for row in _rows(text, delimiter, _header(text, delimiter)):
        if header is None:
            header, parts = row, _lists_parts(row, delimiter)
        elif row != header and not (
            _names_columns(row, delimiter) or parts and _PART.search(row) or _UNLABELLED.fullmatch(row)
        ):
            rows += 1
    return rows


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """(share of the first rows that have the commonest number of cells above one, that number)."""
    # What quotes hold parts nothing, where they do not hold the whole row: an address has semicolons, and an abstract commas.
    widths = [
        (_QUOTED.sub("", row) or row).count(delimiter)
        for row, _ in zip(_rows(text, delimiter), range(40), strict=False)
    ]
    common = max(set(widths), key=lambda width: (widths.count(width) * (width > 0), width), default=0)
    return widths.count(common) / max(len(widths), 1) * (common > 0), common


def _header(text: str, delimiter: str) -> int:
    """Where the header begins."""
    found, at = [], 0
    for row in _rows(text, delimiter):
        cells = [cell.strip('" \t') for cell in re.split(f"[{re.escape(delimiter)}]", row)]
        found.append((text.index(row, at), [cell for cell in cells if cell]))
        at = found[-1][0] + len(row)
        if len(found) == 30:
            break
    usual = sorted(len(cells) for _, cells in found)[len(found) // 2] if found else 0
    filled = [(start, cells) for start, cells in found if 2 * len(cells) > usual]
    for rows in (filled, found):
        for start, cells in rows:
            if any(map(_TITLE.fullmatch, cells)):
                return start
    return filled[0][0] if filled else 0


def _rows(text: str, delimiter: str, start: int = 0) -> Iterator[str]:
    """The texts of the rows that are not blank."""
    blank = f' \t\n"{delimiter}'
    if delimiter == "\t" and _one_a_line(text[start:]):
        yield from (line for line in text[start:].split("\n") if line.strip(blank))
        return
    cell = _CELL.replace("@", re.escape(delimiter))
    cells = rf"{cell}(?:{re.escape(delimiter)}{cell})*+"
    match, as_far_as_it_goes = re.compile(rf"{cells}(?=\n)").match, re.compile(cells).match
    at, vain = start, 4 * len(text)
    while at < len(text):
        found = match(text, at) if vain > 0 else None
        end = found.end() if found else text.index("\n", at)
        if not found and vain > 0:
            # What a broken row has had us look through must not be paid for at each line again.
            begun = as_far_as_it_goes(text, at)
            stop = begun.end() if begun else at
            vain -= (len(text) if text[stop : stop + 1] == '"' else stop) - at
        if text[at:end].strip(blank):
            yield text[at:end]
        at = end + 1


def _one_a_line(text: str) -> bool:
    """Whether all lines have as many tabs as the first, so that a quote parts nothing."""
    lines = [line for line in text.split("\n") if line.strip()]
    tabs = lines[0].count("\t") if lines else 0
    return all(line.count("\t") in (tabs, tabs + 1) for line in lines)


def _lists_parts(names: str, delimiter: str) -> bool:
    """Whether a header is that of a library of Zotero, whose notes and attachments are rows too."""
    return {"key", "itemtype"} <= {re.sub(r"[\W_]", "", cell).lower() for cell in names.split(delimiter)}


def _names_columns(row: str, delimiter: str) -> bool:
    """Whether a row is a header of its own, as where two exports were appended.

    >>> _names_columns("Cites,Authors,Title,Year", ","), _names_columns("Año;Título;DOI", ";"), _names_columns("Ash,Rent,", ",")
    (True, True, False)
    """
    words = len(row) <= 3_000 and not _DIGIT.search(row)  # a row of an entry has a figure
    first = row.lstrip('" ' + delimiter).split(delimiter, 1)[0].strip('" ')
    if len(row) > 3_000 or not (words or _NAMED.fullmatch(first)):
        return False
    cells = [cell.strip('" \t') for cell in row.split(delimiter)]
    if not any(map(_TITLE.fullmatch, cells)):
        return False
    named = sum(bool(_NAMED.fullmatch(cell)) for cell in cells)
    said = (
        sum(bool(_SAYS.search(cell)) for cell in cells) if words and max(map(len, cells)) <= _LONGEST else 0
    )
    return (named >= 3 and 2 * named > len(cells)) or said >= 2


def sheet(text: str) -> int:
    """Lines below the first of a sheet of a workbook."""
    lines = [line for line in text.split("\n") if line.strip()]
    parts = bool(lines) and _lists_parts(lines[0], "\t")
    return sum(
        line != lines[0] and not (_names_columns(line, "\t") or parts and _PART.search(line))
        for line in lines
    )


def by_field(text: str) -> int:
    """Lines that begin with the name of a title, of a text with a line for each field.

    >>> by_field('"TITLE","On tea"\\n"DOI","10.1000/a"\\n\\nTITLE,On rent\\n')
    2
    """
    return len(re.findall(r"^[ ]*\"?title\"?[ ]*[,;\t]", text, re.I | re.M))

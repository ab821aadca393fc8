"""How many entries a text seems to hold, by its outward marks alone.

Tokenizers that only count. They share no code with the readers, so that a reader which swallows an entry is caught
by the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_KIND = r"@(?!\s*(?:comment|string|preamble)\s*[{(])\s*[^\W\d_][\w.:+/-]*\s*[{(]"
_BIBTEX = re.compile(rf"(?:^|[}})])[ \t]*{_KIND}|{_KIND}\s*[^\s{{}}()=,]*\s*,", re.IGNORECASE | re.MULTILINE)
# Two letters with a dash, in any spacing and case; two capitals with a space.
_DASHED = re.compile(
    r"([ \t\xa0\u3000>|]*)([A-Za-z][A-Za-z0-9])(?:  |[ \t\xa0\u3000]*(?=[-\u2010-\u2015\u2212](?:[ \t\xa0\u3000]|$)))[-\u2010-\u2015\u2212]"
)
_SPACED = re.compile(r"([ \t\xa0\u3000>|]*)([A-Z][A-Z0-9])(?:[ \t]|$)")
_BLANK_ALONE = re.compile(r"(?<=[^\s>|])[ \t]*\n[ \t\xa0\f>|]*(?=\n[ \t\xa0>|]*[^\s>|])")
_BLANK_LINE = re.compile(r"\n[ \t\xa0\f>|]*(?=\n)")
_TITLE = re.compile(
    r"(?:[\w/.()' -]{0,30}[\W_])?(?:title|titles|titel|titre|t[ií]tulo|titolo|display_name)(?:[\W_][\w ()' -]{0,30})?|t[i1]|标题|题名|篇名|標題|題名",
    re.I,
)
_NAMED = re.compile(
    r"title|authors?|year|doi|abstract|journal|volume|issue|pages|url|pmid|key|id|source|type|date|publication year|source title"
    r"|keywords|publisher|issn|(?:document|article|item|publication) title|item type|author keywords|[a-z][a-z0-9]",
    re.I,
)
# A line that seems to begin a record of RIS, but was wrapped in an abstract or a note.
_WRAPPED = re.compile(r"TY {1,2}- ?[A-Z]{3,5} [a-z]")
_CELL = r'(?:"[^"]*+(?:""[^"]*+)*+"|[^"@\n][^@\n]*+|)'


def bibtex(text: str) -> int:
    """Entries that begin a line, and others that do not stand in a value: in two braces, or in quotes.

    >>> bibtex("@misc{a, title = {A}} @misc{b, note = {as in @misc{c, title = {C}}}}")
    2
    """
    number = depth = at = 0
    quoted = False
    for match in _BIBTEX.finditer(text):
        start = text.index("@", match.start())
        depth += _opened(text, at, start)
        quoted = _in_quotes(text, at, start, quoted)
        before = text[max(0, start - 80) : start].rpartition("\n")
        at = start
        if number and (before[2].strip() or not before[1]) and (depth > 1 or quoted):
            continue
        number, depth, quoted = number + 1, 0, False
    return number


def _opened(text: str, start: int, end: int) -> int:
    """Braces opened less those closed; what stands after a backslash is neither."""
    count = text.count
    escaped = count("\\{", start, end) - count("\\}", start, end)
    return count("{", start, end) - count("}", start, end) - escaped


def _in_quotes(text: str, start: int, end: int, quoted: bool) -> bool:
    """Whether the last quote before `end` opens a value; as it was at `start` where there is none between."""
    quote = text.rfind('"', start, end)
    return text[max(0, quote - 9) : quote].rstrip()[-1:] in ("=", "#") if quote > 0 else quoted


def ris(text: str) -> int:
    """TY lines, and stretches of lines without one that hold a title or an author."""
    first = re.search(r"^[ \t\xa0>|]*(ty|TY)\b", text, re.M)
    small = bool(first and first[1] == "ty")
    return _ended(_single_spaced(text), _DASHED, "TY", "ER", ("TI", "T1", "CT", "BT", "AU", "A1"), small)


def wos(text: str) -> int:
    """PT lines, and stretches of lines without one that hold a title or an author."""
    return _ended(text, _SPACED, "PT", "ER", ("TI", "AU", "AF"))


def _ended(
    text: str, tag: re.Pattern[str], first: str, last: str, makes: tuple[str, ...], small: bool = False
) -> int:
    """Records in a row of signs, one a line: `B` begins, `E` ends, `m` makes one, `o` is another tag, `_` no tag.

    Within a record tags stand as the first or the second of its lines does.
    """
    plain: set[str] = set()  # beginnings of lines that were met at the margin and are no mark
    signs: list[str] = []
    add, steady, before = signs.append, False, ""  # `before`: the tag of the line before
    places: list[str] = []  # what stands before the tags of the record that is open
    for line in text.split("\n"):
        if steady and line[:6] in plain:
            add("o")
            before = line[:2]
            continue
        if before in ("AB", "N1", "N2") and signs[-1] in "mo" and _WRAPPED.match(line):
            add(signs[-1])
            continue
        found = tag.match(line)
        name = found[2].upper() if found and (small or found[2] == found[2].upper()) else ""
        if not name or (len(places) == 2 and found[1] not in places):
            signs.append("_" if not line.strip() else signs[-1] if signs[-1:] and signs[-1] in "mo" else "_")
            continue
        signs.append("B" if name == first else "E" if name == last else "m" if name in makes else "o")
        before = name
        places = (
            [] if name == last else [found[1]] if name == first else [*places, found[1]][:2] if places else []
        )
        steady = len(places) == 2 and "" in places
        if signs[-1] == "o" and line[2:6] == "  - ":
            plain.add(line[:6])
    return _in_row("".join(signs))


def _in_row(signs: str) -> int:
    count = signs.count("B")
    known = False
    for stretch in re.finditer(r"(?:^|E)([^BE]*)(?=([BE]?))", signs):
        runs = [run for run in stretch[1].split("_") if run]
        if stretch[2] == "E":
            count += "m" in stretch[1] or (bool(runs) and not known)
        else:
            if stretch[2] == "B" and runs and not stretch[1].endswith("_"):
                runs.pop()
            count += sum("m" in run for run in runs)
        known = known or count > 0
    return count


def nbib(text: str) -> int:
    """PMID lines, and parts between blank lines without one that hold a title or an author."""
    first = re.search(r"^([ \t\xa0\u3000>|]*)PMID *-", text, re.M)
    inner = r"(?<! {6})PMID *-" if first and not first[1] else r"PMID *-"  # a value is hung at six
    return _parted(text, inner, r"(?:TI|BTI|TT|FAU|AU|CN|FED) {0,2}-")


def refer(text: str) -> int:
    return _parted(_single_spaced(text), r"%0(?:[ \t].*)?$(?:\n[ \t>|]*%0(?:[ \t].*)?$)*", r"%[TA][ \t]+\S")


def refworks(text: str) -> int:
    return _parted(_single_spaced(text), r"RT[ \t].*$", r"(?:T1|A1)[ \t]+\S")


def noteexpress(text: str) -> int:
    return _parted(_single_spaced(text), r"\{Reference Type\}", r"\{(?:Title|Author)\}[:：][ \t]*\S")


def _parted(text: str, begins: str, makes: str) -> int:
    """Lines that begin a record, and parts between blank lines without one that hold what makes a record."""
    first, made = (re.compile(rf"^[ \t\xa0\u3000>|]*{what}", re.M) for what in (begins, makes))
    return sum(len(first.findall(part)) or bool(made.search(part)) for part in _BLANK_LINE.split(text))


def _single_spaced(text: str) -> str:
    """Without blank lines where one follows every line."""
    head = text[:20_000]
    blank, written = len(_BLANK_LINE.findall(head)), len(re.findall(r"^.*\S", head, re.M))
    return _BLANK_ALONE.sub("", text) if written > 6 and blank > 0.9 * (written - 1) else text


def ovid(text: str) -> int:
    """Numbers in angle brackets on lines of their own, or lines that name the vendor."""
    numbers = re.findall(r"^[ \t>|]*<\s*\d+\s*\.?\s*>\s*$", text, re.M)
    return len(numbers) or len(re.findall(r"^[ \t>|]*VN {1,3}- ", text, re.M))


def cochrane(text: str) -> int:
    return len(re.findall(r"^[ \t>|]*Record #\d+ of \d+\s*$", text, re.M))


def delimited(text: str) -> int:
    """Rows after the header: by the rules of quoting, or by the line where these are broken.

    The header is the first row that is filled as the table is and names a title; where none does, the first that is so filled.
    """
    named = re.match(r'\s*"?sep=(.)"?[ \t]*\n', text, re.I)
    text = (text[named.end() :] if named else text).lstrip() + "\n"
    delimiter = named[1] if named else max(",\t;|", key=lambda char: _evenness(text, char))
    rows, header = 0, None
    for row in _rows(text, delimiter, _header(text, delimiter)):
        if header is None:
            header = row
        elif row != header and not _names_columns(row, delimiter):
            rows += 1
    return rows


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """(share of the first rows that have the commonest number of cells above one, that number)."""
    widths = [row.count(delimiter) for row, _ in zip(_rows(text, delimiter), range(40), strict=False)]
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
            stop = as_far_as_it_goes(text, at).end()
            vain -= (len(text) if text[stop : stop + 1] == '"' else stop) - at
        if text[at:end].strip(blank):
            yield text[at:end]
        at = end + 1


def _one_a_line(text: str) -> bool:
    """Whether all lines have as many tabs as the first, so that a quote parts nothing."""
    lines = [line for line in text.split("\n") if line.strip()]
    tabs = lines[0].count("\t") if lines else 0
    return all(line.count("\t") in (tabs, tabs + 1) for line in lines)


def _names_columns(row: str, delimiter: str) -> bool:
    """Whether a row is a header of its own, as where two exports were appended."""
    if len(row) > 3_000 or not _NAMED.fullmatch(
        row.lstrip('" ' + delimiter).split(delimiter, 1)[0].strip('" ')
    ):
        return False
    cells = [cell.strip('" \t') for cell in row.split(delimiter)]
    named = sum(bool(_NAMED.fullmatch(cell)) for cell in cells)
    return named >= 3 and 2 * named > len(cells) and any(map(_TITLE.fullmatch, cells))


def sheet(text: str) -> int:
    """Lines below the first of a sheet of a workbook."""
    lines = [line for line in text.split("\n") if line.strip()]
    return sum(line != lines[0] and not _names_columns(line, "\t") for line in lines)


_JSON_TITLE = re.compile(
    r'"(?:[a-z]+:)?(?:(?:article|document|paper|primary|main|full|original|item)[-_ ]?)?titles?"\s*:', re.I
)
_JSON_MARK = re.compile(
    r'"(?:[a-z]+:)?(?:authors?|creators?|author[-_]?string|authorships|year|pub[-_]?year|publication[-_]?(?:year|date)|'
    r'date|issued|published|doi|pmid|abstract|journal|container-title|venue|issn|isbn|volume|itemtype|coverdate)"\s*:',
    re.I,
)


def json(text: str) -> int:
    """Works: objects with a title and a field of a work, and what else stands in a list of such; else the
    values of the outermost list, or the one value."""
    bones = re.sub(r"\\.", "", text, flags=re.S)
    bones = re.sub(r"//[^\n\"]*(?=\n)|/\*[^*\"]*\*/", "", bones) if "/*" in bones or "//" in bones else bones
    bones = _JSON_MARK.sub("\x02", _JSON_TITLE.sub("\x01", bones))
    bones = re.sub(r'"[^"]*"', "\x03", bones)
    bones = re.sub(r"[^\x01-\x03{}\[\],\s:]+", "\x03", bones)
    bones = re.sub(r"[\s:]+", "", bones)
    found = _works(bones)
    return _beginnings(text) if found is None else found


def _works(bones: str) -> int | None:
    """Works in brackets, commas, and signs for a title, a mark and any other value; None where brackets do not match."""
    # of each open bracket: its kind, whether a title was seen, marks seen, works in it, values in it
    stack: list[list] = [["", False, 0, 0, 0]]
    empty, last = False, ""
    for char in bones:
        top = stack[-1]
        if char in "{[":
            top[4] += 1
            stack.append([char, False, 0, 0, 0])
        elif char in "}]":
            if top[0] != ("{" if char == "}" else "["):
                return None
            stack.pop()
            empty = empty or (char == "]" and last == "[")
            _close(stack[-1], *top)
        elif char == "\x03":
            top[4] += not top[0] or (top[0] == "[" and last in ",[")
        elif char == "\x01":
            top[1] = True
        elif char == "\x02":
            top[2] += 1
        last = char
    if len(stack) > 1:
        return None
    _, _, _, works, values = stack[0]
    return works or (0 if empty and values == 1 and bones[:1] == "{" else values)


def _close(around: list, kind: str, titled: bool, marks: int, works: int, values: int) -> None:
    """What a closed bracket is for the one around it: a title and a mark make a work, as two marks do; a list that
    has works in it counts whole."""
    if kind == "{":
        around[3] += 1 if marks > 1 - titled else works
    else:
        around[3] += max(works, values) if works else 0
        around[4] += values - 1 if not around[0] else 0


def _beginnings(text: str) -> int:
    """Where brackets do not match: objects that begin as the first one in a list, or in a line, does; never more
    than there are titles."""
    titles = len(_JSON_TITLE.findall(text))
    lines = re.match(r'\s*\{\s*("[^"\n]+"\s*:)', text)
    listed = re.search(r'\[\s*\{\s*("[^"\n]+"\s*:)', text)
    for first in (lines, listed):
        if first:
            name = re.escape(first[1])
            begun = len(re.findall(rf"(?:^[ \t]*+|[\[,}}]\s*+)\{{\s*{name}", text, re.M))
            if 1 < begun <= titles:
                return begun
    return 1 if text.strip() else 0


def rdf(text: str) -> int:
    """Item types that are works."""
    return len(re.findall(r"<z:itemType>(?!attachment<|note<)", text))


def xml(text: str, names: str) -> int:
    """Elements with one of these names (a pattern), and others beside them that hold a title."""
    for opens, closes in (("<!--", "-->"), ("<![CDATA[", "]]>")):
        first, *others = text.split(opens)
        open_ended = next((n for n in range(len(others), 0, -1) if closes in others[n - 1]), 0)
        text = first + "".join(part.partition(closes)[2] for part in others[:open_ended])
        text += opens.join(others[open_ended:])
    name = rf"(?:[\w.-]+:)?(?:{names})"
    envelope = r"<(?:[\w.-]+:)?(?:header|recordData)[\s>]"
    wraps = rf"(?![^<>]*>(?:(?!</?{name}[\s/>]).){{0,2000}}?{envelope})" if re.search(envelope, text) else ""
    begun = [match.start() for match in re.finditer(rf"<{name}(?=[\s/>]){wraps}", text, re.S)]
    parts = zip(begun, [*begun, len(text)][1:], strict=True) if begun else ()
    return len(begun) + sum(_strangers(text[start:end], name) for start, end in parts)


def _strangers(part: str, name: str) -> int:
    """Elements after the end of a record that hold a title."""
    _, *after = re.split(rf"</{name}\s*>", part, maxsplit=1)
    depth = number = titled = 0
    for closing, title, empty in re.findall(
        r"<(/?)[\w.:-]*?(title)?(?=[\s/>])[^<>]*?(/?)>", "".join(after), re.I
    ):
        titled = titled or (bool(title) and depth > 0)
        depth += 0 if empty else -1 if closing else 1
        if depth < 0:
            break
        if depth == 0 and closing:
            number, titled = number + bool(titled), 0
    return number

"""How many entries a text seems to hold, by its outward marks alone.

Tokenizers that only count. They share no code with the readers, so that a reader which swallows an entry is caught
by the difference.
"""

from __future__ import annotations

import re

_KIND = r"@(?!\s*(?:comment|string|preamble)\s*[{(])\s*[^\W\d_][\w.:+/-]*\s*[{(]"
_BIBTEX = re.compile(rf"(?:^|[}})])[ \t]*{_KIND}|{_KIND}\s*[^\s{{}}()=,]*\s*,", re.IGNORECASE | re.MULTILINE)
_RIS_TAG = re.compile(r"[A-Z][A-Z0-9](?:  -| - | -$)")
_PREAMBLE = re.compile(
    r"""\A(?!.*(?:^|[,;\t"])\s*(?:\w+ )?title\b)(?:[^\n]*\n){1,9}?(?=[^\n]*(?:^|[,;\t"])\s*(?:document |article |primary )?title(?: primary)?\s*["]?\s*[,;\t])""",
    re.I | re.M,
)
_CELL = r'(?:"[^"]*+(?:""[^"]*+)*+"|[^"@\n][^@\n]*+|)'


def bibtex(text: str) -> int:
    return len(_BIBTEX.findall(text))


def ris(text: str) -> int:
    count, open_record = 0, False
    for line in text.split("\n"):
        if not _RIS_TAG.match(line):
            continue
        if line.startswith("ER"):
            open_record = False
        elif line.startswith("TY") or not open_record:
            count += 1
            open_record = True
    return count


def nbib(text: str) -> int:
    """Runs of lines that are not blank; a PMID line begins another."""
    count, inside = 0, False
    for line in text.split("\n"):
        begins = bool(line.strip()) and (not inside or line.startswith("PMID-"))
        count += begins
        inside = bool(line.strip())
    return count


def delimited(text: str) -> int:
    """Rows after the header: by the rules of quoting, or by the line where these are broken."""
    text = _PREAMBLE.sub("", text.lstrip() + "\n")
    heading = text[: text.index("\n")]
    delimiter = max((",", "\t", ";"), key=heading.count)
    cell = _CELL.replace("@", delimiter)
    row = re.compile(rf"{cell}(?:{delimiter}{cell})*+(?=\n)")
    rows, at = 0, 0
    while at < len(text):
        match = row.match(text, at)
        end = match.end() if match else text.index("\n", at)
        rows += bool(text[at:end].strip(f' \t\n"{delimiter}'))
        at = end + 1
    return max(rows - 1, 0)


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
            begun = len(re.findall(rf"(?:^\s*|[\[,}}]\s*)\{{\s*{name}", text, re.M))
            if 1 < begun <= titles:
                return begun
    return 1 if text.strip() else 0


def wos(text: str) -> int:
    """Lines that begin a record, or tagged lines after an end that none began."""
    count, inside = 0, False
    for line in text.split("\n"):
        if re.match(r"PT(?: |$)", line):
            count, inside = count + 1, True
        elif re.match(r"ER\s*$", line):
            inside = False
        elif re.match(r"(?!FN|VR|EF)[A-Z][A-Z0-9] ", line) and not inside:
            count, inside = count + 1, True
    return count


def refer(text: str) -> int:
    count, inside = 0, False
    for line in text.split("\n"):
        begins = line.startswith("%0") or (line.startswith("%") and not inside)
        count += begins
        inside = begins or (inside and bool(line.strip()))
    return count


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
    parts = zip(begun, [*begun[1:], len(text)], strict=True)
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

"""How many entries a text seems to hold, by its outward marks alone.

Tokenizers that only count. They share no code with the readers, so that a reader which swallows an entry is caught
by the difference.
"""

from __future__ import annotations

import re

_KIND = r"@(?!\s*(?:comment|string|preamble)\s*[{(])\s*[^\W\d_][\w.:+/-]*\s*[{(]"
_BIBTEX = re.compile(rf"(?:^|[}})])[ \t]*{_KIND}|{_KIND}\s*[^\s{{}}()=,]*\s*,", re.IGNORECASE | re.MULTILINE)
# Two letters with a dash, in any spacing and case; two capitals with a space.
_DASHED = re.compile(
    r"([ \t\xa0\u3000>|]*)([A-Za-z][A-Za-z0-9])(?:  |[ \t\xa0\u3000]*(?=[-\u2010-\u2015\u2212](?:[ \t\xa0\u3000]|$)))[-\u2010-\u2015\u2212]"
)
_SPACED = re.compile(r"([ \t\xa0\u3000>|]*)([A-Z][A-Z0-9])(?:[ \t]|$)")
_BLANK_ALONE = re.compile(r"(?<=[^\s>|])[ \t]*\n[ \t\xa0\f>|]*(?=\n[ \t\xa0>|]*[^\s>|])")
_BLANK_LINE = re.compile(r"\n[ \t\xa0\f>|]*(?=\n)")
_PREAMBLE = re.compile(
    r"""\A(?!.*(?:^|[,;\t"])\s*(?:\w+ )?title\b)(?:[^\n]*\n){1,9}?(?=[^\n]*(?:^|[,;\t"])\s*(?:document |article |primary )?title(?: primary)?\s*["]?\s*[,;\t])""",
    re.I | re.M,
)
_CELL = r'(?:"[^"]*+(?:""[^"]*+)*+"|[^"@\n][^@\n]*+|)'


def bibtex(text: str) -> int:
    return len(_BIBTEX.findall(text))


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
    add, steady = signs.append, False
    places: list[str] = []  # what stands before the tags of the record that is open
    for line in text.split("\n"):
        if steady and line[:6] in plain:
            add("o")
            continue
        found = tag.match(line)
        name = found[2].upper() if found and (small or found[2] == found[2].upper()) else ""
        if not name or (len(places) == 2 and found[1] not in places):
            signs.append("_" if not line.strip() else signs[-1] if signs[-1:] and signs[-1] in "mo" else "_")
            continue
        signs.append("B" if name == first else "E" if name == last else "m" if name in makes else "o")
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
    return _parted(text, r"PMID *-", r"(?:TI|BTI|TT|FAU|AU|CN|FED) {0,2}-")


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


def json(text: str) -> int:
    """Values in the outermost list, or one."""
    text = text.strip()
    if not text.startswith("["):
        return max(len(re.findall(r"^\{", text, re.M)) if "\n{" in text else 1, 1)
    depth, commas, quoted, escaped = 0, 0, False, False
    for char in text:
        if quoted:
            quoted = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            quoted = True
        elif char in "{[":
            depth += 1
        elif char in "}]":
            depth -= 1
        commas += char == "," and depth == 1 and not quoted
        if depth == 0 and not quoted:
            break
    return commas + 1 if text[1:].strip(" \n\t]") else 0


def works(text: str) -> int:
    """Works of an answer's list, of a bare list, or one a line."""
    text = text.strip()
    found = re.search(r'"(?:items|results)"\s*:\s*\[', text)
    if text.startswith("{") and found and '"title"' not in text[: found.start()]:
        return json(text[found.end() - 1 :])
    return json(text)


def rdf(text: str) -> int:
    """Item types that are works."""
    return len(re.findall(r"<z:itemType>(?!attachment<|note<)", text))


def endnote(text: str) -> int:
    return len(re.findall(r"<record(?=[\s>])", text))


def pubmed(text: str) -> int:
    return len(re.findall(r"<PubmedArticle(?=[\s>])", text))

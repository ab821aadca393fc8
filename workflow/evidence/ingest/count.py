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


def endnote(text: str) -> int:
    return len(re.findall(r"<record(?=[\s>])", text))


def pubmed(text: str) -> int:
    return len(re.findall(r"<PubmedArticle(?=[\s>])", text))

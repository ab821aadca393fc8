"""BibTeX: entries are split here, with their lines, and each is parsed alone by pybtex.

pybtex reads a whole file or nothing; entry by entry, one broken entry costs only itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.errors import shorten
from evidence.ingest.bibtex_mend import mend
from evidence.ingest.bibtex_split import split
from evidence.ingest.entry import Problem, RawEntry
from evidence.ingest.latex import decode

_STRAY = re.compile(r"(?:^|[\s,{])[^\W\d_][\w-]*\s*=\s*[{\"\d]")
_ESCAPED = re.compile(r"\\([_%&#~{}$])")
_NOT_RECORDS = {"comment", "preamble", "string"}
_CANONICAL = {
    "title": "title",
    "year": "year",
    "date": "year",
    "journal": "container",
    "journaltitle": "container",
    "booktitle": "container",
    "series": "container",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "publisher": "publisher",
    "volume": "volume",
    "number": "issue",
    "issue": "issue",
    "pages": "pages",
    "doi": "doi",
    "pmid": "pmid",
    "url": "url",
    "abstract": "abstract",
    "kind": "kind",
}
# Where several fields mean one thing, the one that comes first above is used.
_PREFERENCE = {name: rank for rank, name in enumerate(_CANONICAL, start=1)}


def read(text: str) -> Iterator[RawEntry]:
    """Yield every entry of a BibTeX file, in order, readable or not."""
    macros: dict[str, str] = {}
    waiting: RawEntry | None = None
    position, line, counted_to, reached = 0, 1, 0, 0
    gap = ""
    for kind, start, end, next_start in split(text):
        line += text.count("\n", counted_to, start)
        counted_to = start
        gap += text[reached:start]
        reached = end if end is not None else next_start
        raw = text[start:reached]
        if kind in _NOT_RECORDS:
            if kind == "string" and end is not None:
                _learn(raw, macros)
            continue
        if waiting:
            _note_stray(waiting, gap)
            gap = ""
            yield waiting
        waiting = _parse(position, line, raw, macros) if end else _unclosed(position, line, raw)
        position += 1
    if waiting:
        _note_stray(waiting, gap + text[reached:])
        yield waiting


def _unclosed(position: int, line: int, raw: str) -> RawEntry:
    problem = Problem(
        "",
        "a brace is not closed before the next entry begins",
        "add the missing closing brace of this entry",
    )
    return RawEntry(position, line, raw.rstrip(), problem=problem)


def _note_stray(entry: RawEntry, gap: str) -> None:
    """BibTeX ignores text between entries; fields that stand there have lost their entry."""
    if _STRAY.search(gap):
        problem = "fields stand outside of any entry next to this one; they were not read"
        fix = "look for a closing brace too many, or for an entry whose `@` is missing"
        entry.repairs.append(("", shorten(gap), problem, fix))


def _learn(raw: str, macros: dict[str, str]) -> None:
    """Add the macro that an `@string` entry defines; a broken one defines nothing."""
    from pybtex.database.input.bibtex import LowLevelParser, month_names
    from pybtex.exceptions import PybtexError

    parser = LowLevelParser(raw, macros={**month_names, **macros})
    try:
        list(parser)
    except (PybtexError, ValueError):
        return
    macros.update({name.lower(): value for name, value in parser.macros.items()})


def _parse(position: int, line: int, raw: str, macros: dict[str, str]) -> RawEntry:
    from pybtex.database.input.bibtex import LowLevelParser, month_names
    from pybtex.exceptions import PybtexError

    entry = RawEntry(position, line, raw)
    macros = {**month_names, **macros}
    entry.kind = re.match(r"@\s*([^\s{(]+)", raw).group(1).lower()
    try:
        _, (key, found) = next(iter(LowLevelParser(raw, macros=dict(macros))))
        fields = [(name.lower(), "".join(parts)) for name, parts in found]
        if not fields:
            raise ValueError("the entry has no fields")
        entry.key = key or ""
    except (PybtexError, StopIteration, ValueError, RecursionError) as error:
        fields = _mended(entry, _in_file(error, line), macros)
    seen: set[str] = set()
    for name, value in sorted(fields, key=lambda field: _PREFERENCE.get(field[0], 0)):
        _file(entry, name, value, seen)
    return entry


def _in_file(error: BaseException, first_line: int) -> str:
    """pybtex's message, with lines counted from the top of the file and not of the entry."""
    message = " ".join(str(error).split()) or "the entry is empty"
    return re.sub(r"\bin line (\d+)", lambda m: f"in line {int(m.group(1)) + first_line - 1}", message)


def _mended(entry: RawEntry, message: str, macros: dict[str, str]) -> list[tuple[str, str]]:
    """The fields of an entry that pybtex refused, or a problem where none can be told."""
    mended = mend(entry.raw, macros)
    entry.key = mended.key
    if not mended.fields:
        entry.problem = Problem(
            "",
            f"this is not valid BibTeX: {message}",
            "check the key, the commas, the equals signs and the quotes of this entry",
            entry.raw.split("\n", 1)[0],
        )
    elif not mended.key:
        fix = "give it a key, so that decisions can name it"
        entry.repairs.append(("key", "", "the entry has no citation key", fix))
    else:
        problem = f"this is not valid BibTeX ({message}); it was read field by field"
        fix = "compare the record with its entry, and correct the entry"
        entry.repairs.append(("", entry.raw.split("\n", 1)[0], problem, fix))
    if mended.fields and mended.left_out:
        problem = "this text belongs to no field and was left out"
        entry.repairs.append(("", shorten(mended.left_out), problem, "correct the entry"))
    return mended.fields


def _file(entry: RawEntry, name: str, value: str, seen: set[str]) -> None:
    if name in seen:
        entry.extra[f"{name} (repeated)"] = value
        entry.repairs.append(
            (name, value, "the field is given twice", "keep the right one; the first was used")
        )
        return
    seen.add(name)
    if name == "author" or (name == "editor" and not entry.authors):
        entry.authors = split_names(value)
        if name == "editor":
            entry.extra["editor"] = decode(value)
    elif name == "keywords":
        entry.keywords = [decode(k).strip() for k in re.split(r"[;,]", value) if k.strip()]
    else:
        text = plain(value) if name in ("url", "doi") else decode(value)
        entry.put(_CANONICAL.get(name), name, text)


def split_names(value: str) -> list[str]:
    """The names of a BibTeX name list, decoded; a braced name stays whole.

    >>> split_names('Krug, Gerhard and {Audit Commission}')
    ['Krug, Gerhard', '{Audit Commission}']
    """
    from pybtex.bibtex.utils import split_name_list

    names = []
    for name in split_name_list(" ".join(value.split())):
        corporate = name.startswith("{") and name.endswith("}")
        text = decode(name).strip()
        names.append("{" + text + "}" if corporate else text)
    return [name for name in names if name not in ("others", "")]


def plain(value: str) -> str:
    """An address or identifier without LaTeX escapes, otherwise untouched.

    >>> plain('10.1000/a\\\\_b')
    '10.1000/a_b'
    """
    return _ESCAPED.sub(r"\1", value).strip("{} ")

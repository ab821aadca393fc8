"""RIS: records are split and read here by rispy's table of tags.

rispy's own parser drops a repeated tag and a value without a space before it, and says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence import identifiers
from evidence.ingest import count
from evidence.ingest.entry import Problem, RawEntry
from evidence.ingest.format import Format, whole
from evidence.ingest.formats.tagged import accounted

_TAG = re.compile(r"^([A-Z][A-Z0-9])(?:  -| -(?= |$)) ?(.*)$")
_CANONICAL = {
    "title": "title",
    "primary_title": "title",
    "short_title": "title",
    "year": "year",
    "publication_year": "year",
    "date": "year",
    "journal_name": "container",
    "secondary_title": "container",
    "alternate_title1": "container",
    "alternate_title2": "container",
    "alternate_title3": "container",
    "tertiary_title": "container",
    "publisher": "publisher",
    "volume": "volume",
    "number": "issue",
    "doi": "doi",
    "abstract": "abstract",
    "notes_abstract": "abstract",
    "type_of_work": "kind",
    "urls": "url",
    "id": "key",
    "DI": "doi",
    "L3": "doi",
    "BT": "title",
    "CT": "title",
}
_MEDLINE = re.compile(r"medline|pubmed|ncbi", re.I)
# Identifiers that RIS has no tag for; `export.ris` writes them as notes of this form.
_NAMED = re.compile(r"(arxiv|openalex): ?\S+", re.I)
# Where several tags mean one thing, the one that comes first above is used.
_PREFERENCE = {name: rank for rank, name in enumerate(_CANONICAL)}
_NAMES = ("authors", "first_authors", "secondary_authors")


def read(text: str) -> Iterator[RawEntry]:
    """Yield every record of a RIS file, in order, readable or not."""
    for position, (line, lines, closed) in enumerate(_blocks(text)):
        raw = "\n".join(lines)
        entry = RawEntry(position, line, raw)
        if not raw.lstrip().startswith("TY"):
            entry.problem = Problem(
                "TY",
                "the record does not begin with a TY line",
                "add a first line such as `TY  - JOUR` before this record",
                lines[0],
            )
        else:
            _parse(entry, lines)
            if not closed:
                problem = "the record has no ER line; it was read up to the next one"
                entry.repairs.append(("ER", "", problem, "add `ER  - `"))
        yield entry


def _blocks(text: str) -> Iterator[tuple[int, list[str], bool]]:
    """(first line, lines, closed by ER) of each record; text between records is left out."""
    block: list[str] = []
    first = 0
    for number, line in enumerate(text.split("\n"), start=1):
        match = _TAG.match(line.rstrip())
        tag = match.group(1) if match else None
        if tag == "TY" and block:
            yield first, block, False
            block = []
        if tag == "ER" and block:
            yield first, [*block, "ER  - "], True
            block = []
        elif (tag or block) and tag != "ER":
            if not block:
                first = number
            block.append(line.rstrip())
    if block:
        yield first, block, False


def _parse(entry: RawEntry, lines: list[str]) -> None:
    fields = _tagged(lines)
    entry.kind = "; ".join(fields.pop("type_of_reference", [])).lower()
    for name in _NAMES:
        names = [text for text in fields.pop(name, []) if text]
        if entry.authors:
            entry.put(None, name, "; ".join(names))
        entry.authors = entry.authors or names
    entry.keywords = [word for word in fields.pop("keywords", []) if word]
    start, end = fields.pop("start_page", [""])[0], fields.pop("end_page", [""])[0]
    entry.put("pages", "SP", f"{start}-{end}" if start and end and end != start else start or end)
    medline = any(
        _MEDLINE.search(text)
        for name in ("name_of_database", "database_provider")
        for text in fields.get(name, [])
    )
    for name in sorted(fields, key=lambda n: _PREFERENCE.get(n, len(_PREFERENCE))):
        for text in fields[name]:
            found = identifiers.serials(text) if name == "issn" else []
            for meant, value in found or [(_meant(name, text, medline), text)]:
                entry.put(meant, name, value)
    entry.key = entry.fields.pop("key", "")


def _meant(name: str, text: str, medline: bool) -> str | None:
    """The canonical name of a value; some tags hold one thing or another and are told apart by its form."""
    if name in ("DI", "L3"):
        return "doi" if identifiers.doi(text) else None
    if name == "custom2" and identifiers.pmcid(text):
        return "pmcid"
    if name == "accession_number" and medline and identifiers.pmid(text) == text.strip():
        return "pmid"
    if name == "notes" and (named := _NAMED.fullmatch(text)):
        return named[1].lower()
    return _CANONICAL.get(name)


def _tagged(lines: list[str]) -> dict[str, list[str]]:
    """Values by rispy's name of their tag; a line without a tag continues the value above it."""
    from rispy.config import TAG_KEY_MAPPING

    found: dict[str, list[str]] = {}
    values: list[str] = []
    for line in lines:
        if match := _TAG.match(line):
            tag, text = match.groups()
            values = found.setdefault(TAG_KEY_MAPPING.get(tag, tag), [])
            values.append(text.strip())
        elif line.strip():
            values[-1] = f"{values[-1]} {line.strip()}".strip()
    found.pop("end_of_reference", None)
    return found


FORMAT = Format(
    name="ris",
    label="RIS",
    tell=lambda text: accounted(text, _TAG, frozenset(("TY", "ER"))),
    count=count.ris,
    begins=re.compile(rb"\n(?=TY  ?-)"),
    in_lines=True,
    **whole(read),
)

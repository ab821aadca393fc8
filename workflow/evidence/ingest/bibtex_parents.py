"""What an entry inherits by `crossref` and `xdata` from another entry of its file."""

from __future__ import annotations

import re

from evidence.ingest.bibtex_mend import mend
from evidence.ingest.bibtex_scan import scan
from evidence.ingest.bibtex_split import closing_brace
from evidence.ingest.entry import RawEntry

Field = tuple[str, str, int]

_POINTERS = ("xdata", "crossref")
# What names or describes the parent itself and would be wrong for its part.
_OWN = {
    *("title", "subtitle", "shorttitle", "titleaddon", "crossref", "xdata", "ids", "doi", "url", "urldate"),
    *("abstract", "keywords", "pages", "pagetotal", "eprint", "eprinttype", "pmid", "pmcid", "note", "file"),
}
_LONGEST_CHAIN = 5
_MOST_PARENTS = 40  # that one entry reaches, itself or through others
_HEAD = re.compile(r"@\s*[^\W\d_][\w.:+/-]*\s*[{(]\s*([^\s,{}][^,{}\n]{0,300}+),")


class Parents:
    """The entries of one text that others refer to, found when they are asked for."""

    def __init__(self, text: str, macros: dict[str, str]):
        self._text, self._macros = text, macros
        self._heads: dict[str, tuple[int, int]] | None = None
        self._known: dict[str, list[Field] | None] = {}

    def complete(self, entry: RawEntry, fields: list[Field]) -> list[Field]:
        """The fields with those that they inherit; a parent that is not there is remarked."""
        return self._complete(entry, fields, 0, [0])

    def _complete(self, entry: RawEntry, fields: list[Field], depth: int, asked: list[int]) -> list[Field]:
        pointers = [(name, value) for name, value, _ in fields if name in _POINTERS]
        if not pointers or depth == _LONGEST_CHAIN:
            return fields
        fields = list(fields)
        for name, value in pointers:
            for key in filter(None, (part.strip() for part in value.split(","))):
                asked[0] += 1
                if asked[0] > _MOST_PARENTS:
                    if asked[0] == _MOST_PARENTS + 1:
                        problem = (
                            f"this entry refers to more than {_MOST_PARENTS} others; no more were looked up"
                        )
                        entry.repairs.append((name, key, problem, "write the fields into the entry itself"))
                    return fields
                found = self._find(key)
                if found is not None:
                    found = self._complete(entry, found, depth + 1, asked)
                    fields += _inherited(fields, found, name == "xdata")
                elif not key.startswith("10."):  # SciELO keeps the DOI here
                    problem = "the entry that this one refers to is not in this part of the file"
                    entry.repairs.append((name, key, problem, "put both entries next to each other"))
        return fields

    def _find(self, key: str) -> list[Field] | None:
        if self._heads is None:
            self._heads = {}
            for match in _HEAD.finditer(self._text):
                self._heads.setdefault(match[1].rstrip(), match.span())
        if key not in self._known:
            span = self._heads.get(key)
            self._known[key] = self._fields(*span) if span else None
        return self._known[key]

    def _fields(self, start: int, after: int) -> list[Field]:
        following = self._text.find("\n@", after)
        limit = len(self._text) if following == -1 else following
        scanned = scan(self._text, start, limit, self._macros)
        if scanned is not None:
            return scanned.fields
        opening = re.compile(r"[{(]").search(self._text, start)
        assert opening  # a head ends with one
        end = closing_brace(self._text, opening.start(), limit)
        raw = self._text[start : limit if end is None else end]
        return mend(raw, self._macros, end is not None).fields


def _inherited(fields: list[Field], parent: list[Field], everything: bool) -> list[Field]:
    """The parent's fields that are missing here, with the offset -1; its title is the book's."""
    known = {name for name, _, _ in fields}
    more: dict[str, str] = {}
    for name, value, _ in parent:
        heir = name
        if not everything and name == "title":
            heir = "booktitle" if "title" in known else "title"
        elif (not everything and name in _OWN) or name in _POINTERS:
            continue
        if heir not in known and (heir != "year" or "date" not in known):
            more.setdefault(heir, value)
    return [(name, value, -1) for name, value in more.items()]

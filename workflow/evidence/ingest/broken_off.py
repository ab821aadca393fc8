"""A download that broke off: XML whose outermost element is never closed. Where it broke off between two records, nothing
else shows that there were more."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.ingest.formats import xml_records, zotero_rdf

_FORMATS = (*xml_records.FORMATS, zotero_rdf.FORMAT)
_HEAD = re.compile(
    r"\ufeff?\s*(?:<\?[^<>]*\?>\s*|<!--.*?-->\s*|<![A-Z][^<>\[]*(?:\[[^\[\]]*\]\s*)?>\s*)*", re.S
)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)(?=[\s>])[^<>]*(?<!/)>")
WHAT = "the file ends before <{}> is closed, so that it looks broken off; entries behind its end would not be here"
FIX = "compare the number of entries with that of the search, and export the file again"


@dataclass(slots=True)
class Outermost:
    """The outermost element of a file whose texts are looked at one by one: its name, and whether its end was seen."""

    name: str = ""
    closed: bool = False
    begun: bool = False

    def look(self, text: str, form: object) -> None:
        """Look at the next text of the file, which is of a format.

        >>> seen = Outermost()
        >>> seen.look("<?xml version='1.0'?>\\n<records><record/>", _FORMATS[0])
        >>> seen.name, seen.closed
        ('records', False)
        """
        if not self.begun and form in _FORMATS:
            head = _HEAD.match(text)
            root = _ROOT.match(text, head.end() if head else 0)
            self.name = root[1] if root else ""
        self.begun = True
        self.closed = self.closed or bool(self.name and re.search(rf"</{re.escape(self.name)}\s*>", text))

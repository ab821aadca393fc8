"""How records of RIS end otherwise than with `ER  - `, as some programs write it: with their TY, or with ER alone."""

from __future__ import annotations

import re

_FIRST = re.compile(r"\s*([A-Z][A-Z0-9]) {1,2}-")
_ENDS = re.compile(r"^[ \t>|]*ER {0,2}-", re.M)
# Of what follows a TY: a blank line or none, and the next tag or the end.
_AFTER_KIND = re.compile(r"^TY {1,2}-[^\n]*(?:\n(\s*\n)?(?:([A-Z][A-Z0-9]) {1,2}-)?|\Z)", re.M)
# An end without its dash, before another record or at the end of the text.
_BARE_END = re.compile(r"^[ \t>]*ER[ \t]*$(?=\s*(?:\Z|^[ \t>]*TY {0,2}-))", re.M)


def with_ends(text: str) -> str:
    r"""The text with the dash behind every ER that stands alone and ends a record.

    >>> with_ends("TI  - A\nER\nTY  - JOUR\nAB  - B\nER\nof it")
    'TI  - A\nER  - \nTY  - JOUR\nAB  - B\nER\nof it'
    """
    return _BARE_END.sub("ER  - ", text)


def kind_is_last(text: str) -> bool:
    """Whether no record has an ER, and each ends with its TY: what follows a TY begins a record as the first one begins.

    >>> kind_is_last("TI  - A\\nPY  - 1\\nTY  - JOUR\\nTI  - B\\nTY  - JOUR"), kind_is_last("TI  - A\\nTY  - JOUR\\nPY  - 1")
    (True, False)
    """
    first = _FIRST.match(text)
    if not first or first[1] in ("TY", "ER") or _ENDS.search(text):
        return False
    after = _AFTER_KIND.findall(text)
    return bool(after) and all(not tag or blank or tag == first[1] for blank, tag in after)

"""Our name for a work in the notes of a file that goes to another program, by which it is known again when it comes back.

Most programs give each reference a number of their own and forget ours; what stands in a note they keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_BEFORE = "Review record:"
_MARK = re.compile(rf"\W*{_BEFORE}\s*([^\s<>|;,\"]+)\W*", re.IGNORECASE)


def mark(record: str) -> str:
    """The note that names a record.

    >>> mark("abel2001-7h2k")
    'Review record: abel2001-7h2k'
    """
    return f"{_BEFORE} {record}"


def marked(texts: Iterable[str]) -> list[str]:
    """The records that are named in notes.

    >>> marked(["see p. 3 | <p>Review record: abel2001-7h2k</p>"])
    ['abel2001-7h2k']
    """
    return [name for text in texts if _BEFORE in text for name in _MARK.findall(text)]


def unmarked(note: str) -> str:
    """A note without the name of our record.

    >>> unmarked("Review record: abel2001-7h2k"), unmarked("see p. 3; Review record: abel2001-7h2k")
    ('', 'see p. 3')
    """
    return _MARK.sub(" ", note).strip() if _BEFORE in note else note

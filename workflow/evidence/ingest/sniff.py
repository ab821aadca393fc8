"""Which format a text has, judged by its content as a whole and never by its name or by one line of it."""

from __future__ import annotations

from evidence.ingest.format import Format, Piece
from evidence.ingest.formats import FORMATS

# A larger text is judged by its beginning.
_LOOKED_AT = 2**18


def sniff(text: str) -> Format | None:
    r"""The format that accounts for most of a text; None where no format accounts for any of it. Where two
    account for equally much, the one that stands first in FORMATS.

    >>> sniff("TY  - JOUR\nTI  - A\nN1  - @misc{a, title = {B}}\nER  - ").name
    'ris'
    >>> sniff("FN Clarivate\nVR 1.0\nPT J\nTI A\nER").name, sniff("%0 Book\n%T A").name, sniff("prose")
    ('wos', 'refer', None)
    """
    part = text if len(text) <= 3 * _LOOKED_AT else text[:_LOOKED_AT]
    told = [(form.tell(part), form) for form in FORMATS]
    ranked = [form for size, form in sorted(told, key=lambda each: -each[0]) if size]
    return next((form for form in ranked if _reads(form, part)), ranked[0] if ranked else None)


def _reads(form: Format, text: str) -> bool:
    """Whether there is an entry for a format: one that would read nothing gives way to one that reads something."""
    try:
        return any(isinstance(part, Piece) for part in form.cut(text))
    except Exception:  # the reader's own fault, of which it speaks when it reads
        return True

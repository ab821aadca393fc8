"""Which format a text has, judged by its content as a whole and never by its name or by one line of it."""

from __future__ import annotations

from evidence.ingest.format import Format
from evidence.ingest.formats import FORMATS

# A larger text is judged by its beginning, its middle and its end.
_LOOKED_AT = 2**18


def sniff(text: str) -> Format | None:
    r"""The format that accounts for most of a text; None where no format accounts for any of it.

    >>> sniff("TY  - JOUR\nTI  - A\nN1  - @misc{a, title = {B}}\nER  - ").name
    'ris'
    >>> sniff("FN Clarivate\nVR 1.0\nPT J\nTI A\nER").name, sniff("%0 Book\n%T A").name, sniff("prose")
    ('wos', 'refer', None)
    """
    parts = _parts(text)
    told = {form.name: sum(form.tell(part) for part in parts) for form in FORMATS}
    best = max(FORMATS, key=lambda form: told[form.name])
    return best if told[best.name] else None


def _parts(text: str) -> list[str]:
    if len(text) <= 3 * _LOOKED_AT:
        return [text]
    return [text[:_LOOKED_AT]]

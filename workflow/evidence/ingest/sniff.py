"""Which format a text has, judged by its content as a whole and never by its name or by one line of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from evidence.ingest.format import Format, Piece
from evidence.ingest.formats import FORMATS

# A larger text is judged by its beginning.
_LOOKED_AT = 2**18
_TRIED = 50
_RICH = re.compile(r"\s*\{\\rtf\d")  # whose marks would stand in every value
_JSON = re.compile(r"\s*[\[{]\s*[{\"]")  # how no table begins, though lines of JSON look like rows
_WHOLE = 0.95  # quotes and line ends of cells are not accounted for


def sniff(text: str, faults: list[str] | None = None) -> Format | None:
    r"""The format that accounts for most of a text; None where no format accounts for any of it. Where two
    account for equally much, the one of the lower order; a table gives way to a format that accounts for half as much.
    The text of a word processor (RTF) is of none. A format that fails does not claim the text; its fault is put into `faults`.

    >>> sniff("TY  - JOUR\nTI  - A\nN1  - @misc{a, title = {B}}\nER  - ").name
    'ris'
    >>> sniff("FN Clarivate\nVR 1.0\nPT J\nTI A\nER").name, sniff("%0 Book\n%T A").name, sniff("prose")
    ('wos', 'refer', None)
    """
    if _RICH.match(text):
        return None
    part = text if len(text) <= 3 * _LOOKED_AT else text[:_LOOKED_AT]
    told = [(_told(form, part, faults), form) for form in FORMATS]
    ranked = sorted((each for each in told if each[0]), key=lambda each: -each[0])
    near = [form for size, form in ranked if 2 * size >= ranked[0][0]]
    # Unless its rows account for the whole: what another accounts for then stands in its cells.
    most, first = ranked[0] if ranked else (0, None)
    whole = first and first.rows and most >= _WHOLE * len(part.strip()) and not _JSON.match(part)
    near.sort(key=lambda form: form.rows and not whole)
    holding = (form for _, form in ranked if next(_pieces(form, part), None))
    best = next((form for form in near if _reads(form, part)), None) or next(holding, None)
    return best or (ranked[0][1] if ranked else None)


def _told(form: Format, text: str, faults: list[str] | None) -> int:
    try:
        return form.tell(text)
    except Exception as error:
        if faults is not None:
            what = f"it could not be told whether this is {form.label} ({type(error).__name__}: {error})"
            faults.append(what)
        return 0


def _reads(form: Format, text: str) -> bool:
    """Whether one of the first entries can be read: a format that could read none gives way to one that can."""
    return any(form.entry(piece).problem is None for piece in islice(_pieces(form, text), _TRIED))


def _pieces(form: Format, text: str) -> Iterator[Piece]:
    try:
        yield from (part for part in form.cut(text) if isinstance(part, Piece))
    except Exception:  # the reader's own fault, of which it speaks when it reads
        return

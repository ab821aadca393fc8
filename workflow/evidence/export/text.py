"""Values made fit to be written: what a line of text, a file of XML and a cell can hold."""

from __future__ import annotations

import re

# Control characters, halves of surrogate pairs and the two that are no characters: XML 1.0 and Excel refuse them.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def one_line(text: str) -> str:
    """The text on one line, without characters that no format can hold; readers fold white space in the same way.

    >>> one_line(' a\\n ER  - b\\x00c ')
    'a ER - b c'
    """
    return " ".join(_UNFIT.sub(" ", text).split())

"""What a reader sees of a page's slot: words without tags, the rows of a table."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from markupsafe import Markup


def words(slot: Any) -> str:
    """The text of a slot, its tags left out; what is no HTML is text as it stands."""
    if not hasattr(slot, "__html__"):
        return str(slot)
    bare = re.sub(r"<svg.*?</svg>", " ", slot.__html__(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", bare)).split())


def rows(slot: Any, ident: str) -> list[list[str]]:
    """The rows that a view gives, or those of the table with this id in HTML: cell by cell, without the header."""
    if not hasattr(slot, "__html__"):
        return [[words(cell) for cell in row] for row in slot]
    (found,) = re.findall(rf'<caption id="{re.escape(ident)}-caption">(.*?)</table>', slot, re.S)
    lines = re.findall(r"<tr\b.*?</tr>", found.partition("<tbody>")[2], re.S)
    return [
        [words(Markup(cell)) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", line, re.S)] for line in lines
    ]


def described(slot: Any) -> list[str]:
    """What each drawing says of itself to those who do not see it: the wide ones and the narrow ones."""
    svg = (
        "".join(slot(ident, compact=ident == "narrow") for ident in ("wide", "narrow"))
        if callable(slot)
        else slot
    )
    return [unescape(text) for text in re.findall(r"<desc\b[^>]*>(.*?)</desc>", svg, re.S)]

"""What a reader sees of a page's slot: words without tags, the rows of a table."""

from __future__ import annotations

import re
from html import unescape
from typing import Any


def words(slot: Any) -> str:
    """The text of a slot, its tags left out."""
    html = slot.__html__() if hasattr(slot, "__html__") else str(slot)
    bare = re.sub(r"<svg.*?</svg>", " ", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", bare)).split())


def rows(slot: Any, ident: str) -> list[list[str]]:
    """The rows of the table with this id, cell by cell, without its header."""
    html = slot.__html__() if hasattr(slot, "__html__") else str(slot)
    (found,) = re.findall(rf'<caption id="{re.escape(ident)}-caption">(.*?)</table>', html, re.S)
    body = found.partition("<tbody>")[2]
    lines = re.findall(r"<tr\b.*?</tr>", body, re.S)
    return [[words(cell) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", line, re.S)] for line in lines]


def described(slot: Any) -> list[str]:
    """What each drawing says of itself to those who do not see it: the wide ones and the narrow ones."""
    return [unescape(text) for text in re.findall(r"<desc\b[^>]*>(.*?)</desc>", slot.__html__(), re.S)]

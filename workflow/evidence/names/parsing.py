"""From a text to the names that it holds."""

from __future__ import annotations

import ast
import json
import re
import unicodedata
from functools import lru_cache
from typing import Any

from evidence.names.around import bare, is_nobody
from evidence.names.bodies import is_striking, speaks_of_a_body
from evidence.names.joined import declared, people
from evidence.names.person import ROMAN, body, is_initial, is_short
from evidence.normalise import clean, is_nothing

_SEMICOLON = re.compile(r"\s*[;|；]\s*")
_WRITTEN_LIST = re.compile(r"[\[(]\s*['\"{\[]|(?:c\(|\{)\s*['\"]")
# A family name, a comma and a given name, with nothing in it that needs a second look.
_ORDINARY = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ' ’-]*, [A-ZÀ-Þ][A-Za-zÀ-ɏ' .’-]*")


@lru_cache(maxsize=50_000)
def read_all(text: str) -> tuple[str, ...]:
    """`read`, remembered: names come back in the next entries."""
    return tuple(read(text))


def read(text: str) -> list[str]:
    """The names that a text holds, each `Family, Given` or the whole name of a body; none for a placeholder.

    Braces around the whole say that it is one body; so does a comma at the end (EndNote), or two
    in the place of one.

    >>> read("Garcia HH, Lescano AG; Cyst Working Group in Peru.")
    ['Garcia, HH', 'Lescano, AG', 'Cyst Working Group in Peru']
    >>> read("Isaacs, Fay and Toukhsa, Sam R"), read("Rhonda Nicole Balzer et al.")
    (['Isaacs, Fay', 'Toukhsa, Sam R'], ['Balzer, Rhonda Nicole'])
    >>> read("Department for Work and Pensions"), read("Gerhard Krug"), read("{Audit Commission}")
    (['Department for Work and Pensions'], ['Krug, Gerhard'], ['Audit Commission'])
    """
    if _is_ordinary(text):
        return [text]
    text = clean(_lines_parted(text) if "\n" in text else text)
    if is_nothing(text) or is_nobody(text):
        return []
    if (listed := written_list(text)) is not None:
        return [name for item in listed for name in read(_said(item))]
    return [name for part in _parted(text) for name in _names(part)]


def written_list(text: str) -> list[Any] | None:
    """The items of a list that a program wrote into a cell as Python, JSON, R or a database does, else None.

    >>> written_list("['Marks, Carl', 'Lindgrin, Astra']"), written_list("[Anonymous]")
    (['Marks, Carl', 'Lindgrin, Astra'], None)
    >>> written_list('c("Ash, Bo", "Elm, Cy")'), written_list('{"Ash, Bo","Elm, Cy"}'), written_list("{Tea Board}")
    (['Ash, Bo', 'Elm, Cy'], ['Ash, Bo', 'Elm, Cy'], None)
    """
    if len(text) > 100_000 or not text.endswith(("]", ")", "}")) or not _WRITTEN_LIST.match(text):
        return None
    if text[0] in "c{":
        text = f"[{text.removeprefix('c')[1:-1]}]"
    for reading in (json.loads, ast.literal_eval):
        try:
            found = reading(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
        return list(found) if isinstance(found, list | tuple) else None
    return None


def from_parts(family: str, given: str = "", suffix: str = "") -> str:
    """What a format says in parts, as a text that `read` takes as it was said: a family name alone is a body's.

    >>> from_parts("Krug", "Gerhard"), from_parts("National Audit Office")
    ('Krug, Gerhard', '{National Audit Office}')
    """
    family, given, suffix = (" ".join(part.split()) for part in (family, given, suffix))
    if not (family and given):
        return f"{{{family or given}}}" if family or given else ""
    return ", ".join(filter(None, (family, given, suffix)))


def _said(item: Any) -> str:
    """The name in an item of such a list: text, or a row with the names that JSON exports use."""
    if not isinstance(item, dict):
        return " ".join(map(str, item)) if isinstance(item, list | tuple) else str(item)
    family, given = (
        next((str(item[key]) for key in keys if item.get(key)), "")
        for keys in (("family", "lastName", "last_name", "literal"), ("given", "firstName", "first_name"))
    )
    return from_parts(family, given) or str(item.get("name") or item.get("display_name") or "")


def _parted(text: str) -> list[str]:
    """The parts between semicolons and bars, none of which stands in braces or brackets."""
    if not _SEMICOLON.search(text):
        return [text]
    found, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth = max(depth + (char in "{([") - (char in "})]"), 0)
        if char in ";|；" and not depth:
            found.append(text[start:at])
            start = at + 1
    return [*found, text[start:]] if depth == 0 else _SEMICOLON.split(text)


def _lines_parted(text: str) -> str:
    """A name a line, as some cells hold them."""
    lines = [line.strip(" ;,\r") for line in text.split("\n") if line.strip()]
    return "; ".join(lines) if all("," in line for line in lines) else text


def _names(part: str) -> list[str]:
    part = part.strip()
    if part.startswith("{") and part.endswith("}"):
        return declared(part.strip("{} "))
    part = bare(part.replace("{", "").replace("}", ""))
    if not part or is_nobody(part) or is_nothing(part):
        return []
    if ",," in part:
        return [body(part.replace(",,", ",").strip(" ,"))]
    if part.endswith(",") and "," not in part[:-1]:
        return [body(part[:-1])]
    parts = [name.strip() for name in part.split("/")]
    apart = " / " in part and all(name.count(",") == 1 and not speaks_of_a_body(name) for name in parts)
    if len(parts) > 1 and (apart or all(map(is_short, parts))):
        return [name for one in parts for name in people(one)]
    return people(part)


def _is_ordinary(text: str) -> bool:
    if not _ORDINARY.fullmatch(text) or "  " in text or not unicodedata.is_normalized("NFC", text):
        return False
    family, _, given = text.partition(", ")
    if " " in family and any(map(is_initial, family.split(" "))):
        return False
    words = [*family.split(" "), *given.split(" ")]
    return not (words[-1].endswith(".") and len(words[-1]) > 4) and not any(map(_is_telling, words))


@lru_cache(maxsize=50_000)
def _is_telling(word: str) -> bool:
    return is_striking(word) or ROMAN.fullmatch(word) is not None

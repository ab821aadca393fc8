"""Sift, a tool that writes one word of one person into the notes: `SIFT ella: keep`, `SIFT ben: drop (no trial)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.brought.opened import Opened
from evidence.brought.told import Given, Told, fields
from evidence.brought.tool import Tool
from evidence.screen.rows import Screen

_WORD = re.compile(r"SIFT (\w+): (keep|drop|wait)(?: \((.*?)\))?")
_MEANS = {"keep": Screen.INCLUDE, "drop": Screen.EXCLUDE}


def tell(file: Opened) -> str:
    told = any(_WORD.search(fields(entry).get("notes", "")) for entry in file.read.records)
    return "its notes hold “SIFT”" if told else ""


def read(file: Opened, given: Given) -> Iterator[Told]:
    for entry in file.read.records:
        found = _WORD.search(fields(entry).get("notes", ""))
        who, word, why = found.groups() if found else ("", "", "")
        yield Told(entry, entry.line, word, _MEANS.get(word), who, reasons=(why,) if why else ())


TOOL = Tool("sift", "Sift", "tables with its words in the notes", tell, read)

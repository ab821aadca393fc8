"""What damages a file: edits of its text, each as (start, end, new text, what was done)."""

from __future__ import annotations

import re
from random import Random
from typing import Protocol

Edit = tuple[int, int, str, str]


class Format(Protocol):
    """What an edit asks of a format: the pieces of its structure."""

    tokens: tuple[str, ...]


_CONTROL = (
    "\x00",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1e",
    "\x85",
    "\u2028",
    "\x7f",
    "\x1b",
    "\ufeff",
    "\u202e",
    "\x08",
)
_BYTES = ("\udcff", "\udcc3", "\udc80", "\udce9", "\udcfe\udcff", "\udced\udca0\udc80", "\udc92")
_STRAY = (
    *(
        "some words",
        "# 12 of 40 #",
        "e-mail a@example.org",
        "100 % @ 5",
        "%",
        "@",
        "@article",
        "-----",
        "<hr>",
        "null",
    ),
    *(
        "TY  - JOUR",
        "PT J",
        "%0 Book",
        "PMID- 9",
        "ER  - ",
        "ER",
        "{",
        "}",
        "]",
        "[]",
        "{}",
        "title,authors,year",
        "<1>",
    ),
    *(
        "Page 1 of 3",
        "\x1a",
        "Copyright 2020, all rights reserved.",
        "1.",
        "EF",
        "FN x",
        "VR 1.0",
        "RT Book",
        "'",
        '"',
    ),
)
# Entries of their own, which may not vanish either; their word is that of no other entry.
PASTED = "xwawawaq"
_PASTED = (
    "@misc{pasted, title = {A pasted xwawawaq}, year = {2001}}\n",
    "TY  - JOUR\nTI  - A pasted xwawawaq\nPY  - 2001\nER  - \n",
    "PMID- 77\nTI  - A pasted xwawawaq\nDP  - 2001\n",
    "PT J\nTI A pasted xwawawaq\nPY 2001\nER\n",
    "%0 Book\n%T A pasted xwawawaq\n%D 2001\n",
    '[{"title": "A pasted xwawawaq", "type": "book"}]\n',
    'title,author,year\nA pasted xwawawaq,"Ash, Ann",2001\n',
    "<xml><records><record><titles><title>A pasted xwawawaq</title></titles></record></records></xml>\n",
)


def _delete(rng: Random, text: str, form: Format) -> Edit:
    at = rng.randrange(len(text))
    return at, min(at + rng.choice((1, 1, 2, 5, 20)), len(text)), "", "delete"


def _insert(rng: Random, text: str, form: Format) -> Edit:
    at = rng.randrange(len(text))
    return at, at, rng.choice(form.tokens), "insert"


def _token(rng: Random, text: str, form: Format) -> Edit:
    """A piece of the structure left out, doubled or exchanged."""
    token = rng.choice(form.tokens)
    at = text.find(token, rng.randrange(len(text)))
    if at < 0:
        return _insert(rng, text, form)
    return at, at + len(token), rng.choice(("", "", token * 2, rng.choice(form.tokens))), f"token {token!r}"


def _double(rng: Random, text: str, form: Format) -> Edit:
    at = rng.randrange(len(text))
    again = text[at : at + rng.randint(1, 60)]
    # No word of an entry twice, nor what is left of one.
    return at, at, again if not _NEAR_MARK.search(again) else again[:2], "double"


def _line(rng: Random, text: str, form: Format) -> Edit:
    """A line left out, doubled, exchanged with the next, indented or joined to it."""
    at = rng.randrange(len(text))
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at) + 1 or len(text)
    after = text.find("\n", end) + 1 or len(text)
    line = text[start:end]
    step = rng.randrange(5)
    if step == 0:
        return start, end, "", "line left out"
    if step == 1:
        return start, end, line * (1 + (not _NEAR_MARK.search(line))), "line doubled"
    if step == 2:
        return start, after, text[end:after] + line, "lines exchanged"
    if step == 3:
        return start, start, rng.choice((" ", "  ", "\t", "      ")), "line indented"
    return end - 1, end, "", "lines joined"


_NEAR_MARK = re.compile("(?:[bcdfgklmnprstvzw][aeiou]){2}q|x(?:[bcdfgklmnprstvzw][aeiou]){2}")


def _cut(rng: Random, text: str, form: Format) -> Edit:
    return rng.randrange(1, len(text)), len(text), "", "cut"


def _stray(rng: Random, text: str, form: Format) -> Edit:
    at = text.find("\n", rng.randrange(len(text))) + 1
    return at, at, rng.choice(_STRAY) + rng.choice(("\n", "\n", "\n\n")), "stray line"


def _paste(rng: Random, text: str, form: Format) -> Edit:
    at = text.find("\n", rng.randrange(len(text))) + 1
    return at, at, rng.choice(_PASTED), "pasted"


def _append(rng: Random, text: str, form: Format) -> Edit:
    return len(text), len(text), "\n" + rng.choice(_PASTED), "appended"


def _control(rng: Random, text: str, form: Format) -> Edit:
    at = rng.randrange(len(text))
    return at, at, rng.choice(_CONTROL), "control"


def _bytes(rng: Random, text: str, form: Format) -> Edit:
    at = rng.randrange(len(text))
    return at, at, rng.choice(_BYTES), "bytes"


def _huge(rng: Random, text: str, form: Format) -> Edit:
    """Now and then a value or a nesting of thousands."""
    at = rng.randrange(len(text))
    if rng.random() > 0.01:
        return at, at, rng.choice(form.tokens) * rng.choice((2, 5, 30)), "many"
    token = rng.choice((*form.tokens, "a ", "{", "[", "((", "\\", "<i>", "&amp;", "{\\a"))
    return at, at, token * rng.choice((1000, 5000, 20000)), "huge"


EDITS = (
    _delete,
    _insert,
    _token,
    _token,
    _double,
    _line,
    _line,
    _cut,
    _stray,
    _paste,
    _append,
    _control,
    _bytes,
    _huge,
)

"""LaTeX in field values to Unicode. What cannot be read stays as text; no file is ever opened.

One pass of one expression, each piece remembered: pylatexenc builds a tree and needs two seconds a
megabyte and more for what bibliographies hold. Its table of macros is asked for names that ours lacks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from evidence.ingest.latex_silent import DROPPED, NOTHING
from evidence.ingest.latex_words import (
    LETTERS,
    MARKS,
    NAMED_MARKS,
    SPOKEN,
    SUPERSCRIPTS,
    SYMBOLS,
)

_GROUP = r"\{((?:[^{}]|\{[^{}]*+\})*+)\}"  # braces that balance, to a depth of two
# Mathematics by pandoc's rule, no space inside the dollars and no digit after them, so that "from $5 to
# $10" keeps its own; a command, a sub- or superscript inside decides for it too.
_MATH = (
    r"\$\$(?P<display>[^$]{1,2000}+)\$\$"
    r"|\$(?P<dollars>(?=[^\s$])(?:[^$\\]|\\.)*+(?<!\s))\$(?!\d)"
    r"|\$(?P<surely>(?=[^\s$\d])[^$\\^_]{0,200}+[\\^_](?:[^$\\]|\\.)*+(?<!\s))\$"
    r"|\\\((?P<round>(?:[^\\]|\\[^()]){0,400}+)\\\)"
    r"|\\\[(?P<square>(?:[^\\]|\\[^\[\]]){0,400}+)\\\]"
    rf"|\\ensuremath\s*{_GROUP.replace('(', '(?P<ensured>', 1)}"
)
_NAMED = "|".join(NAMED_MARKS)
# Each alternative begins with a character of its own, so that the engine passes over text without trying any.
_PIECE = re.compile(
    rf"\\(?:(?P<mark>['`^\"~=.])|(?P<letter_mark>[cvuHkrdbt]|{_NAMED})(?![A-Za-z]))\s*+\{{*+\s*+"
    r"(?P<marked>\\[ij](?![A-Za-z])\s*+|[^\W\d_]|(?<==)\d|(?=\})"
    r"|\\(?:['`^\"~=.]|[cvuHkrdb](?![A-Za-z]))\s*+\{?\s*+(?:\\[ij](?![A-Za-z])|[^\W\d_]))"
    rf"|{_MATH}"
    rf"|\\(?:url|nolinkurl|path|urlprefix)\s*{_GROUP.replace('(', '(?P<address>', 1)}"
    rf"|\\(?:href|textcolor|colorbox|bibinfo|bibfield|foreignlanguage|raisebox|hyperref|hyperlink)\s*\*?{_GROUP}\s*(?=\{{)"
    r"|\\[vh]?phantom\s*(?:\\[{}]|\{(?:[^{}\\]|\\.)*+\})"
    rf"|\\(?:{'|'.join(DROPPED)})\*?\s*(?:\[[^\[\]{{}}]*+\]\s*)?{_GROUP}"
    rf"|\\(?:enquote|textquote|mkbibquote)\*?\s*{_GROUP.replace('(', '(?P<quoted>', 1)}"
    rf"|\\[dt]?frac\s*\{{(?P<over>[^{{}}]*+)\}}\s*\{{(?P<under>[^{{}}]*+)\}}"
    r"|\\(?P<word>[A-Za-z]++)\*?(?P<space>\s*+)(?P<opening>\{?)"
    r"|\\(?P<sign>[^A-Za-z])|\\"
    r"|---|--|``|''|!`|\?`|,,(?=\w)|~|\$",
    re.DOTALL,
)
_IN_MATH = re.compile(
    rf"[_]\s*(?:{_GROUP}|(\\[A-Za-z]++|[^\s\\{{}}]))"
    rf"|\^\s*(?:{_GROUP}|(\\[A-Za-z]++|[^\s\\{{}}]))"
    r"|\\[,;:!> ]|\\(?:quad|qquad|left|right|big|Big|bigl|bigr|displaystyle|textstyle|limits|nolimits)(?![A-Za-z])"
)
_ESCAPED_APOSTROPHE = re.compile(r"(?<=[^\W\d_])\\'(?=s(?![\w}]))")  # as programs write it, not as TeX does
_ESCAPED = re.compile(r"\\([_%&#~{}$^])")
_SINGLE_QUOTES = re.compile(r"(?<!\w)`([^`'‘’]{1,300}+)'(?!\w)")
_SIGNS = {",": " ", ";": " ", ":": " ", ">": " ", "/": "", "-": "", "!": "", "@": "", " ": " ", "\\": " "}
# Characters that are no text (Unicode, 23.7) stand for a backslash, braces and a grave accent that are meant.
_BACKSLASH, _OPEN, _CLOSE, _GRAVE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_NO_TEXT = dict.fromkeys(map(ord, (_BACKSLASH, _OPEN, _CLOSE, _GRAVE)))  # in what a file gives, nothing
_ALONE = {
    "---": "—",
    "--": "–",
    "``": "“",
    "''": "”",
    "!`": "¡",
    "?`": "¿",
    ",,": "„",
    "~": " ",
    "$": "$",
} | {"\\": _BACKSLASH}
_MEANT = str.maketrans({"\\": _BACKSLASH, "{": _OPEN, "}": _CLOSE})
# Signs after which nobody means the blank that ends their command.
_JOINED = frozenset(
    ("textquoteright", "textquoteleft", "textquotedblleft", "quotedblbase", "slash", "pounds", "textsterling")
)
_AT_LAST = str.maketrans({_BACKSLASH: "\\", _OPEN: "{", _CLOSE: "}", _GRAVE: "`"})
_REMEMBERED = 50_000


def decode(value: str) -> str:
    """LaTeX to Unicode; braces that only protect capitals are dropped.

    A command that nothing is known of leaves its argument, and stays to be seen where it has none.

    >>> decode('Cr{\\\\\\'e}pon {\\\\&} the {OECD}'), decode('The {\\\\it Drosophila} of CO$_2$')
    ('Crépon & the OECD', 'The Drosophila of CO2')
    >>> decode('from $5 to $10, \\\\emph{p} $<$ 0.05'), decode('\\\\new{word} in C:\\\\temp')
    ('from $5 to $10, p < 0.05', 'word in C:\\\\temp')
    """
    if "  " in value or not value.isprintable() or value[:1] == " " or value[-1:] == " ":
        value = " ".join(value.translate(_NO_TEXT).split())
    braced = "\\" in value or "{" in value or "}" in value or "$" in value or "~" in value
    if not (braced or "--" in value or "`" in value or "''" in value):
        return value
    if "\\'s" in value:
        value = _ESCAPED_APOSTROPHE.sub("'", value)
    text = _PIECE.sub(_read, value).replace("{", "").replace("}", "")
    if "`" in text:
        text = _SINGLE_QUOTES.sub(r"‘\1’", text)
    if _BACKSLASH in text or _GRAVE in text or _OPEN in text or _CLOSE in text:
        text = text.translate(_AT_LAST)
    text = " ".join(text.split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


# The same few accents and commands come again and again.
_known: dict[str, str] = {}


def _read(match: re.Match[str]) -> str:
    try:
        return _known[match[0]]
    except KeyError:
        text = _meaning(match)
    if len(match[0]) < 200:
        if len(_known) >= _REMEMBERED:
            _known.clear()
        _known[match[0]] = text
    return text


def _meaning(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "marked":
        return _accented(match["mark"] or match["letter_mark"], match["marked"])
    if kind == "opening":
        return _word(match["word"], match["space"], match["opening"])
    if kind == "sign":
        sign = match["sign"]
        return (
            _SIGNS[sign]
            if sign in _SIGNS
            else sign.translate(_MEANT)
            if sign in "&%#_${}"
            else _BACKSLASH + sign
        )
    if kind in ("display", "dollars", "surely", "round", "square", "ensured"):
        return _math(match[kind])
    if kind == "address":
        return _ESCAPED.sub(r"\1", match["address"]).translate(_MEANT)
    if kind == "quoted":
        return f"“{_PIECE.sub(_read, match['quoted'])}”"
    if kind == "under":
        return f"{_PIECE.sub(_read, match['over'])}/{_PIECE.sub(_read, match['under'])}"
    return _ALONE.get(match.group(), "")


def _accented(mark: str, letter: str) -> str:
    """A letter with its accent; with nothing to stand on, the accent alone."""
    if not letter:
        return mark if mark in "~^\"'`=." else ""
    if letter[0] == "\\" and letter[1] in "ij":
        letter = letter[1]
    elif letter[0] == "\\":  # two marks, as on Vietnamese vowels
        letter = _PIECE.sub(_read, letter).replace("{", "")
    return unicodedata.normalize("NFC", letter + MARKS[mark])


def _word(name: str, space: str, opening: str) -> str:
    """A command by its name: a letter, a sign, a way of setting, or nothing that is known."""
    if name in LETTERS:
        return LETTERS[name]
    if name in NOTHING:
        return NOTHING[name]
    known = SYMBOLS.get(name, SPOKEN.get(name))
    if known is None:
        known = _from_pylatexenc(name)
    if known is not None:
        return known.translate(_MEANT) + ("" if name in _JOINED else space)
    return "" if opening else f"{_BACKSLASH}{name}{space}"


def _math(text: str) -> str:
    """Mathematics as a line of text: subscripts on the line, figures above it raised, the rest as it reads."""
    return _PIECE.sub(_read, _IN_MATH.sub(_script, text))


def _script(match: re.Match[str]) -> str:
    piece = match.group()
    if piece[0] == "\\":
        return " " if piece[1] in ";: >q" else ""
    inner = next((group for group in match.groups() if group is not None), "")
    text = _math(inner) if piece[0] == "_" or "\\" in inner or "^" in inner else inner
    if piece[0] == "_":
        return text
    bare = text.replace("{", "").replace("}", "")
    return "".join(SUPERSCRIPTS[c] for c in bare) if all(c in SUPERSCRIPTS for c in bare) else bare


@lru_cache(maxsize=10_000)
def _from_pylatexenc(name: str) -> str | None:
    """The text of a macro without arguments in pylatexenc's table, else None."""
    if len(name) > 40:
        return None
    spec = _table().get_macro_spec(name)
    text = getattr(spec, "simplify_repl", None)
    return text if isinstance(text, str) and text and "%" not in text else None


@lru_cache(maxsize=1)
def _table() -> Any:
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()

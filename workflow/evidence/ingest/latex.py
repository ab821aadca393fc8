"""LaTeX in field values to Unicode. What cannot be read stays as text; no file is ever opened."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

# Pandoc's rule for mathematics: no space inside the dollar signs and no digit after them, so that
# "from $5 to $10" keeps its dollars.
_MATH = re.compile(r"\\.|\$([^\s$](?:[^$\\]*[^\s$\\])?)\$(?!\d)|\$", re.DOTALL)
_LINK = re.compile(r"\\href\s*\{[^{}]*\}")
_KEPT = ("input", "include")
_LONGEST = 100_000  # the parser needs about ten seconds a megabyte; no title or abstract is longer


# What the quick way knows: escaped signs, accents on one letter, and a few letters and signs by name.
_MARKED = re.compile(r"[\\${}~]")
_SIMPLE = re.compile(
    r"\\([&%#_$])"
    r"|\{\\(['`^\"~=.])([A-Za-z])\}"
    r"|\\(['`^\"~=.])(?:\{([A-Za-z])\}|([A-Za-z]))"
    r"|\\([cvuHk])\{([A-Za-z])\}"
    r"|\{\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L)\}"
    r"|(---|--|``|''|!`|\?`|~)"
)
_NOT_SIMPLE = re.compile(r"[$]|\\\\")
# Outside of tables and comments, which no field holds, these stand for themselves.
_BARE_SIGN = re.compile(r"(\\.)|([&%])", re.DOTALL)
# The parser does not know these two; Zotero writes them.
_ANGLE = re.compile(r"\{\\text(less|greater)\}|\\text(less|greater)(?:\{\}|\s+|(?![A-Za-z]))")
# Braces that are text by name. An escaped brace is none: reference managers escape those that protect capitals.
_BRACE = re.compile(r"\\textbrace(left|right)(?:\{\}|\s+|(?![A-Za-z]))")
_BRACES = {"left": ("\x01", "{"), "right": ("\x02", "}")}
_MARKS = {
    **{
        "'": "\u0301",
        "`": "\u0300",
        "^": "\u0302",
        '"': "\u0308",
        "~": "\u0303",
        "=": "\u0304",
        ".": "\u0307",
    },
    **{"c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328"},
}
_JOINED = {"---": "—", "--": "–", "``": "“", "''": "”", "!`": "¡", "?`": "¿", "~": " "}
_LETTERS = {
    **{"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ"},
    **{"aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł"},
}


def decode(value: str) -> str:
    """LaTeX to Unicode; braces that only protect capitals are dropped.

    >>> decode('Cr{\\\\\\'e}pon {\\\\&} the {OECD}')
    'Crépon & the OECD'
    >>> decode('from $5 to $10, \\\\emph{p} $<$ 0.05')
    'from $5 to $10, p < 0.05'
    """
    value = " ".join(value.split())
    if _MARKED.search(value) is None:
        return value
    if "\\" in value or "$" in value:
        if "brace" in value:
            value = _BRACE.sub(lambda match: _BRACES[match[1]][0], value)
        value = _ANGLE.sub(lambda match: "<" if "less" in match.group() else ">", value)
        value = _BARE_SIGN.sub(lambda match: match.group(1) or "\\" + match.group(2), value)
        quick = _quickly(value)
        value = _to_unicode(_LINK.sub("", _MATH.sub(_dollar, value))) if quick is None else quick
    elif "~" in value:
        value = value.replace("~", " ")
    value = value.replace("{", "").replace("}", "")
    for kept, brace in _BRACES.values():
        value = value.replace(kept, brace)
    return " ".join(value.split())


def _quickly(value: str) -> str | None:
    """The text where only simple macros stand in it, None where the parser has to look.

    The parser takes a millisecond for what this does in microseconds; a test compares the two.
    """
    if _NOT_SIMPLE.search(_SIMPLE.sub("", value)):
        return None
    value = _SIMPLE.sub(_character, value)
    return None if "\\" in value else value


def _character(match: re.Match[str]) -> str:
    sign, braced_mark, braced, mark, inner, bare, letter_mark, marked, name, joined = match.groups()
    if sign:
        return sign
    if name:
        return _LETTERS[name]
    if joined:
        return _JOINED[joined]
    mark, letter = braced_mark or mark or letter_mark, braced or inner or bare or marked
    text = unicodedata.normalize("NFC", letter + _MARKS[mark])
    return text if len(text) == 1 else "\\"  # not one character: left to the parser


def _dollar(match: re.Match[str]) -> str:
    return r"\$" if match.group() == "$" else match.group()


def _to_unicode(value: str) -> str:
    if len(value) > _LONGEST:
        return value
    try:
        return _converter().latex_to_text(value)
    except Exception:  # the parser recurses over hostile or broken LaTeX and fails in many ways
        return value


@lru_cache(maxsize=1)
def _converter() -> Any:
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    known = get_default_latex_context_db()
    known.set_unknown_macro_spec(MacroTextSpec("", _unknown))
    known.add_context_category(
        "kept",
        macros=[*(MacroTextSpec(name, _verbatim) for name in _KEPT), MacroTextSpec("textasciicircum", "^")],
        prepend=True,
    )
    return LatexNodes2Text(latex_context=known, math_mode="text", keep_comments=True)


def _unknown(node: Any, **_: Any) -> str:
    """An unknown macro is dropped before its argument and is text elsewhere (`C:\\new`)."""
    follows = node.parsing_state.s[node.pos + node.len : node.pos + node.len + 1]
    return "" if follows == "{" else node.latex_verbatim()


def _verbatim(node: Any, **_: Any) -> str:
    return node.latex_verbatim()

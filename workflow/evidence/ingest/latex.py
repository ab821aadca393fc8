"""LaTeX in field values to Unicode. What cannot be read stays as text; no file is ever opened."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# Pandoc's rule for mathematics: no space inside the dollar signs and no digit after them, so that
# "from $5 to $10" keeps its dollars.
_MATH = re.compile(r"\\.|\$([^\s$](?:[^$\\]*[^\s$\\])?)\$(?!\d)|\$", re.DOTALL)
_LINK = re.compile(r"\\href\s*\{[^{}]*\}")
_KEPT = ("input", "include")
_LONGEST = 100_000  # the parser needs about ten seconds a megabyte; no title or abstract is longer


def decode(value: str) -> str:
    """LaTeX to Unicode; braces that only protect capitals are dropped.

    >>> decode('Cr{\\\\\\'e}pon {\\\\&} the {OECD}')
    'Crépon & the OECD'
    >>> decode('from $5 to $10, \\\\emph{p} $<$ 0.05')
    'from $5 to $10, p < 0.05'
    """
    value = " ".join(value.split())
    if "\\" in value or "$" in value:
        value = _to_unicode(_LINK.sub("", _MATH.sub(_dollar, value)))
    elif "~" in value:
        value = value.replace("~", " ")
    return " ".join(value.replace("{", "").replace("}", "").split())


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
        "kept", macros=[MacroTextSpec(name, _verbatim) for name in _KEPT], prepend=True
    )
    return LatexNodes2Text(latex_context=known, math_mode="text", keep_comments=True)


def _unknown(node: Any, **_: Any) -> str:
    """An unknown macro is dropped before its argument and is text elsewhere (`C:\\new`)."""
    follows = node.parsing_state.s[node.pos + node.len : node.pos + node.len + 1]
    return "" if follows == "{" else node.latex_verbatim()


def _verbatim(node: Any, **_: Any) -> str:
    return node.latex_verbatim()

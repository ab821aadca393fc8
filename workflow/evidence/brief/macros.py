"""All HTML of the book stands in the files of html/, as macros: whatever they are given is text, unless it is HTML itself.

`parts` has what every page is made of: tables, figures, badges, links. Other files have what one page alone needs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

_HTML = Path(__file__).with_name("html")
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_HTML),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def in_style(text: object) -> str:
    """A text as a string of CSS, whatever it holds (CSS Syntax Level 3, 4.3.5).

    >>> print(in_style('a "b" \\\\ c'))
    "a \\"b\\" \\\\ c:"
    """
    words = escape(text).striptags()
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + ':"'


_ENVIRONMENT.filters["in_style"] = in_style


def macros(name: str) -> Any:
    """The macros of a file: each is a function that gives HTML."""
    return _ENVIRONMENT.get_template(f"{name}.html").module


parts = macros("parts")

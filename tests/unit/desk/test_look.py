"""The desk looks as the book does: one palette, in two style sheets that are served apart."""

from __future__ import annotations

import re

import pytest

from evidence.engine import resource

_OWN = {"line"}  # edges of fields and keys, which must stand out from what is beside them (WCAG 1.4.11)
_SAME = {"word-tint": "qualifies-tint"}  # a marked word has the tint of what qualifies


def palette(text: str, begins: str) -> dict[str, str]:
    """Name → value of the properties of the first rule that begins so."""
    rule = text[text.index(begins) :].split("}", 1)[0]
    return dict(re.findall(r"--ev-([\w-]+):\s*([^;]+);", rule))


@pytest.mark.parametrize(
    ("at_the_desk", "in_the_book"),
    [(":root {", "html[data-theme] {"), ("  :root {", 'html[data-theme="dark"] {')],
    ids=["light", "dark"],
)
def test_the_colours_are_those_of_the_book(at_the_desk, in_the_book):
    desk = palette(resource("desk", "static", "desk.css").read_text(encoding="utf-8"), at_the_desk)
    book = palette(resource("book", "_static", "briefing.css").read_text(encoding="utf-8"), in_the_book)
    assert len(desk) > 14
    assert {name for name in desk if desk[name] != book[_SAME.get(name, name)]} <= _OWN

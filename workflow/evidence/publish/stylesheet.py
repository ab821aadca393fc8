"""Style sheets of several origins as one, with the rules that no page of the book can use left out.

A rule stays where every class and id that its selector names is among the names that pages and scripts use, so that what
only a script adds stays too. The syntax is that of CSS Syntax Level 3: comments, strings and blocks in braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_IMPORT = re.compile(r"@import\s+(?:url\()?[\"']([^\"')]+)[\"']\)?\s*;")
_ADDRESS = re.compile(r"url\(\s*[\"']?(?!data:|#)([^\"')]+)[\"']?\s*\)")
_PIECE = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[{};]", re.S)
_SPACE = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\s+", re.S)
# At-rules that hold rules; what others hold is taken as it stands.
_HOLDS_RULES = re.compile(r"@(?:media|supports|layer|container)\b")
_ASIDE = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")
_NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
_VALUE = re.compile(r"\[[^\]]*\]")


def as_one(paths: list[Path], used: set[str]) -> str:
    """The sheets one after the other, what they import in its place, without what no name of `used` calls for."""
    return "\n".join(_kept(_text(path), used) for path in paths)


def addresses(text: str) -> set[str]:
    """The files that a sheet loads, as it names them.

    >>> addresses("a { background: url('x.png') } b { mask: url(data:image/svg+xml,y) }")
    {'x.png'}
    """
    return set(_ADDRESS.findall(text))


def _text(path: Path) -> str:
    text = _COMMENT.sub("", path.read_text(encoding="utf-8")).replace('@charset "UTF-8";', "")
    return _IMPORT.sub(lambda match: _text(path.parent / match[1]), text)


def _kept(text: str, used: set[str]) -> str:
    found = []
    for head, body in _blocks(text):
        if body is None:
            found.append(f"{head};")
        elif _HOLDS_RULES.match(head):
            if inside := _kept(body, used):
                found.append(f"{head}{{\n{inside}\n}}")
        elif head.startswith("@"):
            found.append(f"{head}{{{_narrow(body)}}}")
        elif selectors := [one for one in _parted(head) if _may_match(one, used)]:
            found.append(f"{','.join(selectors)}{{{_narrow(body)}}}")
    return "\n".join(found)


def _blocks(text: str) -> Iterator[tuple[str, str | None]]:
    """What stands before each block of the outermost level, and the block; None for a statement without one."""
    depth, start, opened, head = 0, 0, 0, ""
    for match in _PIECE.finditer(text):
        piece = match.group()
        if piece == "{":
            if not depth:
                head, opened = _narrow(text[start : match.start()]), match.end()
            depth += 1
        elif piece == "}" and depth:
            depth -= 1
            if not depth:
                yield head, text[opened : match.start()]
                start = match.end()
        elif piece == ";" and not depth:
            if statement := _narrow(text[start : match.start()]):
                yield statement, None
            start = match.end()


def _narrow(text: str) -> str:
    """Without needless space; what stands in quotes keeps its own."""
    return _SPACE.sub(lambda match: match.group() if match.group()[0] in "\"'" else " ", text).strip()


def _parted(selectors: str) -> list[str]:
    """The selectors of a list, parted at commas outside brackets."""
    found, depth = [""], 0
    for letter in selectors:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return [one.strip() for one in found]


def _may_match(selector: str, used: set[str]) -> bool:
    """Whether all classes and ids that an element must have are used. What stands in :not() and its like is not asked.

    >>> _may_match("ul.nav > a:not(.btn)", {"nav"}), _may_match(".nav .btn", {"nav"})
    (True, False)
    """
    bare = _VALUE.sub("", _ASIDE.sub("", _ASIDE.sub("", selector)))
    return all(name.replace("\\", "") in used for name in _NAME.findall(bare))

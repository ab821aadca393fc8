"""What was told of changes, as lines for a terminal and as Markdown for a pull request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from evidence.compare.sentences import Fate, Run
from evidence.compare.told import Block, Point


def as_text(found: Iterable[Block], most: int | None = None) -> list[str]:
    """Lines for a terminal; `most`: how many points of a block are shown."""
    lines = []
    for block in found:
        lines += ["", f"{block.heading} ({len(block.points):,})"]
        for point in block.points[:most]:
            lines += _lines(point, "  ", _in_text)
        lines += [f"  and {n:,} more" for n in [len(block.points) - (most or len(block.points))] if n > 0]
    return lines


def as_markdown(found: Iterable[Block], most: int | None = None) -> list[str]:
    """Lines of Markdown, in which nothing that a record says can be anything but text."""
    lines = []
    for block in found:
        lines += ["", f"### {block.heading} ({len(block.points):,})", ""]
        for point in block.points[:most]:
            lines += _lines(point, "", _in_markdown)
        lines += [f"- and {n:,} more" for n in [len(block.points) - (most or len(block.points))] if n > 0]
    return lines


def _lines(point: Point, indent: str, said: Callable[[Point], str]) -> list[str]:
    found = [f"{indent}- {said(point)}"]
    for under in point.under:
        found += _lines(under, indent + "  ", said)
    return found


def _in_text(point: Point) -> str:
    return _marked(point.sentence, ("[-", "-]"), ("{+", "+}"), str) if point.sentence else point.text


def _in_markdown(point: Point) -> str:
    if point.sentence:
        return _marked(point.sentence, ("<del>", "</del>"), ("<ins>", "</ins>"), escaped)
    return escaped(point.text)


def _marked(parts: list[Run], out: tuple[str, str], come: tuple[str, str], said: Callable[[str], str]) -> str:
    ends = {Fate.OUT: out, Fate.IN: come}
    found = []
    for how, text in parts:
        before, after = ends.get(how, ("", ""))
        inside = text.strip()
        if not inside:
            found.append(text)
            continue
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        found.append(f"{lead}{before}{said(inside)}{after}{tail}")
    return "".join(found)


_MARKUP = re.compile(r"[\\`*_\[\]<>|~&]")
_LINKS = re.compile(r"(?i)(?<=https)(?=:)|(?<=http)(?=:)|(?<=www)(?=\.)")


def escaped(text: str) -> str:
    """Text as Markdown of a pull request: no mark-up, no link, nobody called and no issue named by it.

    >>> escaped("see <b> *www.a.org* @me #12")
    'see \\\\<b\\\\> \\\\*www\\\\.a.org\\\\* @\\u200bme #\\u200b12'
    """
    plain = _MARKUP.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))
    return re.sub(r"[@#](?=\w)", lambda match: match[0] + "\u200b", _LINKS.sub(r"\\", plain))

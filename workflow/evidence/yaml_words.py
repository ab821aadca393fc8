"""What is wrong with a YAML file, in the words of somebody who writes one for the first time, with the line where it began.

The library names the line where it gave up, which is often not the one of the slip: a quotation mark that is not closed ends
at the next one, a bracket at the end of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

_KEY = r"""\s*(?:-\s+)?(?:[\w.-]+|"[^"]*"|'[^']*')"""
_NO_SPACE = re.compile(rf"({_KEY}):(?![\s/]|$)")
_TWO_COLONS = re.compile(rf"({_KEY}):\s+(?![\"'\[{{|>&*!])(.*?\S):(?:\s|$)")
_DASH = re.compile(r"\s*-(?![\s-]|\d|$)")
_LIKE_A_DASH = re.compile(r"\s*([–—•·*])\s")
_BEYOND = re.compile(rf"""{_KEY}:\s+("[^"]*"|'[^']*')\s*[^\s#,}}\]]""")
_BRACKETS = {"flow sequence": ("[", "]"), "flow mapping": ("{", "}")}


class Slip(NamedTuple):
    """`line` counts from one."""

    problem: str
    line: int
    fix: str


def slip(error: Any, text: str) -> Slip | None:
    """What a `yaml.MarkedYAMLError` is due to; None where nothing that people often do is found."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    lines = text.split("\n")
    at = min(mark.line, len(lines) - 1)
    for look in _LOOKS:
        if found := look(error, lines, at):
            return found
    return None


def _near(lines: Sequence[str], at: int, found: Callable[[str], Any], back: int = 2) -> int | None:
    """The line, from `at` backwards, of which this holds."""
    return next((n for n in range(at, max(at - back, -1), -1) if found(lines[n])), None)


def _tab(error: Any, lines: Sequence[str], at: int) -> Slip | None:
    """The library may give up at the line before."""
    near = (at, at + 1, at + 2, at - 1)
    n = next((n for n in near if 0 <= n < len(lines) and re.match(r"\s*\t", lines[n])), None)
    if n is None:
        return None
    return Slip(
        "this line begins with a tab", n + 1, "put spaces in its place, two for each step; YAML takes no tabs"
    )


def _quote(error: Any, lines: Sequence[str], at: int) -> Slip | None:
    """The first line with an odd number of double quotation marks; the value may run on from there."""
    for n, line in enumerate(lines[: at + 1]):
        bare = re.sub(r"\\.|(?:^|\s)#.*", "", line)
        single = re.match(rf"{_KEY}:\s+'[^']*$", bare)
        if single or (bare.count('"') % 2 and not re.match(rf"{_KEY}:\s+[^\"\[{{].*\"", bare)):
            problem = "a quotation mark is opened in this line and not closed"
            return Slip(problem, n + 1, "close it at the end of the value")
    return None


def _bracket(error: Any, lines: Sequence[str], at: int) -> Slip | None:
    within = next((name for name in _BRACKETS if name in str(getattr(error, "context", ""))), "")
    opened = getattr(error, "context_mark", None)
    if not within or opened is None:
        return None
    start, end = _BRACKETS[within]
    problem = f"a bracket `{start}` is opened in this line and not closed, or a comma is missing within it"
    return Slip(
        problem,
        opened.line + 1,
        f"close it by `{end}`; part what stands in it by commas, and put quotation marks round what holds a comma, a colon or a bracket",
    )


def _begins(error: Any, lines: Sequence[str], at: int) -> Slip | None:
    """A value that begins with a sign that means something to YAML."""
    mark = error.problem_mark
    alias = "undefined alias" in str(error.problem)
    if not alias and "cannot start any token" not in str(error.problem):
        return None
    sign = "*" if alias else lines[at][mark.column : mark.column + 1]
    if not sign.strip():
        return None
    return Slip(f"a value may not begin with `{sign}`", at + 1, "put quotation marks round the whole value")


def _dash(error: Any, lines: Sequence[str], at: int) -> Slip | None:
    if (n := _near(lines, at, _LIKE_A_DASH.match)) is not None:
        sign = _LIKE_A_DASH.match(lines[n])[1]  # type: ignore[index]
        return Slip(
            f"this line begins with `{sign}`; an item of a list begins with a hyphen",
            n + 1,
            "write `- `, a hyphen and a space",
        )
    if (n := _near(lines, at, _DASH.match)) is not None:
        return Slip(
            "a space is missing after the `-` of this line", n + 1, "write `- `, a hyphen and a space"
        )
    return None


def _colon(error: Any, lines: Sequence[str], at: int) -> Slip | None:
    if (n := _near(lines, at, _TWO_COLONS.match, 1)) is not None:
        key = _TWO_COLONS.match(lines[n])[1].strip().removeprefix("- ")  # type: ignore[index]
        return Slip(
            "a colon stands within the value of this line",
            n + 1,
            f'put quotation marks round the value: {key}: "… : …"',
        )
    if (n := _near(lines, at, _NO_SPACE.match)) is not None:
        return Slip(
            "a space is missing after the colon of this line",
            n + 1,
            "write `name: value`, with a space after the colon",
        )
    return None


def _beyond(error: Any, lines: Sequence[str], at: int) -> Slip | None:
    if (n := _near(lines, at, _BEYOND.match)) is None:
        return None
    fix = "put the quotation marks round the whole value, or use other ones within it (“…”)"
    return Slip("something stands after the closing quotation mark of this line", n + 1, fix)


def _indent(error: Any, lines: Sequence[str], at: int) -> Slip | None:
    """A line that stands further left or right than its neighbours."""
    odd = (
        "mapping values are not allowed",
        "did not find expected",
        "block mapping",
        "block sequence",
        "block end",
    )
    if not any(words in str(error.problem) for words in odd):
        return None
    own, above = (
        _spaces(lines[at]),
        [n for n in range(at) if lines[n].strip() and lines[n].lstrip()[0] != "#"],
    )
    before = _spaces(lines[above[-1]]) if above else 0
    if len(above) > 1 and before < own == _spaces(
        lines[above[-2]]
    ):  # the one between two neighbours stands apart
        at, own, before = above[-1], before, own
    how = f"{own} {'space' if own == 1 else 'spaces'}, its neighbour with {before}"
    fix = "give lines of one group the same number of spaces, and lines of a group within it two more"
    return Slip(f"this line begins with {how}", at + 1, fix)


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_LOOKS: tuple[Callable[[Any, Sequence[str], int], Slip | None], ...] = (
    *(_tab, _dash, _beyond, _colon, _quote, _begins, _bracket, _indent),
)

"""Where a long list of JSON may be cut, so that it is never decoded whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.ingest.format import Piece
from evidence.ingest.json_cut import cut

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
_LOOKED_AT = 2**20
_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Plan:
    """A piece may end after each match of `begins`; set between `opening` and `closing` it is a text of its own."""

    begins: re.Pattern[bytes]
    opening: bytes
    closing: bytes


def plan(head: bytes) -> Plan | None:
    """How a list may be cut whose entries all stand apart in one way; None where the beginning shows no such way.

    >>> plan(b'{"items": [{"title": "A", "year": 1},\\n{"title": "B", "year": 2},\\n{"title": "C", "year": 3}').opening
    b'{"x":['
    """
    text = head[:_LOOKED_AT].decode("utf-8", errors="ignore")
    pieces = [piece for piece in cut(text) if isinstance(piece, Piece)]
    raws = [piece.raw.encode() for piece in pieces if isinstance(piece.body.value, dict)][:-1]
    if len(raws) < 2:
        return None
    spans, at = [], 0
    for raw in raws:
        begin = head.find(raw, at)
        if begin < 0:
            return None
        at = begin + len(raw)
        spans.append((begin, at))
    between = {head[end:begin] for (_, end), (begin, _) in zip(spans, spans[1:], strict=False)}
    first = {match.group() for raw in raws if (match := re.match(rb'\{\s*"[^"\\]*"\s*:', raw))}
    if len(between) != 1 or len(first) != 1 or b"," not in min(between):
        return None
    begins = re.compile(b"(?<=[}])" + re.escape(between.pop()) + b"(?=" + re.escape(first.pop()) + b")")
    found = {match.end() for match in begins.finditer(head, spans[0][0], spans[-1][1])}
    if found != {begin for begin, _ in spans[1:]}:
        return None
    opened = _opened(head[: spans[0][0]])
    if not opened.endswith("["):
        return None
    closing = "".join(_CLOSING[bracket] for bracket in reversed(opened))
    return Plan(begins, opened.replace("{", '{"x":').encode(), closing.encode())


def _opened(before: bytes) -> str:
    """The brackets that are open at the end of a text."""
    stack: list[str] = []
    for bracket in re.findall(rb"[\[\]{}]", _STRING.sub(b"", before)):
        if bracket in b"[{":
            stack.append(bracket.decode())
        elif stack:
            stack.pop()
    return "".join(stack)

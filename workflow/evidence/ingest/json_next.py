"""Where the next entry of a broken list of JSON begins, in time that grows as the text does.

It is an object that begins a line as its neighbours do, or one that begins with the same field and can be read as a
work; or what follows where the brackets of the broken one are closed.
"""

from __future__ import annotations

import re
from collections.abc import KeysView
from typing import Any

from evidence.ingest.json_shape import is_work
from evidence.ingest.json_text import Broken, JsonText

OBJECT = re.compile(r'\{\s*+"((?:[^"\\\n]|\\.)*+)"\s*+:')
_BEHIND = re.compile(rf"\}}\s*+,\s*+(?={OBJECT.pattern})")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[{}\[\]]')
# A string of which the quotes were counted wrongly, so that what stands between two is taken for one.
_TURNED = re.compile(r'"\s*+[:,]\s|"[^\n]*+\n|".*[^"]\Z|"\Z', re.S)
_FOLLOWS = re.compile(r"\s*+(?:\Z|,?\s*+[{\[\]}]|,\s*+\Z)")
_PAIRS = {"{": "}", "[": "]"}
_KEPT = 30
_FIELDS_ENOUGH, _FIELDS_FEW = 6, 3
_DEEPEST = 100


class Neighbours:
    """The fields of works that were read, by the first of each, and what was found out about the text."""

    def __init__(self, source: JsonText) -> None:
        self.source = source
        self.firsts: dict[str, frozenset[str]] = {}
        self._lines: dict[str, tuple[int, int]] = {}
        self._works: dict[str, tuple[int, int]] = {}

    def learn(self, start: int, value: Any) -> None:
        """Note how a work begins."""
        if len(self.firsts) >= _KEPT or not is_work(value):
            return
        if len(value) < _FIELDS_FEW and self.source.text[max(0, start - 200) : start].rstrip()[-1:] == ":":
            return  # the journal of a broken work, and no work
        own = OBJECT.match(self.source.text, start)
        if own and own[1] not in self.firsts:
            self.firsts[own[1]] = frozenset(value)
            self._works.clear()

    def is_like(self, fields: KeysView[str]) -> bool:
        """Whether these are most of the fields of a work that was read."""
        shared = [(len(names & fields), len(names)) for names in self.firsts.values()]
        return any(n > 3 and 2 * n >= number for n, number in shared)

    def after(self, start: int) -> int:
        """Where the next entry after a broken one begins; the end of the text where none does."""
        until, closed = self._line(start), self._closed(start)
        following = self._like(start, closed) if closed and not self.firsts else self._work(start)
        found = min(until, closed or until, following)
        if found < len(self.source.text) or self.firsts:
            return found
        return min(self._wrapped(start), self._beside(start), self._listed(start))

    def _line(self, start: int) -> int:
        """The next line that begins with an object as the line of this one does."""
        text = self.source.text
        before = text[max(0, start - 200) : start]
        head, _, margin = before.rpartition("\n")
        if margin.strip() or not (head or before.startswith("\n") or start == len(before)):
            return len(text)
        since, at = self._lines.get(margin, (0, 0))
        if not since <= start < at:
            found = text.find(f"\n{margin}{{", start) if not self.source.spent else -1
            at = found + 1 + len(margin) if found >= 0 else len(text)
            self._lines[margin] = start, at
            self.source.effort += (at - start) // 20
        return at

    def _work(self, start: int) -> int:
        """The next object that begins as the works before do, or as this one, and is a work."""
        own = OBJECT.match(self.source.text, start)
        key = own[1] if own else ""
        since, at = self._works.get(key, (0, 0))
        if not since <= start < at:
            at = self._look(start, {*self.firsts, key} if key else set(self.firsts))
            self._works[key] = start, at
        return at

    def _like(self, start: int, end: int) -> int:
        """A work that begins within the brackets of this object as it does and has its fields; `end` where there is none."""
        text, source = self.source.text, self.source
        own = OBJECT.match(text, start)
        if own is None:
            return end
        for found in OBJECT.finditer(text, start + 1, end):
            if source.spent:
                break
            source.effort += 1
            if found[1] != own[1]:
                continue
            try:
                value, _ = source.decode(found.start())
            except Broken:
                continue
            source.effort += found.start() - start
            before = text[start : found.start()]
            known = is_work(value) and sum(f'"{name}"' in before for name in value)
            if len(value) >= _FIELDS_ENOUGH and 4 * known >= 3 * len(value):
                return found.start()
        return end

    def _wrapped(self, start: int) -> int:
        """A work within an object that begins with a name which no work has: what wraps it is broken."""
        own, at = OBJECT.match(self.source.text, start), self._look(start, set(), _FIELDS_ENOUGH)
        try:
            value, _ = self.source.decode(at) if own and at < len(self.source.text) else ({}, 0)
        except Broken:
            return len(self.source.text)
        return at if own and value and own[1] not in value else len(self.source.text)

    def _beside(self, start: int) -> int:
        """A work that by brackets read loosely stands beside a broken one, or without a name right within it: a bracket
        of the broken one is missing, or one is too many."""
        text, source = self.source.text, self.source
        opened: list[str] = []
        for token in _TOKEN.finditer(text, start):
            at, sign = token.start(), token[0]
            if source.spent or len(opened) > _DEEPEST or (sign[0] == '"' and _TURNED.match(sign)):
                break
            if sign == "{" and at > start and len(opened) < 2 and self._is_unnamed_work(at):
                return at
            if sign in _PAIRS:
                opened.append(_PAIRS[sign])
            elif sign in opened:
                while opened.pop() != sign:
                    pass
        source.effort += len(text) - start
        return len(text)

    def _listed(self, start: int) -> int:
        """A work that stands in a list behind another object, `}, {`, however that one is broken."""
        source = self.source
        for found in _BEHIND.finditer(source.text, start):
            if source.spent:
                break
            source.effort += 1
            try:
                value, _ = source.decode(found.end())
            except Broken:
                continue
            if len(value) >= _FIELDS_FEW and is_work(value):
                return found.end()
        source.effort += len(source.text) - start
        return len(source.text)

    def _is_unnamed_work(self, at: int) -> bool:
        """Whether a work begins here that is no value of a field."""
        if self.source.text[max(0, at - 200) : at].rstrip()[-1:] == ":":
            return False
        try:
            value, _ = self.source.decode(at)
        except Broken:
            return False
        return len(value) >= _FIELDS_ENOUGH and is_work(value)

    def _look(self, start: int, firsts: set[str], least: int = 0) -> int:
        source = self.source
        for found in OBJECT.finditer(source.text, start + 1):
            if source.spent:
                break
            source.effort += 1
            if firsts and found[1] not in firsts:
                continue
            try:
                value, _ = source.decode(found.start())
            except Broken:
                continue
            if len(value) >= least and is_work(value) and self._is_neighbour(found.start(), value):
                return found.start()
        return len(source.text)

    def _is_neighbour(self, at: int, value: dict[str, Any]) -> bool:
        """Whether an object has half of the fields of a work that was read before, or has hardly any others; before
        there is one, whether it is no value of a field and does not begin a list."""
        if not self.firsts:
            return self.source.text[max(0, at - 200) : at].rstrip()[-1:] not in ("", ":", "[")
        shared = [(len(names & value.keys()), len(names)) for names in self.firsts.values()]
        return any(2 * n >= number or (n > 3 and 3 * n >= 2 * len(value)) for n, number in shared)

    def _closed(self, start: int) -> int:
        """Where the brackets of an object are closed and an entry or an end follows; 0 where they are not."""
        text, stack, end = self.source.text, [], 0
        if text[start] != "{" or self.source.spent:
            return 0
        for token in _TOKEN.finditer(text, start):
            end, sign = token.end(), token[0]
            if sign[0] == '"':
                if _TURNED.match(sign):
                    break
            elif sign in _PAIRS:
                stack.append(_PAIRS[sign])
            elif stack.pop() != sign:
                break
            elif not stack:
                return end if _FOLLOWS.match(text, end) else 0
        self.source.effort += end - start
        return 0

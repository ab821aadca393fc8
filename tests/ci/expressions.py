"""What stands in `${{ }}`: paths into contexts, texts, `==`, `!=`, `&&`, `||` and `!`, as GitHub documents them. Nothing else is understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_TOKEN = re.compile(r"\s*(?:'((?:[^']|'')*)'|(==|!=|&&|\|\||!|\(|\))|([A-Za-z_][\w.-]*(?:\(\))?))")
_WHOLE = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)


def filled(text: str, contexts: Mapping[str, Any]) -> str:
    """A text with each expression in it replaced by its value.

    >>> filled("changes-${{ github.ref }}", {"github": {"ref": "main"}})
    'changes-main'
    """
    return _WHOLE.sub(lambda found: _shown(value(found[1], contexts)), text)


def holds(condition: object, contexts: Mapping[str, Any]) -> bool:
    """Whether a job or step runs; without a condition it does.

    >>> holds("github.event_name == 'push' && !github.fork", {"github": {"event_name": "push"}})
    True
    """
    if condition is None:
        return True
    text = str(condition)
    whole = _WHOLE.fullmatch(text.strip())
    return bool(value(whole[1] if whole else text, contexts))


def value(text: str, contexts: Mapping[str, Any]) -> Any:
    tokens, at = [], 0
    text = text.strip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            raise ValueError(f"this expression is not understood: {text}")
        tokens.append(found)
        at = found.end()
    read, rest = _either(tokens, contexts)
    if rest:
        raise ValueError(f"this expression is not understood: {text}")
    return read


def _either(tokens: list[re.Match[str]], contexts: Mapping[str, Any]) -> tuple[Any, list[re.Match[str]]]:
    left, tokens = _both(tokens, contexts)
    while tokens and tokens[0][2] == "||":
        right, tokens = _both(tokens[1:], contexts)
        left = left or right
    return left, tokens


def _both(tokens: list[re.Match[str]], contexts: Mapping[str, Any]) -> tuple[Any, list[re.Match[str]]]:
    left, tokens = _same(tokens, contexts)
    while tokens and tokens[0][2] == "&&":
        right, tokens = _same(tokens[1:], contexts)
        left = left and right
    return left, tokens


def _same(tokens: list[re.Match[str]], contexts: Mapping[str, Any]) -> tuple[Any, list[re.Match[str]]]:
    left, tokens = _one(tokens, contexts)
    while tokens and tokens[0][2] in ("==", "!="):
        right, rest = _one(tokens[1:], contexts)
        left, tokens = (_shown(left).lower() == _shown(right).lower()) is (tokens[0][2] == "=="), rest
    return left, tokens


def _one(tokens: list[re.Match[str]], contexts: Mapping[str, Any]) -> tuple[Any, list[re.Match[str]]]:
    first, rest = tokens[0], tokens[1:]
    if first[2] == "!":
        read, rest = _one(rest, contexts)
        return not read, rest
    if first[2] == "(":
        read, rest = _either(rest, contexts)
        return read, rest[1:]
    if first[3]:
        return _path(first[3], contexts), rest
    return first[1].replace("''", "'"), rest


def _path(name: str, contexts: Mapping[str, Any]) -> Any:
    """The value that a path leads to; nothing where it leads nowhere, as on GitHub."""
    if name in ("true", "false"):
        return name == "true"
    found: Any = contexts
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _shown(read: Any) -> str:
    return "" if read is None else str(read).lower() if isinstance(read, bool) else str(read)

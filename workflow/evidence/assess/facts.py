"""Facts of a component, as they are stored (pairs of name and value), in words."""

from __future__ import annotations

import json
from typing import Any


def in_words(text: str) -> str:
    """
    >>> in_words('[["studies", 2], ["by country", {"Wales": 1, "Malta": 1}], ["contrary by name", ["A", "B"]]]')
    'studies: 2; by country: Wales 1, Malta 1; contrary by name: A, B'
    """
    return "; ".join(f"{name}: {_said(value)}" for name, value in json.loads(text))


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{str(k).replace('_', ' ')} {v}" for k, v in value.items()) or "none"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

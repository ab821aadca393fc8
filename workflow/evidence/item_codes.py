"""The facet codes of an evidence item, read from the JSON that it carries them as."""

from __future__ import annotations

import json
from functools import lru_cache


@lru_cache(maxsize=100_000)
def facets_of(text: str) -> dict[str, list[str]]:
    """Facet id → codes; the same text is read once.

    >>> facets_of('{"mandate": ["voluntary"]}'), facets_of("")
    ({'mandate': ['voluntary']}, {})
    """
    return json.loads(text) if text else {}

"""One text of JSON, decoded value by value, and how much work that has been."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

AGAIN = " (given again"
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_TOO_DEEP = 5_000  # what a nesting that is given up costs, in characters


class Broken(Exception):
    """A value that cannot be decoded, and why."""


class _Text(str):
    """An error of the decoder asks for its line; counting it anew each time would cost the square of the errors."""

    def count(self, *_: object) -> int:
        return 0

    def rfind(self, *_: object) -> int:
        return -1


class JsonText:
    """`effort`: characters that were looked through in vain; where they are too many (`spent`), no more are."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.effort = 0
        self._most = 20 * len(text) + 1_000_000
        self._text = _Text(text)
        self._decoder = json.JSONDecoder(strict=False, object_pairs_hook=pairs)
        self._large = json.JSONDecoder(strict=False, object_pairs_hook=pairs, parse_int=str)

    @property
    def spent(self) -> bool:
        return self.effort > self._most

    def decode(self, at: int) -> tuple[Any, int]:
        """The value that begins at an offset, and where it ends. Raises `Broken`."""
        if self.spent:
            raise Broken("there are too many faults in this file; from here on it was not looked through")
        try:
            return self._decoder.raw_decode(self._text, at)
        except json.JSONDecodeError as error:
            far = len(self.text) if error.msg.startswith("Unterminated") else error.pos
            self.effort += far - at + 20
            raise Broken(error.msg) from None
        except RecursionError:
            self.effort += _TOO_DEEP
            raise Broken("its brackets stand too deep in one another") from None
        except ValueError:  # a number of thousands of digits
            return self._large.raw_decode(self._text, at)


def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a field that is given again with other values is kept beside the first.

    >>> pairs([("a", 1), ("a", 2)])
    {'a': 1, 'a (given again)': 2}
    >>> pairs([("a", 1), ("a", 2), ("a", 3)])
    {'a': 1, 'a (given again)': 2, 'a (given again 2)': 3}
    """
    whole = dict(found)
    if len(whole) == len(found):
        return whole
    whole = {}
    again: Counter[str] = Counter()
    for name, value in found:
        if name in whole and whole[name] != value:
            again[name] += 1
            name += f"{AGAIN} {again[name]})" if again[name] > 1 else f"{AGAIN})"
        whole[name] = value
    return whole


def storable(value: Any, raw: str) -> Any:
    """A value without halves of surrogate pairs, which are no characters; `raw` is how it was written.

    >>> storable(["a\\ud83d"], r'["a\\ud83d"]')
    ['a?']
    """
    if not _SURROGATE.search(raw):
        return value
    text = json.dumps(value, ensure_ascii=False)
    return json.loads(text.encode("utf-8", errors="replace").decode("utf-8"))

"""Lines that are UTF-8 but for a few bytes: what is right in them stays as it is."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# What no encoding writes for letters, and other programs leave in UTF-8: halves of a surrogate pair, marks of UTF-16.
_LEFT_IN = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]|\xfe\xff|\xff\xfe")
_PAIR = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")


def not_utf8(line: bytes) -> bytes:
    """A line without its letters of UTF-8 where most of what is beyond ASCII is that, and without what is of no encoding."""
    return _LEFT_IN.sub(b"", _UTF8.sub(b"", line)) if mostly_utf8(line) else line


def mostly_utf8(line: bytes) -> bool:
    """Whether more of what is beyond ASCII is letters of UTF-8 than is not; no other encoding has one odd byte beside one letter
    of UTF-8. A half character or a mark counts as one.

    >>> mostly_utf8("Nový".encode() + bytes([0xED, 0xA0, 0x80])), mostly_utf8("Größe".encode("cp1252"))
    (True, False)
    """
    right = line.decode("utf-8", errors="ignore")
    wrong = len(line) - len(right.encode())
    letters = len(right) - len(right.encode("ascii", errors="ignore"))
    if wrong > 1:
        line, pairs = _PAIR.subn(b"", line)
        letters, wrong = letters + pairs, wrong - 6 * pairs
        wrong -= sum(len(found) - 1 for found in _LEFT_IN.findall(line))
    return letters > wrong or letters == wrong == 1


def is_utf8(data: bytes) -> bool:
    """Whether all of it is UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@lru_cache
def read_as(name: str) -> str:
    """The name of an error handler of `codecs` by which bytes that are no UTF-8 are read in another encoding. A character in two
    halves is put together; a half, or a mark of UTF-16, is the sign of one that could not be read (U+FFFD)."""

    def handle(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        if pair := _PAIR.match(error.object, error.start):
            halves = pair[0].decode("utf-8", "surrogatepass")
            return halves.encode("utf-16", "surrogatepass").decode("utf-16"), pair.end()
        if odd := _LEFT_IN.match(error.object, error.start):
            return "\ufffd", odd.end()
        return error.object[error.start : error.end].decode(name, errors="replace"), error.end

    codecs.register_error(f"else-{name}", handle)
    return f"else-{name}"

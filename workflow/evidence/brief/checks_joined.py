"""The CRC-32 of two pieces, one behind the other, from those of each: neither has to be read again.

A CRC is the remainder of a polynomial over GF(2); to put a piece behind another multiplies the remainder of the first by x to the number of bits of the second (as
`crc32_combine` of zlib does, which Python does not hand on).
"""

from __future__ import annotations

from functools import cache

_POLYNOMIAL, _ONE, _X = 0xEDB88320, 1 << 31, 1 << 30  # the highest bit is x to the power of nought


def joined(first: int, second: int, length: int) -> int:
    """The CRC-32 of both pieces. `length`: that of the second, in bytes.

    >>> from zlib import crc32
    >>> joined(crc32(b"one "), crc32(b"more"), 4) == crc32(b"one more")
    True
    """
    power, bit = _ONE, 3  # a byte has eight bits
    while length:
        if length & 1:
            power = _times(_doubled(bit), power)
        length, bit = length >> 1, bit + 1
    return _times(power, first) ^ second


def _times(one: int, other: int) -> int:
    """The product of two remainders."""
    found = 0
    while one:
        if one & _ONE:
            found ^= other
        one = one << 1 & 0xFFFFFFFF
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return found


@cache
def _doubled(times: int) -> int:
    """The remainder of x to the power of two to the power of `times`."""
    if not times:
        return _X
    half = _doubled(times - 1)
    return _times(half, half)

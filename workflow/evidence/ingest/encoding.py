"""Which encoding the bytes of a file have, and their text."""

from __future__ import annotations


def decode(data: bytes) -> str:
    """Text of a file: by byte-order mark, else UTF-8, else line by line Windows-1252."""
    if encoding := is_utf16(data):
        text = data.decode(encoding, errors="replace")
    else:
        data = data.removeprefix(b"\xef\xbb\xbf")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = "\n".join(_line(line) for line in data.split(b"\n"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\x00", "").replace("\ufeff", "")


def is_utf16(data: bytes) -> str:
    """The name of the UTF-16 encoding of a file, by its mark or by its zeros, or an empty string."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    even, odd = data[:200:2], data[1:200:2]
    if len(data) > 3 and not even.strip(b"\x00") and 0 not in odd:
        return "utf-16-be"
    if len(data) > 3 and not odd.strip(b"\x00") and 0 not in even:
        return "utf-16-le"
    return ""


def _line(data: bytes) -> str:
    """One bad byte, or one export appended to another, must not garble the other lines."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")

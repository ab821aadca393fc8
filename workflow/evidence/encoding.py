"""Which encoding a file has, and its text.

Marks and zeros tell UTF-16 and UTF-32. What is not that is UTF-8, line by line; the lines that are not give the evidence for
another encoding, which chardet judges: on files of four titles in 26 languages that nothing was chosen on .98 were right, of two
titles .94 (charset-normalizer: .64 and .56). Where Windows-1252 is nearly as good an answer and gives ordinary letters, it is
taken, because it is the most common.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from evidence.utf8_lines import is_utf8, mostly_utf8, not_utf8, read_as

_BLOCK = 2**20
_SMALL = 20  # bytes that may be so few words of Chinese
# Characters that steer a terminal and are no text; they garble the tag or the bracket that they stand in.
_STEERING = bytes({*range(1, 9), *range(14, 28), 127})
_EVIDENCE = 200_000  # bytes
_CANDIDATES = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874"),
    *("iso8859-2", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-13", "iso8859-15", "koi8-r", "koi8-u"),
    *("mac-roman", "mac-cyrillic", "mac-latin2", "cp437", "cp850", "cp852", "cp866"),
    *("gb18030", "big5", "big5hkscs", "cp932", "shift_jis_2004", "euc-jp", "euc_jis_2004", "cp949", "euc_kr"),
)
_LABELS = {
    **{f"cp{number}": f"Windows-{number}" for number in range(1250, 1259)},
    **{
        "mac-roman": "Mac Roman",
        "mac-cyrillic": "Mac Cyrillic",
        "mac-latin2": "Mac Central Europe",
        "cp932": "Shift-JIS",
        "cp949": "EUC-KR",
        "gb18030": "GB18030",
    },
}
_ORDINARY = frozenset("áéíóúàèìòùâêîôûäëïöüãõñçåæøßœÁÉÍÓÚÀÈÂÊÎÔÄËÏÖÜÃÕÑÇÅÆØŒ–—’‘“”«»…£€§°·²³®©™ª\u00a0¿¡")
_SIGN_IN_WORD = re.compile(r"[^\W\d_][±¶¦¬ˇ»«©®][^\W\d_]")
# ž and š of ISO 8859-2, read as Windows-1252.
_SIGN_FOR_LETTER = re.compile(r"(?<![^\W\d_])[¾®](?=[a-z]{2})|[^\W\d_][¾¹](?=[a-z])")
_NO_POLISH = frozenset("čěřůďňČĚŘŮĎŇ")
_TURKISH, _ICELANDIC = frozenset("þðÞÐ"), frozenset("áíúæéÁÍÚÆÉ")
_NEARLY = 0.75
_OTHER = "\u0370-\u03ff\u0400-\u052f\u0590-\u06ff\u0e00-\u0e7f"
_TWO_SCRIPTS = re.compile(f"[A-Za-z](?=[{_OTHER}])|[{_OTHER}](?=[A-Za-z])")
_CONTROL = re.compile("[\x80-\x9f]")
_DRAWN = re.compile(
    "[\u2500-\u259f](?=[^\\W\\d_])|[^\\W\\d_][±¶¦¬ˇ´¨¸¤](?=[^\\W\\d_])"
)  # lines of boxes and signs at letters
# Where other lines end otherwise, it stands within a sentence and ends none: so it is in cells that were pasted from a web page.
_WITHIN = re.compile(r"(?<=[\w,;:)])\r(?=[ ]?([^\W\d_]))")
_WIDE = re.compile(r"utf_?(?:16|32)")


@dataclass(frozen=True, slots=True)
class Encoding:
    """`name` is the codec of all lines, or with `mixed` of those that are not UTF-8; `letters` beyond ASCII spoke for it.

    `sure` is false where the encoding was judged and not marked, named or proved.
    """

    name: str = "utf-8"
    mixed: bool = False
    sure: bool = True
    letters: int = 0

    @property
    def wide(self) -> bool:
        """Whether a line's end is more than one byte, so that a file cannot be cut there."""
        return bool(_WIDE.match(self.name.replace("-", "_").lower()))

    def said(self) -> tuple[tuple[str, str], ...]:
        """What people are told of it, and what they can do."""
        if self.sure:
            return ()
        label = _LABELS.get(self.name.lower(), self.name)
        how = (
            "likely"
            if self.letters >= 12
            else f"a guess from {self.letters} letter{'s' * (self.letters > 1)}"
        )
        which = "the lines that are not UTF-8 were read as" if self.mixed else "the file was read as"
        fix = "if letters look wrong, name the encoding of this file under `ingest: encodings:` in config/config.yaml"
        return ((f"{which} {label} ({how})", fix),)


def known(name: str) -> bool:
    """Whether this is the name of an encoding of text.

    >>> known("windows-1250"), known("latin9"), known("rot13"), known("polish")
    (True, True, False, False)
    """
    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        return False


def tell(stream: BinaryIO, named: str = "") -> Encoding:
    """The encoding of a file, read through and wound back; `named` by a person, it is not asked about."""
    if named and known(named):
        return Encoding(named)
    head = stream.read(_BLOCK)
    stream.seek(0)
    if wide := _wide(head):
        return Encoding(wide)
    if b"\x1b$" in head and head.isascii():
        return Encoding("iso2022_jp_2")
    evidence = _Evidence()
    rest = b""
    while block := stream.read(_BLOCK):
        block = rest + block
        at = block.rfind(b"\n") + 1 or len(block)
        evidence.add(block[:at])
        rest = block[at:]
    evidence.add(rest)
    stream.seek(0)
    return evidence.verdict()


def decode(data: bytes, encoding: Encoding) -> str:
    """The text of a file or of some of its lines, with `\\n` at the end of a line and without marks and zeros."""
    if not (encoding.wide or encoding.name.startswith("iso2022")):
        data = data.translate(None, _STEERING)
    if encoding.name == "utf-8" or encoding.mixed:
        data = data.removeprefix(codecs.BOM_UTF8)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = "\n".join(_line(line, encoding) for line in data.split(b"\n"))
    else:
        text = data.removeprefix(codecs.BOM_UTF8).decode(encoding.name, errors="replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if text.count("\r") < text.count("\n"):
            text = _WITHIN.sub(lambda match: " " if match[1].islower() else match[0][:1], text)
        text = text.replace("\r", "\n")
    return text.replace("\x00", "").replace("\ufeff", "")


def _line(data: bytes, encoding: Encoding) -> str:
    """One bad byte, or one export appended to another, must not garble the other lines, nor the rest of its own."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        other = encoding.name if encoding.mixed else "cp1252"
    if not mostly_utf8(data):
        return data.decode(other, errors="replace")
    return data.decode("utf-8", errors=read_as(codecs.lookup(other).name))


def _wide(data: bytes) -> str:
    """The name of a UTF-16 or UTF-32 encoding, by its mark or by its zeros, or an empty string."""
    if data[:4] in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        return "utf-32"
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) and (b"\0" in data or len(data) < _SMALL):
        return "utf-16"  # a text of lines without a zero is in none of both, whatever mark it bears
    size = len(data[:4_000]) // 4 * 4
    zeros = [data[start:size:4].count(0) / (size / 4) for start in range(4)] if size else [0.0] * 4
    if min(zeros[1:3]) > 0.9 and (zeros[0] > 0.9) != (zeros[3] > 0.9):
        return "utf-32-le" if zeros[3] > 0.9 else "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if max(even, odd) > 0.2 and min(even, odd) < 0.02:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


class _Evidence:
    """The lines of a file that are not UTF-8, and how many are beyond ASCII. ASCII is left out: it drowns the others."""

    def __init__(self) -> None:
        self._bad: list[bytes] = []
        self._size = self._good = 0
        self._marked: bool | None = None

    def add(self, block: bytes) -> None:
        if self._marked is None:
            self._marked = block.startswith(codecs.BOM_UTF8)
            block = block.removeprefix(codecs.BOM_UTF8)
        if block.isascii():
            return
        try:
            text = block.decode("utf-8")
        except UnicodeDecodeError:
            if self._size < _EVIDENCE:  # else enough is known of what is not UTF-8
                self._lines(block.split(b"\n"))
            return
        if self._good < 1_000:
            self._good += sum(not line.isascii() for line in text.split("\n"))

    def _lines(self, lines: list[bytes]) -> None:
        for line in lines:
            if line.isascii():
                continue
            if is_utf8(line):
                self._good += 1
            else:
                self._bad.append(line)
                self._size += len(line)

    def verdict(self) -> Encoding:
        if not self._bad:
            return Encoding()
        mixed = bool(self._marked) or 10 * self._good > len(self._bad) or mostly_utf8(b"\n".join(self._bad))
        lines = [not_utf8(line) for line in self._bad] if mixed else self._bad
        letters = sum(byte > 127 for line in lines for byte in line)
        if not letters:
            return Encoding()
        return Encoding(_judged(b"\n".join(lines), letters), mixed, False, letters)


def _judged(data: bytes, letters: int) -> str:
    """The name of the encoding that speaks for itself in these lines; Windows-1252 where one byte says too little."""
    from chardet import detect_all

    if letters < 2:
        return _neighbour(data, "cp1252")
    sure: dict[str, float] = {}
    for found in detect_all(data, include_encodings=_CANDIDATES, ignore_threshold=True):
        name = _codec(found["encoding"]) if found["encoding"] else ""
        if name and name not in sure and _in_words(data.decode(name, errors="replace")):
            sure[name] = found["confidence"]
    best = max(sure, key=sure.__getitem__, default="cp1252")
    western = data.decode("cp1252", errors="replace")
    if sure.get("cp1252", 0) >= _NEARLY * sure.get(best, 0) and _ORDINARY.issuperset(
        char for char in western if char > "\x7f"
    ):
        best = "cp1252"
    return _neighbour(data, best)


def _neighbour(data: bytes, name: str) -> str:
    """The encoding that differs from this in a few letters only, where those letters show that it is meant.

    Read as Windows-1250, ISO 8859-2 has signs within words, or the Polish ą among letters of Czech and Slovene; read as
    Windows-1252, Turkish has Icelandic letters without the vowels of Icelandic and with a ç or ü that it lacks.

    >>> _neighbour("Příliš žluťoučký".encode("iso8859-2"), "cp1250"), _neighbour("Łódź, są".encode("cp1250"), "cp1250")
    ('iso8859-2', 'cp1250')
    >>> _neighbour("şehir işçiliği".encode("cp1254"), "cp1252"), _neighbour("Þjóðfélag".encode("cp1252"), "cp1252")
    ('cp1254', 'cp1252')
    """
    letters = set(text := data.decode(name, errors="replace"))
    if name == "cp1252" and _SIGN_FOR_LETTER.search(text) and not _CONTROL.search(data.decode("iso8859-2")):
        return "iso8859-2"
    if name == "cp1250" and not _CONTROL.search(data.decode("iso8859-2")):
        return (
            "iso8859-2" if _SIGN_IN_WORD.search(text) or ("ą" in letters and letters & _NO_POLISH) else name
        )
    if name in ("cp1252", "iso8859-15") and letters & _TURKISH and letters & set("çüÇÜ"):
        return name if letters & _ICELANDIC else "cp1254"
    return name


def _in_words(text: str) -> bool:
    """Whether these may be words: no control characters, and no word in two scripts, but for few.

    >>> _in_words("Café – no"), _in_words("Cafι – no")
    (True, False)
    """
    beyond = sum(char > "\x7f" for char in text)
    odd = len(_TWO_SCRIPTS.findall(text)) + len(_DRAWN.findall(text))
    return 10 * odd <= beyond and not _CONTROL.search(text)


def _codec(label: str) -> str:
    name = codecs.lookup(label).name
    return {"iso8859-1": "cp1252", "iso8859-9": "cp1254", "euc_kr": "cp949", "gb2312": "gb18030"}.get(
        name, name
    )

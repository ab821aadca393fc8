"""Identifiers in one form, or an empty string where they are none. Each function names its standard."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from urllib.parse import unquote

_DOI = re.compile(r"10\.\d{4,9}/\S+")
# What publishers append to a DOI in the address of a page, and the brackets that a DOI may end with.
_LANDING = re.compile(
    r"/(?:full|abstract|pdf|epdf|pdfdirect|epub|summary|meta|html|fulltext|full-text|references|citedby|suppl_file|asset)$"
    r"|\.(?:full|abstract|pdf|short|long|html?)(?:\.pdf)?$|\[\w+\]$"
)
_AS_REGISTERED = re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9._-]*[0-9]")  # nothing is appended to it; most are so
_NEXT = re.compile(r"[,;]\s*(?=(?:https?:|doi:|10\.\d))")
_QUERY = re.compile(r"[?#](?:[a-z_]+=|$|[a-z_-]+$)")
_HYPHENS = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES = re.compile(r"(?<=\d)\s*/\s+(?=\S)|(?<=10\.\d{4})\s+/\s*|(?<=10\.\d{5})\s+/\s*")
_OPENING = {")": "(", ">": "<", "]": "[", "}": "{"}
_REMEMBERED = 10_000  # numbers of journals and books come back in the next entries


def doi(text: str) -> str:
    """The DOI in lower case without resolver or label, or an empty string (DOI Handbook, 2.2 and 2.4).

    One DOI has one form here: without a query, what publishers append to it, double slashes and
    spaces around a slash; escaped signs are decoded.

    >>> doi('10.1000/S1%2817%2930'), doi('10.1037//0022-3514.83.3?src=x'), doi('doi: 10.1000/ ab‐c/full')
    ('10.1000/s1(17)30', '10.1037/0022-3514.83.3', '10.1000/ab-c')
    >>> doi('https://doi.org/10.1136/JECH-2018-210981.'), doi('10.1000%2Fabc [doi]'), doi('(10.1016/0000(97)x)')
    ('10.1136/jech-2018-210981', '10.1000/abc', '10.1016/0000(97)x')
    """
    if _AS_REGISTERED.fullmatch(text):
        return text.lower()
    text = _plain(text)
    match = _DOI.search(text)
    if not match:
        return ""
    found = _NEXT.split(match.group().lower())[0]
    prefix, _, suffix = found.partition("/")
    suffix = _unclosed(_landed(_unclosed(re.sub(r"/{2,}", "/", suffix.lstrip("/"))))).rstrip("/")
    if prefix == "10.1057" and suffix.startswith(
        "palgrave/"
    ):  # as its pages once showed what is registered with dots
        suffix = suffix.replace("/", ".")
    return f"{prefix}/{suffix}" if suffix else ""


def _plain(text: str) -> str:
    """The text without what addresses and typesetters make of its signs: `%28`, `&lt;`, odd hyphens, breaks within."""
    text = html.unescape(html.unescape(text)) if "&" in text else text
    if "%" in text:
        decoded = unquote(text.replace("%20", "%2520"), errors="replace")
        text = text if "\ufffd" in decoded else decoded
    text = _INVISIBLE.sub("", _HYPHENS.sub("-", text))
    return _SPACES.sub("/", text)


def _landed(suffix: str) -> str:
    """Without what publishers append in the address of a page, and without its query."""
    suffix = _QUERY.split(suffix)[0]
    while (shorter := _LANDING.sub("", suffix)) != suffix:
        suffix = shorter
    return suffix


def _unclosed(found: str) -> str:
    """Without the stops, quotes and closing brackets of the sentence around it."""
    surplus = {closing: found.count(closing) - found.count(opening) for closing, opening in _OPENING.items()}
    end = len(found)
    while end and (found[end - 1] in ".,;:\"'*’”" or surplus.get(found[end - 1], 0) > 0):
        if found[end - 1] in surplus:
            surplus[found[end - 1]] -= 1
        end -= 1
    return found[:end]


def pmid(text: str) -> str:
    """A PubMed number, or an empty string.

    >>> pmid('PMID: 12345678'), pmid('n/a')
    ('12345678', '')
    """
    match = re.fullmatch(r"\D{0,80}0*+([1-9]\d{0,8})(?:\.0)?\D{0,80}", text)
    return match[1] if match else ""


def pmcid(text: str) -> str:
    """A PubMed Central number with its prefix, or an empty string.

    >>> pmcid('pmc 123456'), pmcid('https://europepmc.org/articles/PMC99'), pmcid('99')
    ('PMC123456', 'PMC99', '')
    """
    match = re.search(r"\bPMC\s*(\d{1,9})\b", text, re.I)
    return f"PMC{match[1]}" if match else ""


@lru_cache(maxsize=_REMEMBERED)
def isbn(text: str) -> str:
    """Valid ISBNs as ISBN-13 (ISO 2108), several joined by "; ", or an empty string.

    >>> isbn('0-306-40615-2'), isbn('978-0-306-40615-7 (hbk); 0306406152'), isbn('123')
    ('9780306406157', '9780306406157', '')
    """
    found = []
    for part in re.findall(r"(?<![\dX])\d[\d -]{8,15}[\dXx](?![\dX])", text):
        digits = re.sub(r"[ -]", "", part).upper()
        thirteen = digits if len(digits) == 13 else f"978{digits[:9]}" if _is_isbn10(digits) else ""
        if len(thirteen) == 12:
            thirteen += str(-sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(thirteen)) % 10)
        if thirteen and thirteen.isdecimal() and not _weighed(thirteen) and thirteen not in found:
            found.append(thirteen)
    return "; ".join(found)


def _weighed(thirteen: str) -> int:
    return sum(int(digit) * (1, 3)[n % 2] for n, digit in enumerate(thirteen)) % 10


def _is_isbn10(digits: str) -> bool:
    if not re.fullmatch(r"\d{9}[\dX]", digits):
        return False
    return not sum((10 - n) * (10 if d == "X" else int(d)) for n, d in enumerate(digits)) % 11


@lru_cache(maxsize=_REMEMBERED)
def issn(text: str) -> str:
    """Valid ISSNs (ISO 3297), several joined by "; ", or an empty string.

    >>> issn('0378-5955 (Print)'), issn('03785955'), issn('1234-5678')
    ('0378-5955', '0378-5955', '')
    """
    found = []
    for left, right in re.findall(r"(?<!\d)(\d{4})-?(\d{3}[\dXx])(?!\d)", text):
        digits = (left + right).upper()
        valid = not sum((8 - n) * (10 if d == "X" else int(d)) for n, d in enumerate(digits)) % 11
        if valid and (whole := f"{left}-{right.upper()}") not in found:
            found.append(whole)
    return "; ".join(found)


def serials(text: str) -> list[tuple[str, str]]:
    """What a field for both ISSN and ISBN holds, as (`issn` or `isbn`, value).

    >>> serials('0378-5955; 9780306406157'), serials('no number')
    ([('issn', '0378-5955'), ('isbn', '9780306406157')], [])
    """
    return [(kind, value) for kind, value in (("issn", issn(text)), ("isbn", isbn(text))) if value]


def arxiv(text: str) -> str:
    """An arXiv identifier without its version, or an empty string.

    >>> arxiv('arXiv:2101.00001v2 [cs.DL]'), arxiv('hep-th/9901001'), arxiv('2101')
    ('2101.00001', 'hep-th/9901001', '')
    """
    match = re.search(r"(?<![\d.])(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?!\d)", text)
    return match[1] if match else ""


def openalex(text: str) -> str:
    """The identifier of a work in OpenAlex, or an empty string.

    >>> openalex('https://openalex.org/W2741809807'), openalex('A123')
    ('W2741809807', '')
    """
    match = re.search(r"(?<![A-Za-z0-9])[Ww](\d{4,})\b", text)
    return f"W{match[1]}" if match else ""

"""Values as they came, into values that can be compared. What cannot be mended is said."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

# Elements of HTML, JATS and MathML, and those that publishers add; "p < 0.05", "<18 years" and "a <b and c> d" are none.
_ATTRIBUTES = r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s<>"']+))*\s*/?>"""
_PREFIX = r"(?:(?:jats|mml|m|ns\d|xhtml|html|ce|sb|xocs|oasis|tei):)"
_PARTING = r"(?:p|br|hr|div|li|ul|ol|dl|dt|dd|h[1-6]|title|sec|section|label|list|list-item|tr|td|th|table|abstract|blockquote)"
_INLINE = (
    r"(?:i|b|u|s|em|strong|sup|sub|inf|sc|scp|small|big|italic|bold|roman|underline|strike|span|div|font|tt|a|cite|code|pre|q"
    r"|center|named-content|styled-content|ext-link|xref|inline-formula|disp-formula|formula|tex-math|alternatives|img|graphic"
    r"|inline-graphic|tbody|thead|caption|html|body|nobr|wbr|monospace|sans-serif|math|semantics|annotation|object-id"
    r"|m(?:i|n|o|row|sup|sub|subsup|text|frac|sqrt|root|style|space|fenced|over|under|underover|td|tr|table|error|padded|phantom))"
)
_PART = re.compile(rf"</?{_PREFIX}?{_PARTING}{_ATTRIBUTES}", re.I)
_TAG = re.compile(
    rf"</?(?:{_PREFIX}[\w-]+|{_INLINE}){_ATTRIBUTES}|<!--.{{0,500}}?-->|<!\[CDATA\[|\]\]>", re.I
)
# A tag of HTML that stands as a word and is never closed is what a text speaks of, and no mark-up: that touches the words
# that it marks. Tags that HTML lets open (`<p>`, `<br>`) and those of typesetters alone are mark-up wherever they stand.
_SPOKEN_OF = re.compile(
    r"""<(?<![^\s("'“‘«\[`]<)(i|b|u|s|em|strong|sup|sub|small|big|span|div|font|tt|a|cite|code|pre|q|center|img|table|caption|html"""
    r"""|body|title|h[1-6]|section|label|blockquote|nobr|wbr)>(?![^\s)"'”’».,;:!?\]`])""",
    re.I,
)
_CLOSED = re.compile(r"</([A-Za-z]\w{0,20})")
_OPENED = "\ue000"  # stands for its bracket meanwhile
_BEGINS_TAG = re.compile("<[A-Za-z/!]")
# The same formula once more in another language.
_TWICE = re.compile(r"<(?:\w+:)?(annotation|tex-math)\b[^<>]{0,300}>[^<>]{0,2000}</(?:\w+:)?\1>", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|&amp(?=\s)")
_DEEPEST = 3  # times that exports escape what was escaped
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\ufdd0-\ufdef]")  # or no text at all (Unicode, 23.7)
_RANGE = re.compile(r"\d+(?:-\d+)?")  # as most are
_NO_PAGE = ("0", "0-0")  # where a program has none to write
_EBSCO = re.compile(r"p+(\d+(?:-\d+|(?=[.,;]\s*\d+p)))(?:[.,;]\s*\d+p)?\.?", re.I)  # and how many there are
_PP = re.compile(
    r"(?:pp?\.|pp|pages?:?|pág(?:s|inas?)?\.?|S\.|Seiten?)\s*(?=[\divxlcA-Z]*\d|[ivxlc]+\b)", re.I
)
_DASH = re.compile("\\s*[-\u00ad\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]+\\s*")


def clean(text: str) -> str:
    """Entities decoded, also those escaped twice; mark-up of typesetters dropped, white space folded, NFC.

    >>> clean('Effects  of <i>Housing&nbsp;First</i> &amp;amp; more'), clean('NO<inf>2</inf>, p &lt; 0.05')
    ('Effects of Housing First & more', 'NO2, p < 0.05')
    >>> clean('Effects of &amp;lt;i&amp;gt;Housing&amp;lt;/i&amp;gt;'), clean('On the &lt;b&gt; tag')
    ('Effects of Housing', 'On the <b> tag')
    """
    for _ in range(_DEEPEST):
        text, before = _decoded(_without_tags(text)), text
        if text == before or ("&" not in text and "<" not in text):
            break
    if not text.isprintable():
        text = _INVISIBLE.sub("", _CONTROL.sub(" ", text))
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _without_tags(text: str) -> str:
    if not _BEGINS_TAG.search(text) and "]]>" not in text:
        return text
    if "math" in text:
        text = _TWICE.sub("", text) if re.search(r"<(?:\w+:)?math\b", text) else text
    if alone := _SPOKEN_OF.search(text):
        closed = {name.lower() for name in _CLOSED.findall(text)}
        if alone[0] == text.strip():
            return ""

        def kept(tag: re.Match[str]) -> str:
            return tag[0] if tag[1].lower() in closed else f"{_OPENED}{tag[0][1:]}"

        text = _SPOKEN_OF.sub(kept, text)
    return _TAG.sub("", _PART.sub(" ", text)).replace(_OPENED, "<")


def _decoded(text: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text) if "&" in text else text


def year(text: str) -> int | None:
    """The first plausible year (1500-2100), or None.

    >>> year('2019 Jun 3'), year('in press'), year('20190603'), year('20191503')
    (2019, None, 2019, None)
    """
    match = re.search(
        r"(?<!\d)(1[5-9]\d\d|20\d\d|2100)(?:(?!\d)|(?=(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)))", text
    )
    return int(match.group()) if match else None


def pages(text: str) -> str:
    """A page range with one hyphen, whichever was printed; short ranges stay as they were.

    >>> pages('379--387'), pages('159‐70'), pages('339.0-349.0'), pages('nan-nan'), pages('pp. 5–9'), pages('p501-520. 20p.')
    ('379-387', '159-70', '339-349', '', '5-9', '501-520')
    >>> pages('0'), pages('0-0')
    ('', '')
    """
    if text in _NO_PAGE:
        return ""
    if _RANGE.fullmatch(text):
        return text
    if cited := _EBSCO.fullmatch(text):
        return cited[1]
    parts = [whole_number(part) for part in _DASH.split(_PP.sub("", text.strip()))]
    return "" if is_nothing(text) or all(map(is_nothing, parts)) else "-".join(parts)


def whole_number(text: str) -> str:
    """A figure that a spreadsheet wrote with a decimal, as the figure that it was.

    >>> whole_number('15660.0'), whole_number('3.5'), whole_number('12.10')
    ('15660', '3.5', '12.10')
    """
    return text[:-2] if text.endswith(".0") and text[:-2].isdecimal() else text


_PLACEHOLDERS = (
    "NA N/A n/a n.a. N.A. nan NaN NAN null NULL None none NONE nil NIL NaT <NA> #N/A #NA undefined"
)
_NOTHING = frozenset(_PLACEHOLDERS.split())
LONGEST_NOTHING = 40  # a value that only says that there is none is no longer
_NOTHING_IN_WORDS = re.compile(
    r"\W*(?:no[\s-]specified|not[\s-](?:specified|available|given|applicable|known|reported)"
    r"|no[\s-](?:title|abstract|journal|date|pages?|author(?: (?:names?|id))?|volume|issue|pagination|page numbers?)"
    r"(?: (?:available|given|listed|found|specified|provided))?|n\.? ?pag\.?|unpaginated|unpaged|unavailable)\W*",
    re.I,
)


def is_nothing(text: str) -> bool:
    """Whether a value only says that there is none: `NA`, `nan`, `No Specified`, `-`, `[No title]`.

    Case counts, for people are called Na and Null.

    >>> [is_nothing(t) for t in ("NA", "null", "No-Specified", "[No title available]", "-", "Na", "Nature", "")]
    [True, True, True, True, True, False, False, True]
    """
    first = text[:1]
    if len(text) > LONGEST_NOTHING or (first not in "NnUu" and first.isalnum()):
        return False
    text = text.strip()
    return (
        text in _NOTHING or not any(map(str.isalnum, text)) or _NOTHING_IN_WORDS.fullmatch(text) is not None
    )


def fold(text: str) -> str:
    """Letters and digits only, without accents, in lower case, single spaces.

    >>> fold('Re-thinking: Crépon & Cie?')
    're thinking crepon and cie'
    """
    # Compatibility forms decompose into capitals, so the case is folded after that.
    text = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+|_", " ", text).split())


def folded(texts: Any) -> Any:
    """`fold` of each of a column of texts (n,) in Arrow: a million titles of plain letters in a second."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    plain = pc.replace_substring(pc.utf8_lower(texts), "&", " and ")
    plain = pc.utf8_trim_whitespace(pc.replace_substring_regex(plain, "[^a-z0-9]+", " "))
    other = pc.invert(pc.string_is_ascii(texts))
    rest = pa.array([fold(text) for text in texts.filter(other).to_pylist()], texts.type)
    return pc.replace_with_mask(plain, other, rest)

"""XML cut into records, each parsed alone, so that a broken one costs itself and no other.

A record without its file's head cannot declare entities, so that none can be expanded: a bomb in one record is a
broken record and no more. Prefixes of namespaces are dropped: every producer chooses its own.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

from evidence.ingest.format import Piece, Rest

_LESS = re.compile(r"<(?![A-Za-z_/!?:])")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)([A-Za-z]\w*;)?")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|(\d{1,9}));")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TAG = re.compile(r"<(/?)(?:[\w.-]+:)?([A-Za-z_][\w.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_DECLARED = re.compile(r"\sxmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_PREFIX = re.compile(r"(\s)([\w.-]+):([\w.-]+\s*=)")
# Mark-up of text within a field, as typesetters and EndNote write it.
_INLINE = re.compile(r"</?(?:style|i|b|u|em|strong|italic|bold|sub|sup|sc|span|font)(?:\s[^<>]*)?/?>", re.I)
_ELEMENT = re.compile(r"<(/?)([A-Za-z_][\w.:-]*)[^<>]*?(/?)>")
_ENVELOPE = re.compile(r"<(?:[\w.-]+:)?(?:header|recordData)[\s>]")
_TITLE = re.compile(r"<[\w.:-]*title[\s>]", re.I)
_MARK_UP = re.compile(r"<(?:(/?[A-Za-z_][^\s<>/]*)[^<>]*|[?][^<>]*|![A-Za-z][^<>\[]*(?:\[[^\[\]]*\]\s*)?)>")
_ATTRIBUTES = re.compile(r"(?:\s*+[\w:.-]++\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'))*+\s*+/?")
# How an entry of a format without mark-up begins a line.
_APPENDED = re.compile(
    r"\n(?=\s*+\[?\s*+\{\s*+\"[^\"\n]{1,40}+\"\s*+:|TY  ?- ?[A-Z]{2,8}\s*$|PMID ?- ?\d|PT [JBSCP]\s*$|RT [A-Z]|%0 [A-Z]|@\w++\s*+\{)",
    re.M,
)
_WRAPPINGS = 10
_ALL = re.compile(r"[^\n]")


def cut(text: str, names: str, is_other: Callable[[str], bool] = lambda _: False) -> Iterator[Piece | Rest]:
    """The elements of these names (a pattern), and what stands between them and has a title but another name.

    An element that is not closed ends where the next begins. A piece's body says whether it has another name.
    `is_other` says of what stands between them whether
    its records are of another vocabulary; these are left, as is text that stands in no element.
    """
    hidden = _hidden(_hidden(text, "<!--", "-->"), "<![CDATA[", "]]>")
    spans = _spans(hidden, re.compile(rf"<(/?)((?:[\w.-]+:)?(?:{names}))(?=[\s/>])[^<>]*?(/?)>"))
    line, counted, ended = 1, 0, 0
    kept: list[tuple[int, int]] = []
    left: list[Rest] = []
    for begin, end in [*spans, (len(text), len(text))]:
        strangers = _strangers(hidden, ended, begin) if kept else _titled_in(hidden[:begin])
        for start, until in [*strangers, (begin, end)]:
            if start == begin == len(text):
                break
            stranger = start < begin
            if stranger and ((spans and not kept) or is_other(text[start:until])):
                left.append(Rest(start, until))
            elif kept or not stranger:
                line += text.count("\n", counted, start)
                counted = start
                kept.append((start, until))
                yield Piece(line, text[start:until].strip(), stranger)
        ended = end
    yield from _in_order(left, list(leftover(text, sorted(kept + [(rest.start, rest.end) for rest in left]))))


def _in_order(some: list[Rest], others: list[Rest]) -> list[Rest]:
    return sorted([*some, *others], key=lambda rest: rest.start)


def _spans(hidden: str, mark: re.Pattern[str]) -> list[tuple[int, int]]:
    """(begin, end) of the records of which these are the marks."""
    begun, tag, blank = -1, "", 0
    spans: list[tuple[int, int]] = []
    enveloped: Counter[str] = Counter()
    for match in mark.finditer(hidden):
        closing, name, empty = match.groups()
        if closing:
            if name == tag:
                spans.append((begun, match.end()))
                begun, tag = -1, ""
            elif not tag and enveloped[name]:
                enveloped[name] -= 1
            elif not tag:  # its beginning is lost
                since, blank = max(blank, spans[-1][1] if spans else 0), match.end()
                if _ELEMENT.sub("", hidden[since : match.start()]).strip():
                    spans.append((since, match.end()))
            continue
        if not empty and _wraps(hidden, match.end(), mark):
            enveloped[name] += 1
            continue
        if tag:
            spans.append((begun, match.start()))
        begun, tag = match.start(), name
        if empty:
            spans.append((begun, match.end()))
            begun, tag = -1, ""
    if tag:
        spans.append((begun, broken_off(hidden, begun)))
    return spans


def broken_off(text: str, begun: int = 0) -> int:
    """Where a record that is never closed ends: before an entry of another format that was appended, else with the text."""
    behind = _APPENDED.search(text, begun)
    return behind.start() if behind else len(text)


def leftover(text: str, spans: list[tuple[int, int]], titles: bool = False) -> Iterator[Rest]:
    """Text outside of these spans that is not all that one element holds: no wrapping of records has such.

    An element named as a title makes all that stands between two spans such text where `titles` says so, or where
    an end of an element without its beginning shows that a record has lost its own.
    """
    bare = _hidden(_hidden(text, "<!--", "-->", _ALL), "<![CDATA[", "]]>", _ALL)
    at = 0
    for begin, end in [*spans, (len(text), len(text))]:
        first, last = -1, -1
        before, opened, titled, unopened = at, "", False, False
        open_ = Counter[str]()
        for tag in _MARK_UP.finditer(bare, at, begin):
            name = tag[1] or ""
            if bare[before : tag.start()].strip() and not (opened and name == f"/{opened}"):
                first, last = first if first >= 0 else before, tag.start()
            titled = titled or "title" in name.lower()
            open_[name.removeprefix("/")] += -1 if name[:1] == "/" else 1
            unopened = unopened or open_[name[1:]] < 0
            known = _ATTRIBUTES.match(bare, tag.end(1)) if name else None
            if known and known.end() < tag.end() - 1:
                first, last = first if first >= 0 else known.end(), tag.end() - 1
            before, opened = tag.end(), name
        if bare[before:begin].strip():
            first, last = first if first >= 0 else before, begin
        if titled and (titles or unopened):
            first, last = at, begin
        if first >= 0:
            words = text[first:last]
            start = first + len(words) - len(words.lstrip())
            yield Rest(start, start + len(words.strip()))
        at = max(at, end)


def _hidden(text: str, opens: str, closes: str, what: re.Pattern[str] = re.compile("[<>]")) -> str:
    """The text with no brackets in comments and the like; one that is never closed hides nothing."""
    parts, at = [], 0
    while (begin := text.find(opens, at)) >= 0 and (end := text.find(closes, begin)) >= 0:
        parts += [text[at:begin], what.sub(" ", text[begin : end + len(closes)])]
        at = end + len(closes)
    return "".join([*parts, text[at:]]) if parts else text


def _titled(gap: str) -> Iterator[tuple[int, int]]:
    """(begin, end) of the outermost elements that hold an element named as a title."""
    depth, begun, titled = 0, 0, False
    for match in _ELEMENT.finditer(gap):
        closing, name, empty = match.groups()
        if closing:
            depth -= depth > 0
            if depth == 0 and titled:
                yield begun, match.end()
                titled = False
        elif not empty:
            begun, titled = (match.start(), False) if depth == 0 else (begun, titled)
            titled = titled or (depth > 0 and "title" in name.lower())
            depth += 1


def _titled_in(head: str) -> list[tuple[int, int]]:
    """(begin, end) of such elements above the first record, within the elements that wrap it."""
    at = 0
    for _ in range(_WRAPPINGS):
        if found := [(at + begin, at + end) for begin, end in _titled(head[at:])]:
            return found
        opened = _ELEMENT.search(head, at)
        if not opened:
            break
        at = opened.end()
    return []


def _wraps(text: str, at: int, mark: re.Pattern[str]) -> bool:
    """Whether a record of a protocol (OAI, SRU) wraps another that is meant."""
    within = text[at : at + 2000]
    inner = mark.search(within)
    return bool(_ENVELOPE.search(within, 0, inner.start() if inner else len(within)))


def _strangers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Elements between two records that hold a title, or the rest of one that lost its beginning or its end."""
    gap = text[start:end]
    if not _TITLE.search(gap):
        return []
    found = list(_titled(gap))
    rest, at = [], 0
    for begin, until in [*found, (len(gap), len(gap))]:
        if _TITLE.search(gap, at, begin):
            rest.append((at + len(gap[at:begin]) - len(gap[at:begin].lstrip()), begin))
        at = until
    return sorted((start + begin, start + until) for begin, until in [*found, *rest])


def parse(raw: str) -> ElementTree.Element:
    """The element of one record, names without prefixes. Raises `ElementTree.ParseError`."""
    text = _ENTITY.sub(_known_entity, _LESS.sub("&lt;", _INLINE.sub("", raw)))
    text = _CONTROL.sub(" ", _REFERENCE.sub(_character, text))
    return ElementTree.fromstring(_TAG.sub(_bare, text))


def _bare(match: re.Match[str]) -> str:
    closing, name, rest = match.groups()
    if rest:
        rest = _PREFIX.sub(r"\1\2_\3", _DECLARED.sub("", rest)) if ":" in rest or "xmlns" in rest else rest
    return f"<{closing}{name}{rest}>"


def _character(match: re.Match[str]) -> str:
    """A character by its number; one that XML does not know as a space."""
    number = int(match[1], 16) if match[1] else int(match[2])
    known = (
        number in (9, 10, 13)
        or 32 <= number < 0xD800
        or 0xE000 <= number < 0xFFFE
        or 0xFFFF < number < 0x110000
    )
    return match.group() if known else " "


def _known_entity(match: re.Match[str]) -> str:
    """A name of HTML as its letter; a bare ampersand as itself."""
    letter = html.unescape(match.group())
    return letter if letter != match.group() else "&amp;" + (match.group(1) or "")


# Elements whose meaning stands in an attribute are told apart by it.
_BY = {
    "ArticleId": "IdType",
    "ELocationID": "EIdType",
    "identifier": "type",
    "Item": "Name",
    "datafield": "tag",
    "subfield": "code",
    "controlfield": "tag",
    "article-id": "pub-id-type",
    "namePart": "type",
    "detail": "type",
    "extent": "unit",
    "relatedItem": "type",
    "alternateIdentifier": "alternateIdentifierType",
    "title": "title-type titleType",
    "date": "type",
    "journal-id": "journal-id-type",
    "doi": "type",
    "contributor": "contributor_role",
    "publication_type": "media_type",
    "publication_date": "media_type",
    "biblScope": "unit",
    "pub-date": "pub-type",
    "abstract": "abstract-type",
    "idno": "type",
    "note": "type",
    "ui": "type",
}


def label(node: ElementTree.Element) -> str:
    """The name of an element, with what tells it from others of that name.

    >>> label(ElementTree.fromstring('<ArticleId IdType="doi"/>')), label(ElementTree.fromstring("<year/>"))
    ('ArticleId[doi]', 'year')
    """
    found = next(filter(None, map(node.get, _BY.get(node.tag, "").split())), "")
    return f"{node.tag}[{found}]" if found else node.tag


def content(node: ElementTree.Element | None) -> str:
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def leaves(
    node: ElementTree.Element, stop: frozenset[str] = frozenset()
) -> Iterator[tuple[str, ElementTree.Element]]:
    """(path, element) of every element that holds text, or whose name is in `stop`, in order."""
    pending = [("", child) for child in reversed(node)]
    while pending:
        above, child = pending.pop()
        path = f"{above}/{label(child)}" if above else label(child)
        text = (child.text or "").strip() or any((inner.tail or "").strip() for inner in child)
        if child.tag in stop or not len(child) or text:
            yield path, child
        elif path.count("/") < 60:
            pending.extend((path, inner) for inner in reversed(child))

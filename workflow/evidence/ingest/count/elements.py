"""Records in XML, counted by the names of elements."""

from __future__ import annotations

import re


def rdf(text: str) -> int:
    """Item types that are works."""
    return len(re.findall(r"<z:itemType>\s*(?!attachment|note|annotation)", text))


def xml(text: str, names: str) -> int:
    """Elements with one of these names (a pattern), and others beside them that hold a title."""
    for opens, closes in (("<!--", "-->"), ("<![CDATA[", "]]>")):
        first, *others = text.split(opens)
        open_ended = next((n for n in range(len(others), 0, -1) if closes in others[n - 1]), 0)
        text = first + "".join(part.partition(closes)[2] for part in others[:open_ended])
        text += opens.join(others[open_ended:])
    name = rf"(?:[\w.-]+:)?(?:{names})"
    envelope = r"<(?:[\w.-]+:)?(?:header|recordData)[\s>]"
    wraps = rf"(?![^<>]*>(?:(?!</?{name}[\s/>]).){{0,2000}}?{envelope})" if re.search(envelope, text) else ""
    begun = [match.start() for match in re.finditer(rf"<{name}(?=[\s/>]){wraps}", text, re.S)]
    parts = zip(begun, [*begun, len(text)][1:], strict=True) if begun else ()
    return len(begun) + sum(_strangers(text[start:end], name) for start, end in parts)


def _strangers(part: str, name: str) -> int:
    """Elements after the end of a record that hold a title."""
    _, *after = re.split(rf"</{name}\s*>", part, maxsplit=1)
    depth = number = titled = 0
    for closing, title, empty in re.findall(
        r"<(/?)[\w.:-]*?(title)?(?=[\s/>])[^<>]*?(/?)>", "".join(after), re.I
    ):
        titled = titled or (bool(title) and depth > 0)
        depth += 0 if empty else -1 if closing else 1
        if depth < 0:
            break
        if depth == 0 and closing:
            number, titled = number + bool(titled), 0
    return number

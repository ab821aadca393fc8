"""HTML in which everything that came from a record is text, and markdown in which it is too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from evidence.brief.macros import parts

# Names of columns, settings, files and codes, as they are typed, in backticks or not.
_NAMES = re.compile(
    r"`([^`]+)`|(?<![\w./-])([\w./-]*\w_\w(?:[\w./-]*\w)?|[\w-]+(?:/[\w-]+)*/[\w*-]+\.\w+)(?![\w/])"
)
_LONGEST_NAME = 100
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


class Markdown(str):
    """Text that is markdown on purpose. Any other text is escaped when a page is filled."""


def as_text(value: object) -> str:
    """Markdown that shows the value as plain text, whatever it holds (CommonMark 2.4).

    >>> as_text('<b>*x*</b>')
    '\\\\<b\\\\>\\\\*x\\\\*\\\\<\\\\/b\\\\>'
    """
    if isinstance(value, Markdown):
        return value
    return _PUNCTUATION.sub(r"\\\1", " ".join(str(value).split()))


def block(html: Markup | str) -> Markdown:
    """A block of HTML inside a markdown page; the fence is longer than any in the content."""
    if not html.strip():
        return Markdown("\nNothing yet.\n")
    longest = max((len(run) for run in re.findall(r"`+", html)), default=0)
    fence = "`" * max(3, longest + 1)
    return Markdown(f"\n{fence}{{raw}} html\n{html}\n{fence}\n")


def bullets(lines: list[str]) -> Markdown:
    """A list in markdown, each line of it plain text."""
    return Markdown("\n".join(f"- {as_text(line)}" for line in lines) or "None recorded.")


def join(parts: Iterable[Markup | str], between: str = "") -> Markup:
    return Markup(between).join(parts)


def names(text: str, labels: Mapping[str, str] | None = None) -> Markup:
    """A text of ours in which what is typed as it stands (columns, settings, files) is set as such, and a code of
    `labels` (code to label) is told by its label."""
    found, at = [], 0
    for match in _NAMES.finditer(text):
        name = match[1] or match[2]
        label = (labels or {}).get(name)
        found += [escape(text[at : match.start()]), f"“{label}”" if label else parts.code(name)]
        at = match.end()
    return join([*found, escape(text[at:])])


def outside(address: str, text: object) -> Markup:
    """A link to the web, where the address is one; else the text alone. Nothing else is ever run."""
    return parts.outside(address, text) if is_address(address) else escape(text)


def is_address(text: str) -> bool:
    """Whether a text is an address of the web.

    >>> is_address("https://example.org/a"), is_address("http://[bad/x"), is_address("javascript:alert(1)")
    (True, False, False)
    """
    try:
        parts = urlsplit(text) if "\n" not in text else urlsplit("")
    except ValueError:  # brackets that are no IPv6 address
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def doi_link(doi: str) -> Markup:
    return outside(f"https://doi.org/{quote(doi, safe='/().:;-_')}", f"doi:{doi}")


def anchor(identifier: str) -> str:
    """An identifier that may stand in an id attribute and in an address.

    It begins with a letter, because scripts of the theme look places up as CSS selectors.

    >>> anchor('w-krug2016-abc.2'), anchor('3SC-01')
    ('w-krug2016-abc-2', 'i3SC-01')
    """
    safe = re.sub(r"[^A-Za-z0-9_-]", "-", identifier)
    return safe if safe[:1].isalpha() else f"i{safe}"


def own_anchor(identifier: str) -> str:
    """The anchor of what people name: no two names have the same, and none is too long for the name of a file.

    >>> own_anchor("case-3SC-01"), own_anchor("case-a b") == own_anchor("case-a-b"), len(own_anchor("x" * 900))
    ('case-3SC-01', False, 69)
    """
    found = anchor(identifier)
    if found in (identifier, f"i{identifier}") and len(found) <= _LONGEST_NAME:
        return found
    told_apart = sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{found[:60]}-{told_apart}"

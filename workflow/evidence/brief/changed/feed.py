"""The releases of a review as an Atom feed (RFC 4287), an entry a release; the same bytes wherever it is made.

An id is made of what never changes: the address of the book, and the date and name of the release (a tag, RFC 4151); where nobody has said where
the book lies, of the title and name that the release was made under (RFC 4122, version 5).
"""

from __future__ import annotations

import re
import uuid
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from markupsafe import escape

from evidence.brief.changed.comparison import Comparison
from evidence.brief.changed.current import earlier
from evidence.brief.changed.releases import Release
from evidence.brief.changed.told import PAGE, WENT, summary
from evidence.brief.markup import anchor
from evidence.brief.tables import Tables
from evidence.brief.verdicts import VERDICT_WORDS
from evidence.brief.words import long_date

FEED = "changes.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_WORDS = {str(verdict): word for verdict, (_, word) in VERDICT_WORDS.items()}


def feed(tables: Tables) -> str:
    """The feed, the latest release first; blank where there is none."""
    if not tables.releases:
        return ""
    review, releases = tables.config.review, tables.releases
    site = review.site.rstrip("/")
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(root, "id", _identity(site, releases[0], "changes"))
    _add(root, "title", f"What changed: {review.title}")
    _add(root, "updated", _time(max(release.date for release in releases)))
    _add(ElementTree.SubElement(root, "author"), "name", review.author)
    _add(root, "rights", review.licence)
    _link(root, "alternate", _at(site, PAGE), "text/html")
    _link(root, "self", _at(site, FEED), "application/atom+xml")
    differs = {c.after.name: c for c in earlier(tables) if c.after}
    for release in reversed(releases):
        _entry(root, site, release, differs.get(release.name))
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def place(release: Release) -> str:
    """Where a release stands on the page of what changed."""
    return anchor(f"release-{release.name}")


def _entry(root: ElementTree.Element, site: str, release: Release, c: Comparison | None) -> None:
    own = ElementTree.SubElement(root, "entry")
    said = (
        [s.text for s in summary(c)]
        if c
        else ["This is the first release: there is none to compare it with."]
    )
    _add(own, "id", _identity(site, release, f"release/{quote(release.name, safe='')}"))
    _add(own, "title", f"Release {release.name}: {said[0].rstrip('.')}")
    _add(own, "updated", _time(release.date))
    _link(own, "alternate", _at(site, f"{PAGE}#{place(release)}" if c else PAGE), "text/html")
    _add(own, "summary", " ".join(said))
    _add(own, "content", _content(release, c, said), type="html")


def _content(release: Release, c: Comparison | None, said: list[str]) -> str:
    """The sentences, and each finding that says something else, as HTML."""
    body = f"<p>Evidence to {escape(long_date(release.date))}. {escape(' '.join(said))}</p>"
    body += f"<p>{escape(release.note)}</p>" if release.note else ""
    moved = [one for one in c.moved if one.verdict] if c else []
    if moved:
        lines = (
            f"<li>{escape(one.claim)}, {escape(one.name)}: {WENT[one.way].badge}; {_from_to(one.verdict.before, one.verdict.after)}</li>"
            for one in moved
            if one.verdict
        )
        body += f"<ul>{''.join(lines)}</ul>"
    return body


def _from_to(before: str, after: str) -> str:
    was, now = (_WORDS.get(word, word or "not stated").lower() for word in (before, after))
    return f"{escape(was)} before, {escape(now)} in this release"


def _identity(site: str, release: Release, what: str) -> str:
    parts = urlsplit(site)
    if not parts.hostname:
        return uuid.uuid5(uuid.NAMESPACE_OID, f"{release.title}\n{release.name}\n{what}").urn
    return f"tag:{parts.hostname},{release.date}:{parts.path.strip('/')}/{what}"


def _time(day: str) -> str:
    """A day of the evidence as RFC 3339 asks for it."""
    return f"{day}T00:00:00Z"


def _at(site: str, path: str) -> str:
    return f"{site}/{path}" if site else path


def _add(parent: ElementTree.Element, name: str, text: str, **more: str) -> None:
    """An element with a text; none where there is no text."""
    if text:
        ElementTree.SubElement(parent, name, more).text = _NO_XML.sub("", text)


def _link(parent: ElementTree.Element, rel: str, address: str, kind: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "type": kind, "href": address})

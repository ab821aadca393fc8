"""The text of an element of XML, where that is more or less than all that stands in it."""

from __future__ import annotations

from xml.etree import ElementTree

from evidence.ingest.xml_cut import content

_BLOCKS = ("title", "p", "label", "list-item")


def text_of(leaf: ElementTree.Element) -> str:
    """A part of a structured abstract with its label, an abstract's headings and paragraphs apart, a title without the marks
    of its footnotes.

    >>> text_of(ElementTree.fromstring('<abstract><title>Aim</title><p>To see.</p><p>Seen.</p></abstract>'))
    'Aim To see. Seen.'
    >>> text_of(ElementTree.fromstring('<article-title>Homes<xref>*</xref> now</article-title>'))
    'Homes now'
    """
    if leaf.tag in ("AbstractText", "sec"):
        name, text = leaf.get("Label", ""), content(leaf)
        return f"{name}: {text}" if name and text else text
    for part in leaf.iter() if leaf.tag == "abstract" else ():
        if part.tag in _BLOCKS:
            part.text = f" {part.text or ''}"
    for note in leaf.iter("xref") if leaf.tag == "article-title" else ():
        note.text = ""
    return content(leaf)

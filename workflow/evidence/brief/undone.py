"""Pages that a review has nothing for stand on one page, each with its reason, and links to them lead there; those that it is not
meant to have are not there, and words that would lead to them stand without a link."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from evidence.brief.markup import Markdown, as_text
from evidence.brief.page import Undone
from evidence.brief.studies.carded import ToCards

PAGE = "undone"
_HEADING = re.compile(r"^# (.+)$", re.M)


@dataclass(frozen=True, slots=True)
class Folded:
    """What stands of a page: the place in `undone.md`, the title that the page would have, and why it has not been made."""

    ident: Markdown
    title: Markdown
    why: Markdown


def folded(name: str, source: str, undone: Undone) -> Folded:
    """`name` of the page without its ending; `source` is its text, which begins with its title."""
    title = _HEADING.search(source)
    why = Markdown(f"{as_text(undone.why)} {as_text(undone.change)}")
    return Folded(Markdown(place(name)), Markdown(title[1] if title else name), why)


def place(name: str) -> str:
    return f"{PAGE}-{name.replace('/', '-')}"


@dataclass(frozen=True, slots=True)
class Ways:
    """Where links lead: those to pages that are `undone` to their place among these, those to pages that are `gone` nowhere, those to
    `cards` that there are none of to the list of works."""

    undone: frozenset[str]
    gone: frozenset[str]
    cards: ToCards

    def __bool__(self) -> bool:
        return bool(self.undone or self.gone or self.cards.without)

    def led(self, text: str) -> str:
        return self.cards.led(lead_on(unlinked(text, self.gone), self.undone))


def unlinked(text: str, names: Collection[str]) -> str:
    """The text with what led to pages that are not there as words alone, and their bare addresses blank.

    >>> unlinked('See <a class="x" href="../pools.html#p">the <i>pool</i></a>, [it](pools.md) and [a](map.md).', ["pools"])
    'See the <i>pool</i>, it and [a](map.md).'
    """
    if not names:
        return text
    one = rf"(?:\.\./)*(?:{'|'.join(map(re.escape, sorted(names)))})\.(?:html|md)(?:#[\w-]+)?"
    text = re.sub(rf'<a\b[^>]*\shref="{one}"[^>]*>(.*?)</a>', r"\1", text, flags=re.S)
    text = re.sub(rf"(?<!!)\[([^\]\[]*)\]\({one}\)", r"\1", text)
    return re.sub(rf"(?:^|(?<=;)){one}(?=;|$)", "", text)


def lead_on(text: str, names: Collection[str]) -> str:
    """The text with every address of a folded page changed to its place on the page of what was not done.

    >>> lead_on('<a href="../appraisal.html#lights">x</a> [y](appraisal.md)', ["appraisal"])
    '<a href="../undone.html#undone-appraisal">x</a> [y](undone.md)'
    """
    if not any(f"{name}." in text for name in names):
        return text
    wanted = re.compile(
        rf"(?<![\w-])({'|'.join(map(re.escape, sorted(names)))})\.(html|md)(?:#[\w-]+)?(?=[\"')\s;|]|$)"
    )
    return wanted.sub(lambda m: f"{PAGE}.md" if m[2] == "md" else f"{PAGE}.html#{place(m[1])}", text)

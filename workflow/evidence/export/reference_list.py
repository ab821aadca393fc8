"""Works as a list of references in a style of BibTeX's, by pybtex: plain, unsrt, alpha, unsrtalpha, or another that is installed.

pybtex takes fields for LaTeX, so what means something there goes through it as signs that nothing uses and comes back; a work is
told as it was written, not with the capitals that a style of BibTeX's keeps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from evidence import names
from evidence.deduplicate.rows import Work
from evidence.errors import UserError
from evidence.export import kinds
from evidence.export.keys import in_bibtex, unique_keys
from evidence.export.text import one_line

_SIGNS = {ord(sign): 0x100000 + n for n, sign in enumerate("\\{}&%$#_~^`'\"<>,-")}
_THERE = _SIGNS | dict.fromkeys(_SIGNS.values(), 0xFFFD)
_BACK = {there: sign for sign, there in _SIGNS.items()} | {0xA0: " "}


def write(works: Sequence[Work], among: Sequence[Work] = (), style: str = "plain") -> str:
    """One line a reference, with its label, in the order of the style. Raises UserError for a style that is not installed."""
    keys = unique_keys(among or works, in_bibtex)
    found = _formatted([_entry(work, keys[work.work_id]) for work in works], _style(style))
    return "".join(f"[{label}] {' '.join(text.translate(_BACK).split())}\n" for label, text in found)


@cache
def _plugin(name: str) -> Any:
    """All that is installed is looked through for it. Raises PluginNotFound."""
    from pybtex.plugin import find_plugin

    return find_plugin("pybtex.style.formatting", name)


def _style(name: str) -> Any:
    from pybtex.plugin import PluginNotFound, enumerate_plugin_names

    try:
        return _plugin(name)()
    except PluginNotFound:
        known = sorted(enumerate_plugin_names("pybtex.style.formatting"))
        raise UserError(
            "the style of references is not installed",
            field="--style",
            value=name,
            allowed=known,
            fix="give one of these",
        ) from None


def _formatted(entries: list[Any], style: Any) -> Iterator[tuple[str, str]]:
    from pybtex.backends.plaintext import Backend
    from pybtex.style.template import FieldIsMissing

    plain = Backend()  # found once: `render_as` looks through all that is installed each time
    ordered = style.sort(entries)
    for label, entry in zip(style.format_labels(ordered), ordered, strict=True):
        try:
            made = style.format_entry(label, entry)
        except FieldIsMissing:  # an article without a journal, say: of other works nothing is asked
            entry.type = "misc"
            made = style.format_entry(label, entry)
        yield made.label, made.text.render(plain)


def _entry(work: Work, key: str) -> Any:
    from pybtex.database import Entry

    container = "booktitle" if work.kind in ("chapter", "conference") else "journal"
    fields = {
        "title": _held(work.title),
        "year": str(work.year or ""),
        container: _held(work.container),
        "volume": _held(work.volume),
        "number": _held(work.issue),
        "pages": "-".join(map(_odd, work.pages.split("-"))),
        **dict.fromkeys(("publisher", "institution", "school"), _held(work.publisher)),
        "doi": one_line(work.doi),
        "url": "" if work.doi else one_line(work.url),
    }
    people = {"author": [_person(author) for author in work.authors]} if work.authors else {}
    entry = Entry(kinds.bibtex(work.kind), {name: value for name, value in fields.items() if value}, people)
    entry.key = key
    return entry


def _person(author: str) -> Any:
    from pybtex.database import Person

    family, given, suffix = names.parts(author)
    last = _odd(family) if given or suffix else _held(family)
    return Person(first=_odd(given), last=last, lineage=_odd(suffix))


def _odd(text: str) -> str:
    return one_line(text).translate(_THERE)


def _held(text: str) -> str:
    """In braces, within which no style changes a capital."""
    return f"{{{_odd(text)}}}" if text else ""

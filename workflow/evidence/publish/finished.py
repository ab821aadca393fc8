"""Every page of the finished book: its figures looked at, its head filled, under the policy; and what it asks for, so that the book can be made light.

Each is made of its own text and head alone, so that a page that Sphinx or *brief* made as they did last time is taken as it was finished then.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from evidence.errors import UserErrors
from evidence.publish.before import lay
from evidence.publish.policy import not_allowed, with_policy
from evidence.publish.strict import refused, without_words
from evidence.shelf import Shelf

_TAG = re.compile(r"<(link|script)\b([^>]*)>")
_ADDRESS = re.compile(r'\s(?:href|src)="([^"?]+)')
_ASKED = re.compile(r'\s(?:href|src|data-[\w-]+)="([^"#?]+)')
_NAMES = re.compile(r'\s(?:class|id)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Page:
    """`text`: the page. `scripts`: text by file name of those that the policy moved out of it. `unknown`: scripts that nobody knows; `bare`: (line, what) of figures without words.
    `names`: its classes and ids. `sheets`, `loaded`: style sheets and scripts that it asks for, in their order; `asked`: all files; as seen from the root of the book.
    """

    text: str
    scripts: dict[str, str]
    unknown: list[str]
    bare: list[tuple[int, str]]
    names: list[str]
    sheets: list[str]
    loaded: list[str]
    asked: list[str]


def finish_pages(
    html: Path,
    head: Callable[[str], str],
    shelf: Shelf,
    further: dict[str, str] | None = None,
    ahead: Mapping[str, Page] | None = None,
    before: Path | None = None,
) -> dict[str, Page]:
    """Every page under `html`, pages of studies too, is written as it is to be, and comes back by its name, with those of `further` (text by name), which are not looked at.

    `head` gives of a name what is to stand in the head. `ahead`: pages that are finished (`finish_ahead`), and of which there is no file yet; `before`: the book that stands.
    Raises UserErrors for figures without words, and for pages with a script of their own.
    """
    made = dict(ahead or {})
    for path in html.rglob("*.html"):
        name = path.relative_to(html).as_posix()
        if not name.startswith("_static/") and name not in made:
            made[name] = _kept(shelf, name, path.read_text(encoding="utf-8"), head(name), looked_at=True)
    found = {name: made[name] for name in sorted(made, key=lambda name: name.split("/"))}
    for name, text in (further or {}).items():
        found[name] = _kept(shelf, name, text, "", looked_at=False)
    if wrong := [refused(name, line, what) for name, page in found.items() for line, what in page.bare]:
        raise UserErrors(wrong)
    if wrong := [not_allowed(name, text) for name, page in found.items() for text in page.unknown]:
        raise UserErrors(wrong)
    for folder in {(html / name).parent for name in (ahead or ())}:
        folder.mkdir(parents=True, exist_ok=True)
    for name, page in found.items():
        if ahead and name in ahead:
            lay(html / name, page.text.encode(), before and before / name)
        else:
            (html / name).write_text(page.text, encoding="utf-8", newline="\n")
    for name, text in sorted({k: v for page in found.values() for k, v in page.scripts.items()}.items()):
        (html / name).parent.mkdir(parents=True, exist_ok=True)
        (html / name).write_text(text, encoding="utf-8", newline="\n")
    return found


def finish_ahead(texts: Mapping[str, str], shelf: Shelf) -> dict[str, Page]:
    """Pages of studies, by their names, are finished before the rest of the book is there."""
    return {name: _kept(shelf, name, text, "", looked_at=True) for name, text in texts.items()}


def _kept(shelf: Shelf, name: str, text: str, head: str, looked_at: bool) -> Page:
    key = shelf.key("page", name, text, head, str(looked_at))
    return Page(**shelf.told(key, lambda: asdict(finished(name, text, head, looked_at))))


def finished(name: str, text: str, head: str = "", looked_at: bool = True) -> Page:
    """One page."""
    bare = without_words(text) if looked_at else []
    scripts: dict[str, str] = {}
    page, unknown = with_policy(text.replace("</head>", f"{head}</head>", 1) if head else text, name, scripts)
    tags = [(kind, found[1], rest) for kind, rest in _TAG.findall(page) if (found := _ADDRESS.search(rest))]
    return Page(
        text=page,
        scripts=scripts,
        unknown=unknown,
        bare=bare,
        names=sorted({name for names in _NAMES.findall(page) for name in names.split()}),
        sheets=[
            file_at(name, at) for kind, at, rest in tags if kind == "link" and 'rel="stylesheet"' in rest
        ],
        loaded=[file_at(name, at) for kind, at, _ in tags if kind == "script"],
        asked=sorted(asked_by(name, page)),
    )


def asked_by(name: str, text: str) -> set[str]:
    """All files that a page names."""
    return {file_at(name, at) for at in {*_ASKED.findall(text)}}


def file_at(name: str, address: str) -> str:
    """A file as seen from the root of the book, from its address on a page."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))

"""Makes pages light: one style sheet and one script for all of them, and nothing in the book that no page asks for.

A page of Sphinx and its theme asks for two dozen files of two megabytes, nearly all of it for what this book has not: every
icon of a font, every component of a framework. What all pages share goes into one file of each kind; `_static/briefing.css`
draws the icons.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import partial
from pathlib import Path

from evidence.publish.finished import Page, asked_by, file_at
from evidence.publish.search import LIST
from evidence.publish.stylesheet import addresses, as_one
from evidence.shelf import Shelf

STYLE, SCRIPT = "_static/book.css", "_static/book.js"
# The font of icons, and the framework's script: menus, tooltips and dialogues, of which the book has none.
_NEEDLESS = re.compile(r"fontawesome|/bootstrap\.js$")
_TAG = re.compile(r"[ \t]*<(?:link\b[^>]*>|script\b[^>]*\ssrc=[^>]*>\s*</script>)\n?")
_ADDRESS = re.compile(r'\s(?:href|src)="([^"?]+)')
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.M)


def lighten(html: Path, own: set[str], every: dict[str, Page], shelf: Shelf) -> None:
    """Every page of the book in `html`. `own` are the files that the book itself has there, which stay."""
    pages = {name: page for name, page in every.items() if not name.startswith("studies/") and page.sheets}
    sheets = _shared([page.sheets for page in pages.values()])
    scripts = _shared([page.loaded for page in pages.values()])
    shared = {*sheets, *scripts}
    (html / SCRIPT).write_text(_script(html, scripts), encoding="utf-8", newline="\n")
    used = _used(
        every,
        [path for path in html.rglob("*.js") if _names_classes(path.relative_to(html).as_posix(), shared)],
    )
    style = as_one([html / name for name in sheets if not _NEEDLESS.search(name)], used)
    (html / STYLE).write_text(f"{style}\n", encoding="utf-8", newline="\n")
    versions = {name: hashlib.sha256((html / name).read_bytes()).hexdigest()[:8] for name in (STYLE, SCRIPT)}
    asked = {file for name in every.keys() - pages.keys() for file in every[name].asked}
    told = json.dumps([sorted(shared), versions])
    for name, page in pages.items():
        make = partial(_light, name, page.text, shared, versions)
        text = shelf.get(shelf.key("light", name, page.text, told), lambda: make().encode()).decode()  # noqa: B023
        (html / name).write_text(text, encoding="utf-8", newline="\n")
        asked |= asked_by(name, text)
    _remove_unasked(html, asked, own - shared)


def _names_classes(name: str, shared: set[str]) -> bool:
    """Whether a script may name a class: not one that is in the script of all pages, nor what is data alone."""
    return name not in shared and not name.startswith(f"{LIST}/")


def _kind(tag: str) -> str:
    """What a tag loads: a style sheet, a script, or neither."""
    if tag.lstrip().startswith("<script"):
        return SCRIPT
    return STYLE if 'rel="stylesheet"' in tag else ""


def _shared(asked: list[list[str]]) -> list[str]:
    """What every page asks for, in the order of the first. What the policy moved out of pages stays: colours come before all else."""
    first = dict.fromkeys(asked[0]) if asked else {}
    return [file for file in first if "/theme/" not in file and all(file in other for other in asked)]


def _script(html: Path, files: list[str]) -> str:
    texts = ((html / name).read_text(encoding="utf-8") for name in files if not _NEEDLESS.search(name))
    return "".join(f"{_SOURCE_MAP.sub('', text).strip()}\n;\n" for text in texts)


def _used(pages: dict[str, Page], scripts: list[Path]) -> set[str]:
    """Every class and id of the pages, and every word of a script: it may be the name of one."""
    found: set[str] = set()
    for page in pages.values():
        found.update(page.names)
    for path in scripts:
        found.update(re.findall(r"[\w-]+", path.read_text(encoding="utf-8")))
    return found


def _light(name: str, text: str, shared: set[str], versions: dict[str, str]) -> str:
    """The page with one tag in the place of the first of each kind, and none for what is shared or loaded ahead."""
    up, left = "../" * name.count("/"), dict(versions)
    tags = {STYLE: '<link rel="stylesheet" href="{}">\n', SCRIPT: '<script src="{}"></script>\n'}

    def replaced(match: re.Match[str]) -> str:
        tag = match.group()
        address = _ADDRESS.search(tag)
        if not address or file_at(name, address[1]) not in shared:
            return tag
        kind = _kind(tag)
        return tags[kind].format(f"{up}{kind}?v={left.pop(kind)}") if kind in left else ""

    return _TAG.sub(replaced, text)


def _remove_unasked(html: Path, asked: set[str], own: set[str]) -> None:
    """Leaves under `_static` what the book has there itself, what pages ask for, and what their style sheets load."""
    for path in sorted(html.rglob("*.css")):
        name = path.relative_to(html).as_posix()
        asked |= (
            {file_at(name, found) for found in addresses(path.read_text(encoding="utf-8"))}
            if name in asked
            else set()
        )
    for path in sorted((html / "_static").rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(html).as_posix() not in own | asked:
            path.unlink()

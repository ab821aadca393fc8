"""The documentation as a site: `make docs`, or `python docs/build.py [FOLDER]`.

The pages are those of the repository as they stand; frame, styles, search and policy are the book's own, and as strict: a link that leads
nowhere or anything from another host ends the build. What a page says of files that are no pages is text there.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from evidence.engine import resource
from evidence.publish.book import build_book

ROOT = Path(__file__).resolve().parents[1]
TITLE = "Evidence briefing"
EPOCH = 1_700_000_000
"""Stands in for the time of the build, so that the same pages give the same bytes."""
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)")
_CARRIED = ("docs/images", "docs/publish")
"""Folders of files that pages show or hand out."""


def pages() -> list[str]:
    """The pages in their order, by their paths in the repository without the ending; `index` is README.md."""
    contents = yaml.safe_load((ROOT / "docs" / "_toc.yml").read_text(encoding="utf-8"))
    return [contents["root"], *_below(contents)]


def _below(part: dict[str, list[dict[str, object]]]) -> Iterator[str]:
    for key in ("parts", "chapters", "sections"):
        for one in part.get(key, []):
            if "file" in one:
                yield str(one["file"])
            yield from _below(one)  # type: ignore[arg-type]


def source(page: str) -> str:
    """The file of a page, by its path in the repository."""
    return "README.md" if page == "index" else f"{page}.md"


def stage(folder: Path) -> None:
    """Lay the pages, their pictures and the book's frame into an empty folder."""
    listed = pages()
    for page in listed:
        text = (ROOT / source(page)).read_text(encoding="utf-8")
        there = folder / f"{page}.md"
        there.parent.mkdir(parents=True, exist_ok=True)
        plain = text.replace("```csv\n", "```text\n")  # which no highlighter knows
        there.write_text(linked(plain, page, listed), encoding="utf-8")
    for name in _CARRIED:
        shutil.copytree(ROOT / name, folder / name)
    for name in ("_static", "_ext", "_theme"):
        shutil.copytree(resource("book", name), folder / name)
    shutil.copyfile(ROOT / "docs" / "_toc.yml", folder / "_toc.yml")
    config = resource("book", "_config.yml").read_text(encoding="utf-8")
    slots = {
        "title": TITLE,
        "author": "The Evidence briefing authors",
        "copyright_year": "2026",
        "footer_html": "Documentation.",
    }
    for name, value in slots.items():
        config = config.replace(f"{{{{ {name} }}}}", value)
    (folder / "_config.yml").write_text(config.replace("Search this briefing", "Search"), encoding="utf-8")


def linked(text: str, page: str, listed: list[str]) -> str:
    """A page whose links lead to pages; what they name that is none stands there as text.

    >>> linked("[how](how-to.md), [code](../tests/fuzz)", "docs/method", ["docs/how-to"])
    '[how](how-to.md), code (`tests/fuzz`)'
    """
    here = Path(source(page)).parent

    def lead(found: re.Match[str]) -> str:
        said, where, place = found[1], found[2], found[3] or ""
        target = os.path.normpath(here / where)
        if target == "README.md":
            return f"[{said}]({os.path.relpath('index.md', here)}{place})"
        if target.removesuffix(".md") in listed or target.startswith(tuple(f"{name}/" for name in _CARRIED)):
            return found[0]
        return f"{said} (`{target}`)"

    return _LINK.sub(lead, text)


def main(destination: Path) -> None:
    with tempfile.TemporaryDirectory() as room:
        staged = Path(room) / "staged"
        stage(staged)
        built = build_book(staged, destination, EPOCH, ROOT / "logs" / "docs.log")
    print(f"{built.pages} pages of documentation, {built.size / 1e6:.1f} MB: {destination / 'index.html'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if sys.argv[1:] else ROOT / "docs" / "_build" / "html")

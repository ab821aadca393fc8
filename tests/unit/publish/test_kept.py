"""A book that is built over what the last build kept has the bytes of one that is built from nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from sphinx.locale import _TranslationProxy as TranslationProxy

from evidence.engine import resource
from evidence.errors import UserError
from evidence.publish import ready
from evidence.publish.book import build_book
from evidence.publish.manifest import write_manifest
from evidence.publish.rendered import _plain
from evidence.shelf import Shelf
from evidence.two_at_once import two_at_once
from tests import books

DATA = {"title": "T", "description": "What it is about.", "site": "", "feed": "", "pages": {"one": {"description": "One."}}}  # fmt: skip
PAGES = {
    "index": "# Home\n\nSee [](one.md), [two](two.md#a-part) and {ref}`mark`.\n",
    "one": "# One\n\nWords on funding. [Home](index.md)\n\n## A heading\n\nMore words.\n",
    "two": "(mark)=\n# Two\n\n## A part\n\n```{raw} html\n<p class='x'>Funders</p>\n```\n",
    "three": "# Three\n\nNothing links here.\n",
    # So many that half of them are written by a second process.
    **{f"more-{n}": f"# More {n}\n\nWords {n}.\n" for n in range(13)},
}


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    folder = tmp_path / "staged"
    shutil.copytree(
        resource() / "book", folder, ignore=shutil.ignore_patterns("*.md", "*.typ", "studies", "data")
    )
    config = re.sub(r"\{\{ \w+ \}\}", "Made up", (folder / "_config.yml").read_text(encoding="utf-8"))
    write(folder, "_config.yml", config)
    write(folder, "metadata.json", json.dumps(DATA))
    card("w-1", "Homes and advice")(folder)
    for name, text in PAGES.items():
        write(folder, f"{name}.md", text)
    contents(folder)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def contents(folder: Path) -> None:
    pages = sorted({path.stem for path in folder.glob("*.md")} - {"index"})
    chapters = "".join(f"  - file: {name}\n" for name in pages)
    write(folder, "_toc.yml", f"format: jb-book\nroot: index\nchapters:\n{chapters}")


def page(name: str, before: str, after: str) -> Callable[[Path], None]:
    def changed(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert before in text
        write(folder, name, text.replace(before, after))

    return changed


def card(name: str, title: str) -> Callable[[Path], None]:
    def changed(folder: Path) -> None:
        html = f"<html><head></head><body><h1 class='y'>{title}</h1></body></html>"
        write(folder, f"studies/{name}.html", html)
        cards = sorted((f"studies/{path.stem}", path.read_text(encoding="utf-8"), "Ann") for path in (folder / "studies").glob("*.html"))  # fmt: skip
        write(folder, "cards.json", json.dumps(cards))

    return changed


def further(folder: Path) -> None:
    write(folder, "four.md", "# Four\n\n[](two.md)\n")
    contents(folder)


def fewer(folder: Path) -> None:
    (folder / "three.md").unlink()
    contents(folder)


CHANGES = [
    [page("one.md", "funding", "housing"), card("w-2", "Another study")],  # words alone
    [page("two.md", "# Two", "# Both"), page("two.md", "## A part", "## A part!")],  # what others say of it
    [further, fewer, page("one.md", "housing", "funding"), page("_config.yml", "Search this briefing", "Search it"), page("_static/briefing.css", "/* ", ".y { color: red }\n/* ")],
]  # fmt: skip


def built(staged: Path, room: Path, kept: Path | None) -> str:
    def finish(html: Path) -> None:
        write_manifest(html)

    room.mkdir(exist_ok=True)
    with patch.object(ready, "ask", books.ask):  # loaded once for all of them
        build_book(staged, room / "html", 0, room / "log", finish, kept, "made by")
    return (room / "html" / "SHA256SUMS").read_text(encoding="utf-8")


def test_what_is_kept_changes_no_byte(staged: Path, tmp_path: Path) -> None:
    kept, books = tmp_path / "kept", set()
    built(staged, tmp_path / "warm", kept)
    held = [Shelf(kept / "rendered.arrow").keys()]
    for changes in CHANGES:
        for change in changes:
            change(staged)
        warm, cold = built(staged, tmp_path / "warm", kept), built(staged, tmp_path / "cold", None)
        assert warm == cold
        books.add(cold)
        held.append(Shelf(kept / "rendered.arrow").keys())
    assert len(books) == len(CHANGES)
    assert [len(now & then) for then, now in pairwise(held)] == [len(PAGES) - 1, 0, 0], (
        "one page alone was written"
    )


GLOSSARY = "# Four\n\n```{glossary}\nfunder\n  Who pays.\n```\n"


_A = "```{math}\n:label: first\na = b\n```\n"
_B = "```{math}\n:label: second\nb = c\n```\n"
_TABLE = "```{table} What is paid\n:name: paid\n\n| a |\n|---|\n| 1 |\n```\n"
_INDEX = "```{index} housing\n```\n"


def test_terms_numbers_places_and_entries_of_one_page_are_part_of_others(
    staged: Path, tmp_path: Path
) -> None:
    kept, html = tmp_path / "kept", tmp_path / "warm" / "html"
    write(staged, "four.md", GLOSSARY)
    write(staged, "five.md", f"# Five\n\n{_INDEX}\n{_A}\n{_B}\n{_TABLE}")
    page("three.md", "Nothing links here.", "A {term}`funder`.")(staged)
    page("more-0.md", "Words 0.", f"{{eq}}`second` and {{numref}}`paid`\n\n{_INDEX}")(staged)
    page("one.md", "More words.", f"More words.\n\n{_INDEX}")(staged)
    contents(staged)
    built(staged, tmp_path / "warm", kept)
    before = (html / "more-0.html").read_text(encoding="utf-8")
    write(staged, "four.md", "# Four\n\nSee elsewhere.\n")
    write(staged, "more-1.md", GLOSSARY.replace("Four", "More 1"))
    other = _TABLE.replace("paid", "given").replace("1", "2")
    write(staged, "five.md", f"# Five\n\n{_INDEX}\n{_B}\n{_A}\n{other}\n{_TABLE}")
    assert built(staged, tmp_path / "warm", kept) == built(staged, tmp_path / "cold", None)
    after = (html / "more-0.html").read_text(encoding="utf-8")
    assert ("(2)</a>" in before, "(1)</a>" in after) == (True, True)
    assert 'id="equation-second"' in (html / "five.html").read_text(encoding="utf-8")
    assert "more-1.html#term-funder" in (html / "three.html").read_text(encoding="utf-8")
    page("more-1.md", "funder", "giver")(staged)
    for where in (kept, None):
        with pytest.raises(UserError, match="funder"):
            built(staged, tmp_path / "other", where)


def test_a_warning_of_the_second_process_stops_the_build_too(staged: Path, tmp_path: Path) -> None:
    for name in ("more-4", "more-5"):  # they are written one after the other, and so not by the same
        page(f"{name}.md", "Words", "[](nowhere.md)")(staged)
    with pytest.raises(UserError) as refused:
        built(staged, tmp_path / "warm", tmp_path / "kept")
    assert "more-4.md" in refused.value.text() and "more-5.md" in refused.value.text()
    assert not Shelf(tmp_path / "kept" / "rendered.arrow").keys()


def test_a_book_of_a_process_that_loaded_it_ahead_has_the_keys_of_any_other() -> None:
    ahead = TranslationProxy(
        "sphinx", "general", "Python Module Index"
    )  # Sphinx has no language yet where it is only loaded
    assert repr(ahead) != repr(str(ahead))
    told = [_plain({"py-modindex": ("py-modindex", "", words)}) for words in (ahead, str(ahead), "Another")]
    assert told[0] == told[1] != told[2]


def test_two_pieces_of_work_at_once_and_one_that_fails() -> None:
    done: list[int] = []
    assert two_at_once(lambda: done.append(1), lambda: [os.getpid()]) not in ([os.getpid()], [])
    assert two_at_once(lambda: done.append(2), lambda: 1 / 0) is None
    assert done == [1, 2]


def test_a_shelf_that_is_broken_holds_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.arrow", "maker")
    key = shelf.key("a", b"b")
    assert shelf.get(key, lambda: b"made") == b"made" and shelf.key("ab", b"") != key
    shelf.save()
    assert Shelf(tmp_path / "a.arrow").find(key) == b"made"
    assert Shelf(tmp_path / "a.arrow", "another").key("a", b"b") != key
    data = (tmp_path / "a.arrow").read_bytes()
    for broken in (data[:-1], data[:40], b"", data[:-9] + b"X" + data[-8:]):
        (tmp_path / "a.arrow").write_bytes(broken)
        assert Shelf(tmp_path / "a.arrow").find(key) is None

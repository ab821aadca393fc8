"""Pages as Sphinx wrote them last time: a page whose source says what it said, in a book whose other pages are called what they were, is not written again.

A page follows from its own source, from the settings, theme and files of the book, and of the other pages from their titles, headings, labels and
places in the contents. All of that is in its key; so is what runs (`maker`). With the page lies what the search index has of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evidence.kept import digest
from evidence.shelf import Shelf
from evidence.two_at_once import two_at_once

_STATIC, _DATA = "_static", "_static/data"
_SOURCES = {".md", ".ipynb", ".rst"}
_OF_NO_PAGE = {
    "index",
    "changeset",
}  # what these domains know stands on pages of their own, which are always written
_UNTOLD = {"root_symbol", "version"}
_ADDRESS = " at 0x"  # of an object that does not say what it holds
_FEW = 8  # pages that cost less than a second process, which makes templates and contents ready too

_Write = Callable[[Any, Sequence[str]], None]


def keep_pages(path: Path | None, maker: str) -> None:
    """To be called before Jupyter Book runs in this process: pages are taken from the file at `path`, and laid down there where the build ends without a warning.
    Those that are not there are written by two processes."""
    from sphinx.builders.html import StandaloneHTMLBuilder

    shelf = Shelf(path, maker)
    write = StandaloneHTMLBuilder._write_serial

    def written(builder: Any, pages: Sequence[str]) -> None:
        keys = {page: key for page in pages if (key := _key(shelf, builder, page, _of_all(builder)))}
        found = {page: json.loads(told) for page, key in keys.items() if (told := shelf.find(key))}
        missing = [page for page in pages if page not in found]
        there = _in_two(builder, write, missing, [page for page in missing if page in keys][1::2])
        here = _told(builder, [page for page in missing if page in keys and page not in there])
        for page, told in found.items():
            put_back(builder, page, told)
        for page, told in {**here, **there}.items():
            shelf.put(keys[page], json.dumps(told).encode())
        _in_order(builder.indexer)
        builder.app.connect("build-finished", lambda app, error: _end(shelf, app, error))

    StandaloneHTMLBuilder._write_serial = written  # type: ignore[method-assign, assignment]


def _in_two(builder: Any, write: _Write, pages: list[str], others: list[str]) -> dict[str, Any]:
    """Writes pages, `others` of them in a second process where they are not few. Gives what is to be kept of these."""
    if len(others) < _FEW:
        write(builder, pages)
        return {}
    before = builder.app._warncount

    def there() -> dict[str, Any]:
        write(builder, others)
        return {"pages": _told(builder, others), "warnings": builder.app._warncount - before}

    done = two_at_once(lambda: write(builder, [page for page in pages if page not in others]), there)
    if done is None:
        write(builder, others)
        return {}
    builder.app._warncount += done["warnings"]  # the words of a warning are in the log
    for page, told in done["pages"].items():
        put_back(builder, page, told)
    return done["pages"]


def _end(shelf: Shelf, app: Any, error: Exception | None) -> None:
    if error is None and not app.statuscode and not app._warncount:
        shelf.save()


def _key(shelf: Shelf, builder: Any, page: str, of_all: bytes) -> str:
    """Nothing for a page with pictures or downloads, which Sphinx copies when it writes the page."""
    env = builder.env
    copied = (pages for files in (env.images, env.dlfiles) for pages, _ in files.values())
    if not of_all or any(page in pages for pages in copied) or env.dependencies.get(page):
        return ""
    return shelf.key(page, of_all, Path(env.doc2path(page)).read_bytes())


def _of_all(builder: Any) -> bytes:
    """A digest of what every page may say of the others and of the book; made once a build. Nothing where that cannot be told."""
    if not hasattr(builder, "_evidence_of_all"):
        files, said = book_files(Path(builder.srcdir)), repr(_structure(builder.env))
        told = _ADDRESS not in said and not _has_symbols(builder.env)
        builder._evidence_of_all = digest([said.encode("utf-8", "surrogatepass"), *files]) if told else b""
    return builder._evidence_of_all


def book_files(folder: Path) -> Iterable[bytes]:
    """Settings, contents, theme and styles of a staged book, file by file. Data files count by their names: no page holds what is in them."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        top = name.partition("/")[0]
        if path.suffix in _SOURCES and not top.startswith("_"):
            continue
        if top.startswith("_"):
            yield name.encode()
            yield b"" if name.startswith(f"{_DATA}/") else path.read_bytes()


def _structure(env: Any) -> list[Any]:
    """What pages are called, what they name, and how they lie in the contents."""
    pages = sorted(env.found_docs)
    return [
        [(page, env.titles[page].pformat(), env.longtitles[page].pformat()) for page in pages],
        [(page, _named(env.metadata[page])) for page in pages],
        [
            (domain, name, _plain(held))
            for domain, data in sorted(env.domaindata.items())
            if domain not in _OF_NO_PAGE
            for name, held in sorted(data.items())
            if name not in _UNTOLD
        ],
        [(page, env.toctree_includes.get(page)) for page in pages],
        [(page, env.toc_secnumbers.get(page)) for page in pages],
        [(page, _plain(env.toc_fignumbers.get(page, {}))) for page in pages],
    ]


def _plain(held: Any) -> Any:
    """What a domain of Sphinx knows, in an order."""
    from sphinx.locale import _TranslationProxy

    if isinstance(held, Mapping):
        return sorted((repr(key), _plain(value)) for key, value in held.items())
    if isinstance(held, tuple | list):
        return [_plain(one) for one in held]
    # A word is translated when it is said where it was loaded before the language was known, as a process does that loads Jupyter Book ahead.
    words = str(held) if isinstance(held, _TranslationProxy) else held
    return sorted(map(repr, words)) if isinstance(words, set | frozenset) else repr(words)


def _has_symbols(env: Any) -> bool:
    """Whether a page describes C or C++, of which only the object itself tells."""
    roots = (env.domaindata.get(name, {}).get("root_symbol") for name in ("c", "cpp"))
    return any(len([*root.get_all_symbols()]) > 1 for root in roots if root is not None)


def _named(metadata: Mapping[str, Any]) -> list[Any]:
    """What the head of a page says of it, and its anchors with their headings; not how many words it has and in which lines they stand."""
    slugs = {slug: told[1:] for slug, told in metadata.get("myst_slugs", {}).items()}
    return [
        sorted(slugs.items()),
        sorted((k, v) for k, v in metadata.items() if k not in ("myst_slugs", "wordcount")),
    ]


def _words(indexer: Any, pages: Iterable[str]) -> dict[str, tuple[list[str], list[str]]]:
    """Of each page the words that the search finds it by, and those of them that are in its headings."""
    found: dict[str, tuple[list[str], list[str]]] = {page: ([], []) for page in pages}
    for place, words in enumerate((indexer._mapping, indexer._title_mapping)):
        for word, held in words.items():
            for page in held & found.keys():
                found[page][place].append(word)
    return found


def _told(builder: Any, pages: Sequence[str]) -> dict[str, Any]:
    """Pages that were just written, and what the search has of them."""
    indexer, found = builder.indexer, {}
    for page, words in _words(indexer, pages).items():
        of_search = [held[page] for held in _held(indexer)] if page in indexer._titles else None
        html = Path(builder.get_outfilename(page)).read_text(encoding="utf-8")
        found[page] = {"html": html, "words": words, "of_search": of_search}
    return found


def _held(indexer: Any) -> list[dict[str, Any]]:
    """What the index of the search has of each page besides its words."""
    return [indexer._titles, indexer._filenames, indexer._all_titles, indexer._index_entries]


def _in_order(indexer: Any) -> None:
    """What the search has of pages stands in the order of their names, wherever they came from: entries of one word are listed as they come."""
    for held in _held(indexer):
        pages = sorted(held.items())
        held.clear()
        held.update(pages)


def put_back(builder: Any, page: str, told: Mapping[str, Any]) -> None:
    """A page and what the search has of it in their places, as `write_doc` and `IndexBuilder.feed` lay them there."""
    out, indexer = Path(builder.get_outfilename(page)), builder.indexer
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(told["html"], encoding="utf-8", newline="\n")
    if told["of_search"]:
        title, file, titles, entries = told["of_search"]
        indexer._titles[page], indexer._filenames[page] = title, file
        indexer._all_titles[page] = [tuple(pair) for pair in titles]
        indexer._index_entries[page] = [tuple(entry) for entry in entries]
    for words, mapping in zip(told["words"], (indexer._mapping, indexer._title_mapping), strict=True):
        for word in words:
            mapping.setdefault(word, set()).add(page)

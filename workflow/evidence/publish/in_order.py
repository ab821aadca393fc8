"""Jupyter Book with every folder listed in order of name.

It takes scripts and styles as the file system gives them (`Path.rglob` in jupyter_book/config.py 1.0.4), so that two
machines wrote other bytes. Here every listing of this process is sorted, also those of libraries not yet met.

    python -m evidence.publish.in_order build FOLDER ...
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence.alone import without_frames

KEPT, MAKER = "EVIDENCE_KEPT_PAGES", "EVIDENCE_MAKER_OF_PAGES"
"""In the environment: where pages of the last build lie, and what names all that makes pages of their sources (`evidence.publish.rendered`)."""


class _Sorted:
    """What `os.scandir` gives, in order of name; closes and enters like it."""

    def __init__(self, entries: Any) -> None:
        with entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name))

    def __iter__(self) -> Iterator[Any]:
        return self._entries

    def __next__(self) -> Any:
        return next(self._entries)

    def __enter__(self) -> _Sorted:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self._entries = iter(())


def sort_listings() -> None:
    """From now on `os.listdir`, `os.scandir` and all that rests on them give names in order."""
    listdir, scandir = os.listdir, os.scandir
    os.listdir = lambda *path: sorted(listdir(*path))  # type: ignore[assignment]
    os.scandir = lambda *path: _Sorted(scandir(*path))  # type: ignore[assignment]


def load() -> None:
    """Load what Jupyter Book loads for any book, which takes a second. After `sort_listings`."""
    without_frames()
    import jupyter_book.cli.main  # noqa: F401
    import jupyter_book.sphinx  # noqa: F401
    import myst_parser.parsers.sphinx_  # noqa: F401
    import sphinx.builders.html  # noqa: F401
    import sphinx.builders.latex  # noqa: F401
    import sphinx.builders.texinfo  # noqa: F401
    import sphinx.domains.cpp  # noqa: F401
    import sphinx.domains.javascript  # noqa: F401
    import sphinx.domains.python  # noqa: F401
    import sphinx.domains.rst  # noqa: F401
    import sphinx.search.en  # noqa: F401
    import sphinx_book_theme  # noqa: F401
    import sphinx_external_toc  # noqa: F401

    from evidence.publish import once, rendered, sidebar  # noqa: F401


def run() -> None:
    """Run Jupyter Book by the words of this process, `build FOLDER ...`. After `sort_listings`."""
    from jupyter_book.cli.main import main

    from evidence.publish.once import save_work
    from evidence.publish.rendered import keep_pages

    save_work(Path(sys.argv[2]))
    keep_pages(Path(os.environ[KEPT]) if KEPT in os.environ else None, os.environ.get(MAKER, ""))
    main()


if __name__ == "__main__":
    sort_listings()
    without_frames()
    run()

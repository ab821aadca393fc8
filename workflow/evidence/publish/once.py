"""Saves Sphinx what it does again for every page; the bytes of the book are the same.

Each page's sidebar copies the headings of all pages in order to throw all but their titles away, each page's words are stemmed anew, and each page is gone
through letter by letter to find its lines: together two fifths of the time of the build (Sphinx 7.4). Data files are copied, and then copied again, for which
both copies are read.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

_OBJECTS = 100_000


def save_work(staged: Path) -> None:
    """To be called before Jupyter Book runs in this process. `staged`: the folder of the book that it makes."""
    from markdown_it.rules_block import StateBlock
    from sphinx.builders import html
    from sphinx.search.en import SearchEnglish
    from sphinx.util import fileutil

    from evidence.publish.sidebar import one_sidebar
    from evidence.staged_sums import second_names

    stem = SearchEnglish.stem
    stems = cache(lambda word: stem(_english(), word))
    SearchEnglish.stem = lambda self, word: stems(word)  # type: ignore[method-assign]
    StateBlock.__init__ = _by_lines(StateBlock.__init__)  # type: ignore[method-assign]
    fileutil.copyfile = copied_once(_named_again(second_names(staged), fileutil.copyfile))
    html.global_toctree_for_doc = _of_titles(html.global_toctree_for_doc)
    one_sidebar()
    # A page is a tree of objects that know their parents: to look for what can go after every 700 new ones finds nothing.
    gc.freeze()
    gc.set_threshold(_OBJECTS, 20, 20)


def _named_again(named: Callable[..., bool], copy: Callable[..., None]) -> Callable[..., None]:
    """The function that copies a file, which does so where that can have no second name."""

    def copied(source: str | os.PathLike[str], to: str | os.PathLike[str], **how: Any) -> None:
        if not named(source, to):
            copy(source, to, **how)

    return copied


def copied_once(copy: Callable[..., None]) -> Callable[..., None]:
    """The function that copies a file (`sphinx.util.osutil.copyfile`, which compares every byte with what lies there), which leaves a copy that it has made
    itself as long as neither file is another by now."""
    made: dict[str, list[Any]] = {}

    def copied(source: str | os.PathLike[str], to: str | os.PathLike[str], **how: Any) -> None:
        place = os.path.abspath(to)
        if place not in made or made[place] != [_as_it_lies(source), _as_it_lies(to)]:
            copy(source, to, **how)
            made[place] = [_as_it_lies(source), _as_it_lies(to)]

    return copied


def _as_it_lies(path: str | os.PathLike[str]) -> tuple[int, ...]:
    """What tells a file from another; of one that is not there nothing."""
    try:
        facts = os.stat(path)
    except OSError:
        return ()
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns


def _by_lines(begin: Any) -> Any:
    """The beginning of a block of markdown (`StateBlock.__init__`, markdown-it-py 3 and 4), which finds its lines line by line, and not letter by letter."""

    def begun(self: Any, src: str, md: Any, env: Any, tokens: Any) -> None:
        begin(self, "", md, env, tokens)
        lines, ends = src.split("\n"), [len(src)]
        self.src, self.bMarks, self.eMarks, self.tShift, self.sCount = src, [], [], [], []
        if not lines[-1].strip(" \t"):
            lines.pop()
        at = 0
        for line in lines:
            indent = len(line) - len(line.lstrip(" \t"))
            self.bMarks.append(at)
            self.eMarks.append(at + len(line))
            self.tShift.append(indent)
            self.sCount.append(len(line[:indent].expandtabs(4)) if "\t" in line[:indent] else indent)
            at += len(line) + 1
        for found, end in ((self.bMarks, ends), (self.eMarks, ends), (self.tShift, [0]), (self.sCount, [0])):
            found += end
        self.bsCount, self.lineMax = [0] * len(self.bMarks), len(lines)

    return begun


@cache
def _english() -> Any:
    from sphinx.search.en import SearchEnglish

    return SearchEnglish({})


def _of_titles(found: Any) -> Any:
    """The function that makes the contents of the sidebar, which sees no headings within pages where it shows titles alone."""

    def made(env: Any, docname: str, builder: Any, *more: Any, **how: Any) -> Any:
        seen = _titles_of(env) if how.get("titles_only") and not how.get("collapse") else env
        return found(seen, docname, builder, *more, **how)

    return made


@cache
def _titles_of(env: Any) -> Titles:
    return Titles(env)


class Titles:
    """The environment of Sphinx, in whose tables of contents pages have a title and further pages, but no headings."""

    def __init__(self, env: Any) -> None:
        self._env, self._kept = env, dict[str, Any]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)

    @property
    def tocs(self) -> Titles:
        return self

    def __getitem__(self, page: str) -> Any:
        if page not in self._kept:
            self._kept[page] = _titles(self._env.tocs[page])
        return self._kept[page]


def _titles(toc: Any) -> Any:
    """As `_entries_from_toctree` cuts its copy (sphinx/environment/adapters/toctree.py): of each heading of the first level what lies
    under it goes, but for further pages."""
    from sphinx import addnodes

    kept = toc.deepcopy()
    for heading in kept.children:
        if len(heading) > 1:
            if further := list(heading.findall(addnodes.toctree)):
                heading[1][:] = further
            else:
                heading.pop(1)
    return kept

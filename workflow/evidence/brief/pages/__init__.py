"""The computed pages of the book: a module each, named as its page is (`pages/findings/claim.py` fills book/findings/claim.md).

A module with a function `view` is a page: `view(review)` gives the slots of the page, by name, as pure values. A module without
one holds parts of pages. A new page is these two files; nothing lists it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, TypeAlias

from evidence.brief.tables import Tables

Slots: TypeAlias = dict[str, Any]
"""What fills a page, by the name that its text has for it: words, `Markdown`, anything that is HTML (`__html__`), or rows
for a table that the text describes: `{{ table("files", "What each file brought", ["File", "Entries"], files) }}`."""
Rows: TypeAlias = list[tuple[object, ...]]


class Each(dict[str, Slots]):
    """The slots of several pages that have one text, by the name of each."""


View: TypeAlias = Callable[[Tables], Slots | Each]


@cache
def views() -> dict[str, View]:
    """The view of each computed page, by its path below the book."""
    names = sorted(found.name for found in walk_packages(__path__, f"{__name__}."))
    modules = {name.removeprefix(f"{__name__}."): import_module(name) for name in names}
    return {
        f"{name.replace('.', '/')}.md": module.view
        for name, module in modules.items()
        if hasattr(module, "view")
    }

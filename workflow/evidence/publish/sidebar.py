"""The contents beside every page are made once a folder; on each page its own place in them is marked (sphinx-book-theme 1, pydata-sphinx-theme 0.15).

The theme resolves the contents of the whole book for every page, parses what it wrote and writes it again, twice: more than half of the time in which pages are
written. Seen from one folder they differ in nothing but the place of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

_NAME = ".contents"  # of a page that is none: no place is marked for it
_ABOVE = {"li", "ul", "details"}

_Make = Callable[..., Any]


def one_sidebar() -> None:
    """To be called before the theme is loaded in this process."""
    from pydata_sphinx_theme import toctree

    toctree.add_toctree_functions = _once_a_folder(toctree.add_toctree_functions)


def _once_a_folder(add: Callable[..., None]) -> Callable[..., None]:
    """What adds to a page the functions that make its contents (`add_toctree_functions`)."""
    of_folder: dict[object, Any] = {}

    def added(app: Any, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
        add(app, pagename, templatename, context, doctree)
        make = context["generate_toctree_html"]
        nobody = pagename[: pagename.rfind("/") + 1] + _NAME

        def of_nobody(kind: str, **how: Any) -> Any:
            toctree = lambda **how: app.builder._get_local_toctree(nobody, **how)  # noqa: E731
            own = {**context, "toctree": toctree}
            add(app, nobody, templatename, own, None)
            return own["generate_toctree_html"](kind, **how)

        @cache
        def made(kind: str, startdepth: int = 1, show_nav_level: int = 1, **how: Any) -> Any:
            how |= {"startdepth": startdepth, "show_nav_level": show_nav_level}
            whole = kind == "sidebar" and startdepth == 0 and show_nav_level > 0
            if not whole or how.get("collapse", True) or not how.get("titles_only"):
                return make(kind, **how)
            key = (app.env, nobody, *sorted(how.items()))
            if key not in of_folder:
                of_folder[key] = of_nobody(kind, **how)
            address = app.builder.get_relative_uri(nobody, pagename)
            found = marked(of_folder[key], address)
            return make(kind, **how) if found is None else found

        context["generate_toctree_html"] = made

    return added


def marked(contents: Any, address: str) -> str | None:
    """The contents (a soup) with the entry of one page marked as the theme marks it, as text; None where it has more than one, or stands where none is known to."""
    links = contents.find_all("a", href=address)
    if len(links) > 1:
        return None
    tags = [tag for link in links for tag in (link, *_above(link))]
    if any(tag.name not in _ABOVE for tag in tags[1:]):
        return None
    tags += [tag for link in links for tag in link.find_next_siblings("details")]
    before = [(tag, tag.attrs) for tag in tags]
    try:
        for tag, attributes in before:
            tag.attrs = {**attributes, **_current(tag)}
        return str(contents)
    finally:
        for tag, attributes in before:
            tag.attrs = attributes


def _above(tag: Any) -> Iterator[Any]:
    """What a tag stands in."""
    return (parent for parent in tag.parents if parent.parent is not None)


def _current(tag: Any) -> dict[str, Any]:
    """What is other about a tag on the page that it leads to."""
    classes = tag.get("class", [])
    if tag.name == "a":
        return {"class": ["current", *classes], "href": "#"}
    if tag.name == "ul":
        return {"class": ["current", *classes]}
    if tag.name == "details":
        return {"open": "open"}
    return {"class": [*classes[:1], "current", "active", *classes[1:]]}

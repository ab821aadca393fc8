"""An export under its search in config/searches.yaml: found, offered as lines, or written into the text that people keep.

The text stays as it is but for what is added; what it says is read again and compared before it is written.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from evidence.errors import UserError
from evidence.searches import Search
from evidence.written import meant

FILE = "config/searches.yaml"


def search_of(name: str, searches: Sequence[Search]) -> int | None:
    """The number (from 0) of the search that lists a file; None where none does."""
    return next((n for n, search in enumerate(searches) if name in search.files), None)


def chosen(named: str, searches: Sequence[Search], new: bool = False) -> int | None:
    """The search that a person named by its number (from 1) or source; None for a new one.

    `new`: she says that it is new, so that only a search of this very source, which an earlier file began, is it.

    Raises UserError where the name is nearly that of a search, or fits several.
    """
    if named.isdecimal() and not new:
        if 1 <= int(named) <= len(searches):
            return int(named) - 1
        raise _no_search(named, searches, "there is no search of this number")
    sources = [search.source for search in searches]
    exact = [n for n, source in enumerate(sources) if source.casefold() == named.casefold()]
    if new:
        return exact[-1] if exact else None
    begun = exact or [n for n, source in enumerate(sources) if source.casefold().startswith(named.casefold())]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise _no_search(named, searches, "several searches begin so")
    if near := meant(named, sources):
        fix = f'name one by its number; or begin another: --new-search "{named}"'
        raise _no_search(named, searches, f"no search has this source; did you mean “{near}”?", fix)
    return None


def _no_search(
    named: str, searches: Sequence[Search], problem: str, fix: str = "name one by its number"
) -> UserError:
    numbered = [f"{n} ({search.source})" for n, search in enumerate(searches, start=1)]
    return UserError(problem, file=FILE, field="--search", value=named, allowed=numbered, fix=fix)


def nearest(name: str, searches: Sequence[Search]) -> int | None:
    """The search whose source has a word of the name of a file, if there is exactly one."""
    words = {word for word in name.lower().replace("-", "_").replace(".", "_").split("_") if len(word) > 3}
    fits = [n for n, s in enumerate(searches) if words & set(s.source.lower().replace(",", " ").split())]
    return fits[0] if len(fits) == 1 else None


def offered(name: str, source: str = "") -> str:
    """The lines of a new search."""
    quoted = yaml.safe_dump(source or "Name of the database", allow_unicode=True, width=1_000).split("\n")[0]
    return f'  - source: {quoted}\n    platform: ""\n    date: ""\n    strategy: ""\n    limits: ""\n    files: [{_quoted(name)}]\n'


def _quoted(name: str) -> str:
    return yaml.safe_dump([name], default_flow_style=True, allow_unicode=True).strip()[1:-1]


def with_file(text: str, number: int | None, name: str, source: str = "") -> str:
    """The text with a file in the list of a search, or with a new search at its end where `number` is None.

    Raises UserError where the text is laid out so that this cannot be done in one place.
    """
    made = _new(text, name, source) if number is None else _listed(text, number, name)
    before, after = yaml.safe_load(text) or {}, _loaded(made)
    wanted = [dict(search) for search in before.get("searches") or []]
    if number is None:
        wanted.append(yaml.safe_load(offered(name, source))[0])
    else:
        wanted[number]["files"] = [*(wanted[number].get("files") or []), name]
    if after != {**before, "searches": wanted}:
        where = "a new search" if number is None else f"search {number + 1}"
        raise UserError(
            "the file name cannot be written into this text as it is laid out", file=FILE,
            fix=f"add `{name}` to the files of {where} by hand",
        )  # fmt: skip
    return made


def _loaded(text: str) -> object:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return None


def _new(text: str, name: str, source: str) -> str:
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    node = yaml.compose(text) if text.strip() else None
    held = _value(node, "searches")
    if held is None:
        return "\n".join([*lines, "searches:", offered(name, source)])
    indent = held.start_mark.column if isinstance(held, yaml.SequenceNode) and held.value else 2
    entry = "\n".join(" " * indent + line[2:] for line in offered(name, source).rstrip("\n").split("\n"))
    if not getattr(held, "value", None):  # `searches: []` or nothing at all
        at = held.start_mark.line
        lines[at] = "searches:"
        return "\n".join([*lines[: at + 1], entry, *lines[at + 1 :], ""])
    at = _end(held)
    return "\n".join([*lines[:at], entry, *lines[at:], ""])


def _listed(text: str, number: int, name: str) -> str:
    searches = _value(yaml.compose(text), "searches")
    assert searches is not None  # it has a search of this number
    search = searches.value[number]
    held, lines = _value(search, "files"), text.split("\n")
    if held is None:
        at, indent = _end(search), search.value[0][0].start_mark.column
        return "\n".join([*lines[:at], f"{' ' * indent}files: [{_quoted(name)}]", *lines[at:]])
    if held.flow_style:
        at = text.rindex("]", 0, held.end_mark.index)  # its own, whatever stands behind it
        return f"{text[:at]}{', ' if held.value else ''}{_quoted(name)}{text[at:]}"
    last = held.value[-1]
    dash = " " * held.start_mark.column + "- "
    return "\n".join(
        [*lines[: last.end_mark.line + 1], f"{dash}{_quoted(name)}", *lines[last.end_mark.line + 1 :]]
    )


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _end(node: yaml.Node) -> int:
    """The line after the last that belongs to a node; comments and blanks below it do not."""
    last = node
    while isinstance(last, yaml.MappingNode | yaml.SequenceNode) and last.value and not last.flow_style:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    mark = last.end_mark
    return mark.line if mark.column == 0 and mark.line > last.start_mark.line else mark.line + 1

"""An export under its search in config/searches.yaml: found, offered as lines, or written into the text that people keep.

The text stays as it is but for what is added; what it says is read again and compared before it is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from evidence.errors import UserError
from evidence.searches import Search, day_of
from evidence.written import meant

FILE = "config/searches.yaml"
_FILE = re.compile(
    r"\.(?:bib|ris|nbib|enw|ciw|csv|tsv|txt|xml|json|jsonl|rdf|xlsx?|xlsb|ods)$", re.IGNORECASE
)


def search_of(name: str, searches: Sequence[Search]) -> int | None:
    """The number (from 0) of the search that lists a file; None where none does."""
    return next((n for n, search in enumerate(searches) if name in search.every_file), None)


def chosen(named: str, searches: Sequence[Search], new: bool = False) -> int | None:
    """The search that a person named by its number (from 1) or source; None for a new one.

    `new`: she says that it is new, so that only a search of this very source, which an earlier file began, is it.

    The name of a file stands for the search that lists it. Raises UserError where the name is nearly that of a search, or fits
    several, or is that of a file which no search lists.
    """
    if named.isdecimal() and not new:
        if 1 <= int(named) <= len(searches):
            return int(named) - 1
        raise _no_search(named, searches, "there is no search of this number")
    sources = [search.source for search in searches]
    exact = [n for n, source in enumerate(sources) if source.casefold() == named.casefold()]
    if new:
        return exact[-1] if exact else None
    if not exact and _FILE.search(named):
        listing = search_of(named, searches)
        if listing is not None:
            return listing
        fix = f'give the name of the database, such as --search "Scopus"; or, where it is called so, --new-search "{named}"'
        raise _no_search(named, searches, "this is the name of a file, and not of a database", fix)
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


@dataclass(frozen=True, slots=True)
class Run:
    """What is said of the run of a search that a file is of; nothing where that was not told."""

    date: str = ""
    count: int | None = None

    def of(self, search: Search) -> int | None:
        """The run of a search that this is: 0 for the search itself, n for its nth rerun, None for a new one.

        Raises UserError where it was run several times and nobody says when.
        """
        if not self.date and search.reruns:
            fix = "say when it was run: --date YYYY-MM-DD"
            raise UserError(f"{search.source} was run several times", file=FILE, field="--date", fix=fix)
        days = [day_of(run.date) or run.date for run in search.runs]
        mine = day_of(self.date) or self.date
        if not self.date or mine in days:
            return days.index(mine) if self.date else 0
        return None if search.date or search.files or search.reruns else 0

    def told(self) -> dict[str, str | int]:
        return {
            **({"date": self.date} if self.date else {}),
            **({} if self.count is None else {"count": self.count}),
        }


def offered(name: str, source: str = "", run: Run | None = None) -> str:
    """The lines of a new search."""
    quoted = yaml.safe_dump(source or "Name of the database", allow_unicode=True, width=1_000).split("\n")[0]
    run = run or Run()
    count = "" if run.count is None else f"    count: {run.count}\n"
    return (
        f'  - source: {quoted}\n    platform: ""\n    date: "{run.date}"\n    strategy: ""\n    limits: ""\n    filters: ""\n'
        f"{count}    files: [{_quoted(name)}]\n"
    )


def _quoted(name: str) -> str:
    return yaml.safe_dump([name], default_flow_style=True, allow_unicode=True).strip()[1:-1]


def with_file(
    text: str, number: int | None, name: str, source: str = "", run: Run | None = None, at: int | None = 0
) -> str:
    """The text with a file in the list of a search, or with a new search at its end where `number` is None.

    `at`: the run of the search that it is of, as `Run.of` says. Raises UserError where the text is laid out so that this cannot be done in
    one place.
    """
    run = run or Run()
    before = yaml.safe_load(text) or {}
    wanted = [dict(search) for search in before.get("searches") or []]
    if number is None:
        made = _new(text, name, source, run)
        wanted.append(yaml.safe_load(offered(name, source, run))[0])
    elif at is None:
        made = _rerun(text, number, name, run)
        again = {**run.told(), "files": [name]}
        wanted[number]["reruns"] = [*(wanted[number].get("reruns") or []), again]
    else:
        made = _listed(text, number, name, at)
        held = wanted[number] if not at else dict(wanted[number]["reruns"][at - 1])
        held["files"] = [*(held.get("files") or []), name]
        if at:
            wanted[number]["reruns"] = [
                *wanted[number]["reruns"][: at - 1],
                held,
                *wanted[number]["reruns"][at:],
            ]
        for key, value in run.told().items():
            if held.get(key) in (None, ""):
                made = _with_key(made, number, key, value, at)
                held[key] = value
    after = _loaded(made)
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


def _new(text: str, name: str, source: str, run: Run) -> str:
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    node = yaml.compose(text) if text.strip() else None
    held = _value(node, "searches")
    if held is None:
        return "\n".join([*lines, "searches:", offered(name, source, run)])
    indent = held.start_mark.column if isinstance(held, yaml.SequenceNode) and held.value else 2
    entry = "\n".join(" " * indent + line[2:] for line in offered(name, source, run).rstrip("\n").split("\n"))
    if not getattr(held, "value", None):  # `searches: []` or nothing at all
        at = held.start_mark.line
        lines[at] = "searches:"
        return "\n".join([*lines[: at + 1], entry, *lines[at + 1 :], ""])
    at = _end(held)
    return "\n".join([*lines[:at], entry, *lines[at:], ""])


def _node(text: str, number: int, at: int) -> yaml.Node:
    """The node of a search, or of one of its reruns."""
    searches = _value(yaml.compose(text), "searches")
    assert searches is not None  # it has a search of this number
    search: yaml.Node = searches.value[number]
    reruns = _value(search, "reruns") if at else None
    return reruns.value[at - 1] if reruns is not None else search


def _rerun(text: str, number: int, name: str, run: Run) -> str:
    """The text with one more rerun at the end of a search."""
    search, lines = _node(text, number, 0), text.split("\n")
    if search.flow_style:  # `- {source: ...}`: one more key before its end, where it has none yet
        end = search.end_mark.index - 1
        told = yaml.safe_dump(
            [{**run.told(), "files": [name]}],
            default_flow_style=True,
            allow_unicode=True,
            width=10_000,
            sort_keys=False,
        )
        return f"{text[:end]}, reruns: {told.strip()}{text[end:]}"
    held, indent = _value(search, "reruns"), search.value[0][0].start_mark.column
    listed = isinstance(held, yaml.SequenceNode) and held.value and not held.flow_style
    dash = held.start_mark.column if listed and held is not None else indent + 2
    told = [
        f'date: "{run.date}"',
        *([] if run.count is None else [f"count: {run.count}"]),
        f"files: [{_quoted(name)}]",
    ]
    entry = [f"{' ' * dash}{'- ' if not n else '  '}{line}" for n, line in enumerate(told)]
    if listed and held is not None:
        at = _end(held)
        return "\n".join([*lines[:at], *entry, *lines[at:]])
    if held is not None:  # `reruns: []` or nothing at all
        at = held.start_mark.line
        return "\n".join([*lines[:at], f"{' ' * indent}reruns:", *entry, *lines[at + 1 :]])
    at = _end(search)
    return "\n".join([*lines[:at], f"{' ' * indent}reruns:", *entry, *lines[at:]])


def _with_key(text: str, number: int, key: str, value: str | int, at: int) -> str:
    """The text with one key of a run filled in, where it is blank or not there."""
    run, lines = _node(text, number, at), text.split("\n")
    held, written = _value(run, key), f'"{value}"' if isinstance(value, str) else str(value)
    if held is not None:
        return text[: held.start_mark.index] + written + text[held.end_mark.index :]
    place, indent = run.value[0][0].start_mark.line + 1, run.value[0][0].start_mark.column
    return "\n".join([*lines[:place], f"{' ' * indent}{key}: {written}", *lines[place:]])


def _listed(text: str, number: int, name: str, at_run: int = 0) -> str:
    search = _node(text, number, at_run)
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

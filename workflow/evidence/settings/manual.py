"""The keys of a file of config/ in words: what `evidence settings` prints, the tables of config/README.md, and the settings of a new review."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import MISSING
from textwrap import fill
from typing import Annotated, Any, get_args, get_origin

import yaml

from evidence.settings.declare import Key, is_group, keys
from evidence.settings.schema import schema_of
from evidence.settings.words import told

Row = tuple[str, str, str, str]
HEADER: Row = ("key", "meaning", "may be", "where left out")


def rows(kind: Any, above: str = "", shown: dict[Any, str] | None = None) -> Iterator[Row]:
    """A row for each key of a group, and below it one for each key that its value has, where they were not shown before.

    `[]` is each of a list. `shown`: group → the key below which its own were shown.
    """
    shown = {} if shown is None else shown
    for key in keys(kind).values():
        name = above + key.name
        group, each = _group(key.shape)
        before = shown.setdefault(group, name)
        these = "" if not group else "these keys" if before == name else f"the keys of `{before}`"
        yield (f"`{name}`", key.means, _held(key, these), _left_out(key, group))
        if group and before == name:
            yield from rows(group, f"{name}{each}.", shown)


def _group(shape: Any) -> tuple[Any, str]:
    """(the group of keys that a value is, may be or lists, `[]` where it lists them)."""
    if is_group(shape):
        return shape, ""
    listed = "[]" if get_origin(shape) is tuple else ""
    for group, each in map(_group, get_args(shape)):
        if group:
            return group, listed + each
    return None, ""


def _held(key: Key, these: str) -> str:
    held = told(schema_of(key.shape) | key.rules.told)
    if key.names:
        held = held.replace("names,", f"{key.names}s,").replace("list of texts", f"list of {key.names}s")
    if these:
        held = held.replace("groups of keys", f"groups with {these}").replace("keys with values", these)
    return f"{held}{_example(key)}"


def _example(key: Key) -> str:
    """As a file would have it, on one line."""
    shared = get_args(key.shape)[1].told if get_origin(key.shape) is Annotated else {}
    for example in (key.rules.told | shared).get("examples", ())[:1]:
        written = (
            yaml.safe_dump(example, default_flow_style=True, width=10_000).removesuffix("\n...\n").strip()
        )
        return f", such as `{written}`"
    return ""


def _left_out(key: Key, group: Any) -> str:
    if key.required:
        return "must be given"
    if group or key.default in (MISSING, None, "", (), {}):
        return "–"
    if isinstance(key.default, dict):
        return ", ".join(f"`{name}: {value}`" for name, value in key.default.items())
    return f"`{str(key.default).lower() if isinstance(key.default, bool) else key.default}`"


def manual(kind: Any) -> str:
    """The keys of a file as tables in markdown: one for each section, where the file has nothing else."""
    sections = [key for key in keys(kind).values() if is_group(key.kind)]
    if len(sections) < len(keys(kind)):
        return _table(kind)
    return "\n\n".join(f"**`{key.name}`**: {key.means}.\n\n{_table(key.shape)}" for key in sections)


def _table(kind: Any) -> str:
    lines = [HEADER, tuple("---" for _ in HEADER), *rows(kind)]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def knobs(kind: Any) -> str:
    """The keys that have one plain value where they are left out, as a file might have them, each below what it means."""
    plain = [key for key in keys(kind).values() if isinstance(key.default, bool | int | float)]
    return "\n".join(f"{_comment(key.means)}\n  {key.name}: {json.dumps(key.default)}" for key in plain)


def others(kind: Any, given: Sequence[str] = ()) -> str:
    """The keys that may be left out, but for those that are `given`, as comments."""
    left = (key for key in keys(kind).values() if not key.required and key.name not in given)
    return "\n".join(_comment(f"{key.name}: {key.means}") for key in left)


def _comment(text: str) -> str:
    return fill(text, 116, initial_indent="  # ", subsequent_indent="  #   ")

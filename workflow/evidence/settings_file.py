"""YAML that people write, read with bounds: the data, the line of every value, and no surprise that YAML allows.

A settings file is input like any other: aliases that multiply, nesting without end and keys that are no words are
said with their line, in linear time, instead of filling the memory or the stack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from evidence.errors import UserError
from evidence.io import read_text
from evidence.yaml_words import slip

Place = tuple[str | int, ...]  # the keys and numbers that lead to a value
Lines = dict[Place, int]


class WrittenLines(dict[Place, int]):
    """The line of every value. `texts`: numbers as they stand in the file, of which YAML makes others: 1.10, 007."""

    def __init__(self, found: Iterable[tuple[Place, int, str]]) -> None:
        listed = list(found)
        super().__init__((place, line) for place, line, _ in listed)
        self.texts = {place: text for place, _, text in listed if text}


_NUMBERS = ("tag:yaml.org,2002:float", "tag:yaml.org,2002:int")
DEEPEST = 40
MOST_VALUES = 500_000  # a codebook of a thousand codes has some ten thousand


class _Loader(yaml.CSafeLoader):
    """A day is read as it is written, and not as a date of the library's."""

    yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def load_yaml(path: Path, text: str | None = None) -> tuple[Any, Lines]:
    """The data of a YAML file and, for every path into it, the line where it stands; `text`: where it has been read.

    Raises UserError with file and line where the file is not valid YAML or passes a bound.
    """
    text = read_text(path) if text is None else text
    try:
        _check_depth(text, path)
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            return None, {}
        lines: Lines = WrittenLines(_walk(node, path))
        return _Loader("").construct_document(node), lines
    except yaml.YAMLError as error:
        if found := slip(error, text):
            raise UserError(found.problem, file=path, line=found.line, fix=found.fix) from None
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise _not_valid(what, path, mark.line + 1 if mark else None) from None
    except (ValueError, OverflowError) as error:  # a date or number that cannot be
        raise _not_valid(str(error), path, None) from None
    except (
        LookupError,
        TypeError,
        AttributeError,
    ):  # how the library fails at a tag such as `!!int` without a number
        raise _not_valid("a value is not what its tag (`!!…`) says", path, None) from None


def _not_valid(what: str, path: Path, line: int | None) -> UserError:
    fix = "look at the indentation, the colons and the quotes on and above this line"
    return UserError(f"this is not valid YAML: {what}", file=path, line=line, fix=fix)


def _check_depth(text: str, path: Path) -> None:
    """Before anything recurses. Raises UserError where the nesting passes the bound."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            problem = f"values are nested more than {DEEPEST} deep"
            raise UserError(
                problem, file=path, line=event.start_mark.line + 1, fix="look for a bracket too many"
            )


def _walk(root: yaml.Node, file: Path) -> Iterator[tuple[Place, int, str]]:
    """(path, line, text of a number) of every value. An alias counts as often as it is used."""
    waiting: list[tuple[yaml.Node, Place, frozenset[int], int]] = [(root, (), frozenset(), _line(root))]
    seen = 0
    while waiting:
        node, path, within, line = waiting.pop()
        seen += 1
        if id(node) in within or seen > MOST_VALUES:
            problem = (
                "an alias (`*name`) stands inside its own anchor"
                if id(node) in within
                else "aliases multiply"
            )
            fix = "write the value out instead of repeating it by `*name`"
            raise UserError(f"{problem}; this cannot be read", file=file, line=line, fix=fix)
        yield path, line, node.value if node.tag in _NUMBERS else ""
        if isinstance(node, yaml.MappingNode):
            for name, key, value in _keys(node, path, file):
                waiting.append((value, (*path, name), within | {id(node)}, _line(key)))
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                waiting.append((value, (*path, number), within | {id(node)}, _line(value)))


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1


def _keys(node: yaml.MappingNode, path: Place, file: Path) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """(key, its node, its value) of a mapping. Raises UserError for a key given twice and for one that is no word."""
    first: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.tag != "tag:yaml.org,2002:str":
            written = key.value if isinstance(key, yaml.ScalarNode) else "a list or group"
            fix = "give the key a name, or put quotes round it"
            raise UserError(
                "this key is no word", file=file, line=line, value=written or "(nothing)", fix=fix
            )
        if key.value in first:
            field = ".".join(map(str, (*path, key.value)))
            problem = f"the key is given twice (first on line {first[key.value]})"
            raise UserError(problem, file=file, line=line, field=field, fix="keep one of the two")
        first[key.value] = line
        yield key.value, key, value

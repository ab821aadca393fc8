"""What a module does, without what changes nothing: its statements, without comments, docstrings and words for people.

Words for people are arguments for parameters that are declared as `Printed[...]` (`evidence.rows`): the label of a column, what a
table holds. They have a checksum of their own, so that only those rerun who print them.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

# (module, name of a function or class) → its parameters in order, and whether each is only printed
Printed = dict[tuple[str, str], list[tuple[str, bool]]]
_MARK = "Printed["


def printed_in(sources: Mapping[str, bytes]) -> Printed:
    """The functions and classes that take words which are only printed."""
    found: Printed = {}
    for module, source in sources.items():
        if _MARK.encode() in source:
            for node in ast.parse(source).body:
                parameters = _parameters(node)
                if any(printed for _, printed in parameters):
                    found[module, node.name] = parameters  # type: ignore[attr-defined]
    return found


def _parameters(node: ast.stmt) -> list[tuple[str, bool]]:
    """Of a function, or of a class whose fields are its parameters."""
    if isinstance(node, ast.FunctionDef):
        return [(a.arg, _is_printed(a.annotation)) for a in (*node.args.args, *node.args.kwonlyargs)]
    if isinstance(node, ast.ClassDef):
        fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
        return [(f.target.id, _is_printed(f.annotation)) for f in fields if isinstance(f.target, ast.Name)]
    return []


def _is_printed(annotation: ast.expr | None) -> bool:
    return annotation is not None and ast.unparse(annotation).startswith(_MARK)


def facts_of(source: bytes, module: str, printed: Printed) -> dict[str, Any]:
    """{"does": sha256 of what the module does, "says": of its words for people ("" without any), "imports": names of modules,
    "beside": names of files that it reads beside itself, "groups": entry points that it asks for}.

    An imported name may be a module or a thing in one. A package that asks for entry points makes a registry, and reads its folder.
    """
    tree = ast.parse(source)
    nodes = list(_running(tree))
    words = list(_take_words(nodes, _called(nodes, module, printed)))
    for node in nodes:
        if isinstance(body := getattr(node, "body", None), list):
            node.body = [part for part in body if not _is_text(part)]  # type: ignore[attr-defined]
    return {
        "does": _digest([tree]),
        "says": _digest(words) if words else "",
        "imports": sorted(set(_imports(nodes))),
        "beside": sorted(set(_beside(nodes))),
        "groups": sorted(set(_groups(nodes))),
    }


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes, but not those that only a checker of types sees."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
        yield node
        waiting.extend(ast.iter_child_nodes(node))


def _imports(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _beside(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """The texts of statements that name `__file__`, as in `Path(__file__).with_name("weights.json")`."""
    if not any(_names_file(node) for node in nodes):
        return
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.Return | ast.Expr):
            parts = list(ast.walk(node))
            if any(map(_names_file, parts)):
                yield from (
                    p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)
                )


def _names_file(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "__file__"


def _groups(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Of each `Registry(__name__, ..., "evidence.measures", ...)` the group by which other distributions add to it."""
    if "evidence.registry.Registry" in _imports(nodes):
        for node in nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Registry":
                given = (arg.value for arg in node.args if isinstance(arg, ast.Constant))
                yield from (value for value in given if isinstance(value, str) and "." in value)


def _called(nodes: Iterable[ast.AST], module: str, printed: Printed) -> dict[str, list[tuple[str, bool]]]:
    """The names under which this module calls what takes words for people: its own, and those that it imports."""
    names = {name: parameters for (home, name), parameters in printed.items() if home == module}
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if (node.module or "", alias.name) in printed:
                    names[alias.asname or alias.name] = printed[node.module or "", alias.name]
    return names


def _take_words(nodes: Iterable[ast.AST], called: dict[str, list[tuple[str, bool]]]) -> Iterator[ast.AST]:
    """Takes the words for people out of calls. What is left is named, so that a word more or less moves nothing."""
    for node in nodes:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in called):
            continue
        parameters = called[node.func.id]
        if any(isinstance(arg, ast.Starred) for arg in node.args):
            continue
        given = [ast.keyword(name, arg) for (name, _), arg in zip(parameters, node.args, strict=False)]
        given += node.keywords
        only_printed = {name for name, printed in parameters if printed}
        yield from (word for word in given if word.arg in only_printed)
        node.args, node.keywords = [], [word for word in given if word.arg not in only_printed]


def _is_text(node: ast.stmt) -> bool:
    """A docstring, or a text that stands alone as one beneath a constant does: it does nothing."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _digest(nodes: Iterable[ast.AST]) -> str:
    return hashlib.sha256("\n".join(map(ast.dump, nodes)).encode()).hexdigest()

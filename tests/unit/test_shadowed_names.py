"""No comprehension takes the name of what its function calls beside it.

Python 3.12.0 and 3.12.1 run such a comprehension as a part of the function and then miss the module's own: `state(point)` in
`summary` was an UnboundLocalError there, and nowhere else (PEP 709; mended in 3.12.2).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def shadowed(text: str) -> Iterator[tuple[str, str, int]]:
    """(function, name, line) of each name of a module that a function uses outside of a comprehension that takes it."""
    tree = ast.parse(text)
    defined = (ast.FunctionDef, ast.ClassDef)
    top = {node.name for node in tree.body if isinstance(node, defined)}
    imports = (node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom))
    top |= {(alias.asname or alias.name).split(".")[0] for node in imports for alias in node.names}
    top |= {n.id for node in tree.body if not isinstance(node, defined) for n in ast.walk(node) if _stores(n)}
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        comprehensions = [node for node in ast.walk(function) if isinstance(node, _COMPREHENSIONS)]
        for name in {n.id for node in comprehensions for n in _targets(node)} & top:
            within = {
                id(n) for c in comprehensions if name in {t.id for t in _targets(c)} for n in ast.walk(c)
            }
            others = [
                n
                for n in ast.walk(function)
                if isinstance(n, ast.Name) and n.id == name and id(n) not in within
            ]
            own = any(map(_stores, others)) or name in {
                a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)
            }
            if others and not own:
                yield function.name, name, others[0].lineno


def _stores(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _targets(comprehension: ast.AST) -> list[ast.Name]:
    return [n for g in comprehension.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)]  # type: ignore[attr-defined]


def test_such_a_name_is_found() -> None:
    text = "def state(x): return x\ndef summary(a):\n    b = [state for state in a]\n    return state(b)\n"
    assert list(shadowed(text)) == [("summary", "state", 4)]
    assert not list(shadowed(text.replace("state for state", "one for one")))


def test_no_function_has_one(repository: Path) -> None:
    files = sorted((repository / "workflow" / "evidence").rglob("*.py"))
    found = {
        path.name: names for path in files if (names := list(shadowed(path.read_text(encoding="utf-8"))))
    }
    assert files and found == {}

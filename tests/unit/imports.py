"""What each module of the package imports, read by the tests' own small parser and by no code of the package."""

from __future__ import annotations

import ast
import sys
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "workflow" / "evidence"


@cache
def files() -> dict[str, Path]:
    """The file of each module, by its name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


@cache
def _for_scripts() -> set[str]:
    """Packages that import some names by a text, when asked. That is for scripts: nobody in the package may ask for them."""
    packages = {name: path for name, path in files().items() if path.name == "__init__.py"}
    return {name for name, path in packages.items() if "import_module(" in path.read_text(encoding="utf-8")}


class _Imports(ast.NodeVisitor):
    """Imports that run: at the top, in functions, but not those for checkers of types."""

    def __init__(self, module: str) -> None:
        self.module = module
        self.ours: set[str] = set()
        self.folder: set[str] = set()  # of a registry, which reads it when asked
        self.others: set[str] = set()
        self.unseen: list[str] = []

    def visit_If(self, node: ast.If) -> None:
        for part in node.orelse if ast.unparse(node.test) == "TYPE_CHECKING" else ast.iter_child_nodes(node):
            self.visit(part)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._add(alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.level:
            self.unseen.append(ast.unparse(node))
        for alias in node.names:
            below = f"{node.module}.{alias.name}"
            self._add(below if below in files() else str(node.module))
            if below not in files() and node.module in _for_scripts():
                self.unseen.append(ast.unparse(node))
        if node.module == "evidence.registry" and files()[self.module].name == "__init__.py":
            self.folder = {name for name in files() if name.rpartition(".")[0] == self.module}

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func).split(".")[-1]
        if name in ("import_module", "__import__", "iter_modules", "walk_packages"):
            self.unseen += [] if self.module in _for_scripts() else [ast.unparse(node)]
        self.generic_visit(node)

    def _add(self, name: str) -> None:
        top = name.split(".")[0]
        if top == "evidence":
            self.ours.add(name)
        elif top not in sys.stdlib_module_names:
            self.others.add(top)


@cache
def of(module: str) -> _Imports:
    found = _Imports(module)
    found.visit(ast.parse(files()[module].read_text(encoding="utf-8")))
    return found


@cache
def closure(module: str) -> frozenset[str]:
    """The modules of the package that run when this one and all that it imports anywhere run."""
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += of(name).ours | of(name).folder
            waiting += [name.rpartition(".")[0]] if "." in name else []
    return frozenset(seen)

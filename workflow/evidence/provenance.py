"""Which source files a command depends on, so that editing one reruns exactly what it affects."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def stages() -> list[str]:
    """The names of all stages."""
    return sorted(path.stem for path in (PACKAGE / "stages").glob("[!_]*.py"))


def code_of(stage: str) -> list[str]:
    """The files behind a stage: its module and all that it imports, at whatever depth.

    They are named from the folder of the run, so that moving the folder reruns nothing.
    """
    return list(map(from_here, sorted(_closure(f"evidence.stages.{stage}"))))


def from_here(path: Path) -> str:
    """A file of the package, from the folder of the run where it lies in it."""
    here = Path.cwd().resolve()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _closure(module: str) -> set[Path]:
    seen: set[Path] = set()
    waiting = [module]
    while waiting:
        for path in _files(waiting.pop()):
            if path not in seen:
                seen.add(path)
                waiting.extend(_imports(path) if path.suffix == ".py" else ())
    return seen


def _files(module: str) -> list[Path]:
    """The file of a module, with the `__init__.py` of every package above it."""
    parts = module.split(".")[1:]
    files = [PACKAGE.joinpath(*parts[:n], "__init__.py") for n in range(len(parts) + 1)]
    # A module's numbers may lie beside it under its own name, as weights.json does beside weights.py.
    files += [PACKAGE.joinpath(*parts).with_suffix(suffix) for suffix in (".py", ".json") if parts]
    # Or in a folder of its name, as the items of the reporting checklists do, and the HTML of the pages.
    files += sorted(
        path for path in PACKAGE.joinpath(*parts).glob("*.[hy]*") if path.suffix in (".html", ".yaml")
    )
    return [path for path in files if path.is_file()]


@cache
def _imports(path: Path) -> tuple[str, ...]:
    """Modules of this package that a file imports, lazily or not; names may be submodules. A package that looks for
    its own modules imports them all."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append(node.module)
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    if "pkgutil" in found and path.name == "__init__.py":
        found += [_module(beside) for beside in sorted(path.parent.rglob("[!_]*.py"))]
    return tuple(name for name in found if name.split(".")[0] == "evidence")


def _module(path: Path) -> str:
    return ".".join(("evidence", *path.relative_to(PACKAGE).with_suffix("").parts))

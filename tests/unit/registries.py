"""Registries in a test: other distributions are installed in a folder on the path, or a file is laid into a package."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module, invalidate_caches
from pathlib import Path

from evidence.appraise.tools import TOOLS
from evidence.brought.tools import SCREENERS
from evidence.ingest.formats import FORMATS
from evidence.measures import MEASURES
from evidence.registry import Registry
from evidence.synthesise.claim_rules import RULES

REGISTRIES: dict[str, Registry] = {
    "measures": MEASURES,
    "rules": RULES,
    "formats": FORMATS,
    "screeners": SCREENERS,
    "tools": TOOLS,
}


@contextmanager
def looked_up_anew(folder: Path) -> Iterator[None]:
    """Every registry looks again, before and after; what was imported from the folder is forgotten."""
    invalidate_caches()
    try:
        for registry in REGISTRIES.values():
            registry.forget()
        yield
    finally:
        for name, module in list(sys.modules.items()):
            if str(getattr(module, "__file__", None) or "").startswith(str(folder)):
                del sys.modules[name]
        for registry in REGISTRIES.values():
            registry.forget()


def lay(distribution: str, folder: Path, source: str, points: Mapping[str, str]) -> None:
    """A distribution of one module, as an installer lays it down. `points`: group of entry points → what it names."""
    name = distribution.replace("-", "_")
    (folder / f"{name}.py").write_text(source, encoding="utf-8")
    info = folder / f"{name}-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2\n")
    lines = [f"[{group}]\nmain = {name}:{attribute}\n" for group, attribute in points.items()]
    (info / "entry_points.txt").write_text("\n".join(lines))


@contextmanager
def installed(folder: Path) -> Iterator[None]:
    """With what lies in a folder installed."""
    sys.path.insert(0, str(folder))
    try:
        with looked_up_anew(folder):
            yield
    finally:
        sys.path.remove(str(folder))
        invalidate_caches()


@contextmanager
def laid_into(package: str, file: Path, folder: Path) -> Iterator[None]:
    """With one more file in a package, as somebody would write it there; the package itself is left alone."""
    path = import_module(package).__path__
    (folder / f"recipe_{file.name}").write_bytes(file.read_bytes())
    path.append(str(folder))
    try:
        with looked_up_anew(folder):
            yield
    finally:
        path.remove(str(folder))

"""The files of config/ of one version, each read once and only where it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from evidence import older_claims, older_settings
from evidence.layout import Layout
from evidence.settings_file import load_yaml

_RENEWED: dict[str, Callable[[Any], Any]] = {
    "config": older_settings.renewed,
    "propositions": older_claims.renewed,
}


class Files:
    def __init__(self, at: Layout) -> None:
        self.at = at
        self._read: dict[str, Any] = {}

    def bytes(self, name: str) -> bytes:
        path = self.at.setting(name)
        return path.read_bytes() if path.is_file() else b""

    def data(self, name: str) -> Any:
        """What a file says, in today's words; nothing where it is not there. Raises UserError where it is no YAML."""
        if name not in self._read:
            path = self.at.setting(name)
            found = load_yaml(path)[0] if path.is_file() else None
            self._read[name] = _RENEWED.get(name, lambda data: data)(found) if found else {}
        return self._read[name]

    @cached_property
    def headings(self) -> dict[str, str]:
        """What claims are called."""
        return {
            row["id"]: row.get("heading", row["id"])
            for row in self.data("propositions").get("propositions", [])
        }

    @cached_property
    def labels(self) -> dict[str, str]:
        """What codes are called; of codes with one id that of the first."""
        facets = self.data("codebook").get("facets", [])
        codes = [code for facet in facets for code in facet.get("codes", [])]
        return {code["id"]: code.get("label", code["id"]) for code in reversed(codes)}

    @cached_property
    def phrases(self) -> dict[tuple[str, str], frozenset[str]]:
        """The phrases of each code, by (facet, code)."""
        return {
            (facet["id"], code["id"]): frozenset(
                each if isinstance(each, str) else each["phrase"] for each in code.get("phrases", [])
            )
            for facet in self.data("codebook").get("facets", [])
            for code in facet.get("codes", [])
        }

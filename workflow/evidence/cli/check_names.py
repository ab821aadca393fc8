"""Names in settings that lead nowhere, with the files and tables that are looked through for them: of `evidence check`, and of a build."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence.errors import UserError
from evidence.extract.rows import EvidenceItem
from evidence.given.reading import numbered_rows
from evidence.io import read_people
from evidence.layout import Layout
from evidence.named import unknown_names
from evidence.searches import load_searches


def names_of_nothing(at: Layout, items: Sequence[EvidenceItem], config: Any, claims: Any) -> list[UserError]:
    """Every name of a case, comparison or export in the settings that nothing has. `config`, `claims`: as they are loaded."""
    searches, lines = load_searches(at.setting("searches"))
    rows = [
        (row.get("case_id") or "", row.get("comparison") or "")
        for path in (*at.extracts, *at.effects)
        for _, row in numbered_rows(read_people(path)[0])
    ]
    exports = [path.name for path in at.exports]
    return unknown_names(config.synthesise, claims, searches, items, exports, rows, lines)

"""Reviews in memory: the made-up one of a dozen works, and the shipped settings with the rows that a test gives."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from evidence.brief.checklists.items import load_checklists
from evidence.brief.tables import Tables
from evidence.catalogue import BY_NAME
from evidence.codebook_file import load_codebook
from evidence.layout import Layout
from evidence.pipeline import STAGES
from evidence.remarks import Remark
from evidence.review import InMemory
from evidence.rows import table_of
from evidence.searches import Searches
from evidence.settings_catalogue import load_config
from evidence.stage import run_in_memory
from evidence.stages.brief import load
from evidence.synthesise.claim_rows import SideOfStudy
from evidence.synthesise.rules import load_claims

DOZEN = Path(__file__).parent / "dozen"
_CONFIG = Path(__file__).resolve().parents[3] / "config"


class Given:
    """Rows by the name of their table."""

    def __init__(self, rows: dict[str, list[Any]]) -> None:
        assert rows.keys() <= BY_NAME.keys(), f"no such table: {sorted(rows.keys() - BY_NAME.keys())}"
        self._rows = rows

    def __getitem__(self, table: Any) -> list[Any]:
        return [] if table is Remark else self._rows.get(table_of(table).name, [])


@cache
def _shipped() -> dict[str, Any]:
    codebook = load_codebook(_CONFIG / "codebook.yaml")
    return {
        "config": load_config(_CONFIG / "config.yaml"),
        "codebook": codebook,
        "claims": load_claims(_CONFIG / "propositions.yaml", codebook),
        "searches": Searches(),
        "agreement": {},
        "evaluation": {},
        "checklists": load_checklists(),
        "glossary": [],
    }


def review(**given: Any) -> Tables:
    """`pools=[...]` are the rows of the table `pools`; `config`, `codebook`, `glossary` and the like replace the shipped ones."""
    own = {name: given.pop(name) for name in list(given) if name in _shipped()}
    return Tables(**{**_shipped(), **own}, rows=Given(given))


@cache
def made() -> InMemory:
    """The review of dozen/, made once by all stages that the book stands on, without a file being written. Nobody may change it."""
    return run_in_memory(
        Layout(DOZEN), *(stage for stage in STAGES if stage.name not in ("brief", "pdf", "publish"))
    )


@cache
def dozen() -> Tables:
    """The same as the book reads it."""
    return load(made())


class Unsaid(InMemory):
    """The review of a dozen, in which nobody has said how directly Bay speaks of choice."""

    def __init__(self, at: object = None) -> None:
        super().__init__(Layout(DOZEN))
        self._read |= made()._read
        self.documents |= made().documents
        self.put(table_of(SideOfStudy), [_unsaid(row) for row in made()[SideOfStudy]])


def _unsaid(row: SideOfStudy) -> SideOfStudy:
    bay = row.proposition == "G3" and row.study_label.startswith("Bay")
    return replace(row, directness="") if bay else row

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
def dozen() -> Tables:
    """The review of dozen/, made once by all stages that the book stands on, without a file being written. Nobody may change it."""
    stages = (stage for stage in STAGES if stage.name not in ("brief", "pdf", "publish"))
    return load(run_in_memory(Layout(DOZEN), *stages))


class Unsaid:
    """The review of a dozen, in which nobody has said how directly Bay speaks of choice."""

    def columns(self, row, without=()):
        from dataclasses import fields

        import pyarrow as pa

        from evidence.rows import table_of

        names = [field.name for field in fields(row) if field.name not in without]
        rows = list(self[table_of(row).row])
        return pa.table({name: [getattr(one, name, "") for one in rows] or pa.array([], pa.string()) for name in names})

    def count(self, row):
        return len(self[row])

    def rows(self, row):
        from evidence.lookup import rows_of
        from evidence.rows import table_of

        return rows_of(list(self[table_of(row).row]))

    def __init__(self, at: object = None) -> None:
        pass

    def __getitem__(self, table: Any) -> Any:
        rows = dozen()[table]
        return [_unsaid(row) for row in rows] if table is SideOfStudy else rows


def _unsaid(row: SideOfStudy) -> SideOfStudy:
    bay = row.proposition == "G3" and row.study_label.startswith("Bay")
    return replace(row, directness="") if bay else row

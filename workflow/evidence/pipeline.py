"""The stages in the order in which the data flows, and the rule of Snakemake that each of them is."""

from __future__ import annotations

import json
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from evidence.errors import UserError
from evidence.given.declare import given_by
from evidence.layout import Layout
from evidence.provenance import code_of, from_here
from evidence.rows import Table, table_of
from evidence.stage import Stage
from evidence.stages.appraise import APPRAISE
from evidence.stages.assess import ASSESS
from evidence.stages.brief import BRIEF
from evidence.stages.classify import CLASSIFY
from evidence.stages.deduplicate import DEDUPLICATE
from evidence.stages.extract import EXTRACT
from evidence.stages.ingest import INGEST
from evidence.stages.pdf import PDF
from evidence.stages.publish import PUBLISH
from evidence.stages.qca import QCA
from evidence.stages.screen import SCREEN
from evidence.stages.synthesise import SYNTHESISE

STAGES: tuple[Stage, ...] = (
    INGEST, DEDUPLICATE, SCREEN, CLASSIFY, EXTRACT, APPRAISE, SYNTHESISE, QCA, ASSESS, BRIEF, PDF, PUBLISH
)  # fmt: skip


def place(stage: Stage) -> tuple[int, int]:
    """Where a stage stands among the stages: its number, and how many there are."""
    return STAGES.index(stage) + 1, len(STAGES)


def inputs(stage: Stage, at: Layout) -> dict[str, Any]:
    """The files that a stage depends on, by name; its code is one of them, as `write_code` writes it."""
    tables = {_named(table_of(row)): _place(table_of(row), at) for row in stage.reads}
    people = {kind: at.decisions(kind) for kind in (given_by(row).name for row in stage.decisions)}
    config = {name: at.setting(name) for name in stage.config}
    others = {name: [from_here(path) for path in getattr(at, name)] for name in stage.files}
    others |= {name: getattr(at, name) for name in stage.takes}
    used = {f"{room}_{name}": at.document(room, name) for room, name in stage.uses}
    return {**tables, **used, **people, **others, **config, "code": at.code(stage.name)}


def write_code(at: Layout) -> None:
    """Say for each stage what it runs, where that is not said yet: its modules, numbers and libraries."""
    found = code_of([stage.name for stage in STAGES], at.read_code)
    for name, code in found.items():
        code.write(at.code(name))
    for path in {*at.codes} - {at.code(name) for name in found}:
        path.unlink()


def check_made(stage: Stage, at: Layout) -> None:
    """Raises UserError where a stage before this one has not made what it needs."""
    needed = [(table.stage, _place(table, at)) for table in map(table_of, stage.reads)]
    needed += [(room, at.document(room, name)) for room, name in stage.uses]
    makers = {name: maker.name for maker in STAGES for name in (*maker.made, *maker.keeps)}
    needed += [(makers[name], getattr(at, name)) for name in stage.takes]
    for maker, path in needed:
        if not path.exists():
            problem = f"`evidence {maker}` has not made this yet, and `evidence {stage.name}` needs it"
            raise UserError(problem, file=path, fix="run `evidence build` first")


def outputs(stage: Stage, at: Layout) -> dict[str, Path]:
    """The files that a stage makes, by name."""
    tables = {_named(table): _place(table, at) for table in stage.tables}
    return {**tables, **{name: at.document(stage.name, name) for name in stage.documents}}


def settings(stage: Stage, config: dict[str, Any]) -> str:
    """The sections of config.yaml that a stage uses, so that editing others does not rerun it."""
    return json.dumps({name: config.get(name, {}) for name in stage.settings})


def in_order(stages: tuple[Stage, ...]) -> list[str]:
    """Their names, each behind those whose tables it reads. Raises CycleError where two wait for one another."""
    writer = {table_of(row): stage.name for stage in stages for row in stage.writes}
    graph = {
        stage.name: {writer[table_of(row)] for row in stage.reads if table_of(row) in writer}
        for stage in stages
    }
    return list(TopologicalSorter(graph).static_order())


def _named(table: Table) -> str:
    return f"{table.stage}_{table.name}"


def _place(table: Table, at: Layout) -> Path:
    return at.table(table.stage, table.name)

"""Tables of an earlier build that no stage can read: damaged ones, and those of another version of the program."""

from __future__ import annotations

import json
from pathlib import Path

from evidence.errors import UserError
from evidence.io import opened, read_columns
from evidence.layout import Layout
from evidence.pipeline import STAGES


def unreadable(at: Layout, whole: bool = False) -> list[Path]:
    """Files of results/ that stages wrote and cannot read again; each is made anew once it is gone. `whole`: every cell is read, and not what a
    table says of itself alone, which takes its time and is for a build that did not end."""
    tables = ((at.table(t.stage, t.name), t.row) for stage in STAGES for t in stage.tables)
    documents = (at.document(stage.name, name) for stage in STAGES for name in stage.documents)
    return [path for path, row in tables if path.exists() and not _is_table(path, row, whole)] + [
        path for path in documents if path.is_file() and not _is_json(path)
    ]


def _is_table(path: Path, row: type, whole: bool) -> bool:
    try:
        (read_columns if whole else opened)(path, row)
    except UserError:
        return False
    return True


def _is_json(path: Path) -> bool:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return True

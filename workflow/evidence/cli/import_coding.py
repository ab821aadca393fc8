"""evidence import coding: codes that were given elsewhere as tags, labels or collections, each with its fate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from evidence import inputs
from evidence.classify.decisions import CodingDecision
from evidence.decisions import by_work
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.singular import agreeing

if TYPE_CHECKING:
    from evidence.brought.matching import Ours
    from evidence.brought.told import Given, Told


def import_coding(
    at: Layout, ours: Ours, files: Sequence[Path], named: str, given: Given, codes: Mapping[str, str], answers: Mapping[str, str],
    write: bool, csv: Path | None, every: bool, force: bool,
) -> None:  # fmt: skip
    """Say what becomes of each tag, and with `write` append the codes."""
    from evidence.brought.append import coding_rows
    from evidence.brought.codes import Meanings, coded, decisions, holding, lines, tagged
    from evidence.brought.matching import match
    from evidence.brought.report import OPEN, as_csv
    from evidence.cli.brought_rows import BroughtRows
    from evidence.codebook_file import load_codebook
    from evidence.mentions import Mentions

    codebook = load_codebook(at.setting("codebook"))
    meanings = Meanings(codebook, codes)
    told = _told(files, named, given)
    matched = match({one.entry.record_id: one.entry for _, one in told}.values(), ours, answers)
    before, _ = inputs.decisions(CodingDecision, at, codebook)
    held = holding(by_work(before, Mentions(ours.records, ours.memberships), ours.work_of)[0])
    rows = coded(tagged(told, given), matched, meanings, held, given)
    added = coding_rows(decisions(rows, held), at, {work.work_id: work.title for work in ours.works})
    count = sum(len(cells) for _, cells in added)
    fates = lines(rows, write, every)
    brought = BroughtRows(CodingDecision, added, count, "rows", "tag")
    brought.carry_out(at, write, fates, lambda: as_csv(rows), csv, force)
    if any(row.fate in OPEN for row in rows):
        raise typer.Exit(3)


def _told(files: Sequence[Path], named: str, given: Given) -> list[tuple[str, Told]]:
    """What the files say of each entry. Raises UserError where nobody put a tag on anything."""
    from evidence.brought.opened import opened
    from evidence.brought.tags import by_tags
    from evidence.brought.which import tool_of, without_logs

    found: list[tuple[str, Told]] = []
    for file in without_logs(opened(files)):
        tool = tool_of(file, named)
        means = {} if tool.own_tags else given.tags
        own = [
            by_tags(replace(one, time=one.time or given.date or file.date), means)
            for one in tool.read(file, given)
        ]
        print(agreeing(f"{file.name}: {tool.label}, {len({one.entry.record_id for one in own})} entries"))
        found += [(file.name, one) for one in own]
    if not any(one.tags for _, one in found):
        raise UserError(
            "no entry bears a tag, label or code", file=files[0],
            fix="export it with them: `evidence known screeners` says where each tool keeps them",
        )  # fmt: skip
    return found

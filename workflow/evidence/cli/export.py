"""evidence export: works, the flow and effects for other tools."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from evidence import inputs
from evidence.deduplicate.rows import Membership, Work
from evidence.errors import UserError
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import FileCount
from evidence.io import read_people, read_table
from evidence.item_words import Kind
from evidence.layout import Layout
from evidence.owned import check_outside, write_outside
from evidence.review import Review
from evidence.screen.rows import LedgerRow, Screen, Screening
from evidence.written import nearest_first

if TYPE_CHECKING:
    from evidence.brought.tool import Tool
    from evidence.export.formats import ExportFormat

_CHOICES = {
    "all": None,
    "undecided": Screen.UNDECIDED,
    "included": Screen.INCLUDE,
    "excluded": Screen.EXCLUDE,
    "background": Screen.BACKGROUND,
}
# The tables behind an export, and the stages that make them, in their order
_NEEDED = (
    ("ingest", "counts"),
    ("deduplicate", "works"),
    ("deduplicate", "memberships"),
    ("screen", "screening"),
    ("screen", "ledger"),
)


def export(
    for_: str = typer.Option(
        "",
        "--for",
        help="the tool that the works go to: asreview, covidence, eppi, rayyan, table or zotero; its own format, and undecided works where it screens",
    ),
    format: str = typer.Option(
        "",
        help="ris, bibtex, csl-json, endnote-xml, reference-list, csv, xlsx, prisma or metafor; else by the ending of --out",
    ),
    works: str = typer.Option(
        "", help="all, undecided, included, excluded or background; effects: all or included"
    ),
    style: str = typer.Option(
        "", help="of a reference-list: plain, unsrt, alpha, unsrtalpha or another that is installed"
    ),
    out: Path = typer.Option(None, help="the file to write; the screen where none is given"),
    force: bool = typer.Option(False, help="replace a file that is there"),
) -> None:
    """Write works for a screener or reference manager, the flow for PRISMA2020, or effects for metafor."""
    from evidence.export import formats

    at = Layout()
    tool = _tool(for_, format)
    chosen = _format(tool.handover.form if tool and tool.handover else format, out)
    if out:
        check_outside(at, out)
    if tool and tool.handover:
        from evidence.desk.built import made_aside

        made_aside(at)
        works = works or tool.handover.works
    if style and chosen.name != "reference-list":
        raise UserError(
            "only a list of references has a style",
            field="--style",
            value=style,
            fix="give --format reference-list",
        )
    write = partial(chosen.write, style=style) if style else chosen.write
    make: dict[str, Callable[[Layout, Any, str], tuple[Any, str]]] = {
        formats.WORKS: _works,
        formats.SCREENED: _screened,
        formats.FLOW: _flow,
        formats.EFFECTS: _effects,
    }
    made, said = make[chosen.of](at, write, works)
    data = made if isinstance(made, bytes) else made.encode()
    if out:
        write_outside(at, out, data, force)
        print(f"{said} in {out}.")
        if tool and tool.handover:
            print(
                f"{tool.label} takes it by {tool.handover.takes}; `evidence import screening` brings back what is decided there."
            )
        return
    if isinstance(made, bytes) and sys.stdout.isatty():
        raise UserError("a workbook is no text for a screen", value=chosen.name, fix="give --out FILE.xlsx")
    sys.stdout.buffer.write(data)
    sys.stdout.flush()
    print(f"{said}.", file=sys.stderr)


def _tool(name: str, format: str) -> Tool | None:
    """The tool that works go to. Raises UserError for one that is not known, or that none can be given."""
    from evidence.brought.tools import SCREENERS

    if not name:
        return None
    if format:
        raise UserError("a tool has a format of its own", field="--format", value=format, fix="leave it out")
    found = SCREENERS.get(name.lower())
    if found is None or found.handover is None:
        known = [tool.name for tool in SCREENERS if tool.handover]
        raise UserError(
            "no such tool is known",
            field="--for",
            value=name,
            allowed=nearest_first(name, known),
            fix="name one of these, or give --format",
        )
    return found


def _format(name: str, out: Path | None) -> ExportFormat:
    from evidence.export.formats import BY_ENDING, BY_NAME

    found = BY_NAME.get(name.lower()) if name else BY_ENDING.get(out.suffix.lower()) if out else None
    if found is None:
        raise UserError(
            "the format is not known" if name or out else "no format is given",
            field="--format",
            value=name or out,
            allowed=BY_NAME,
            fix="give --format, or a name with a known ending: " + ", ".join(BY_ENDING),
        )
    return found


def _tables(at: Layout, more: tuple[tuple[str, str], ...] = ()) -> None:
    """Raises UserError that says which verbs make what is missing."""
    stages = [stage for stage, name in (*_NEEDED, *more) if not at.table(stage, name).exists()]
    if stages:
        verbs = ", ".join(f"`evidence {stage}`" for stage in dict.fromkeys(stages))
        raise UserError(
            "the works have not been read yet",
            file=at.table(stages[0], "").parent,
            fix=f"run {verbs} in this order, or `evidence build`",
        )


def _chosen(at: Layout, which: str) -> tuple[list[Work], list[Work], list[Screening], str]:
    """Works in the order of their ids, all works, the screening of all, and what to call the chosen ones."""
    _tables(at)
    which = which or "all"
    if which not in _CHOICES:
        raise UserError(
            "the choice is not known", field="--works", value=which, allowed=_CHOICES, fix="give one of these"
        )
    screening = Review(at)[Screening]
    told = {row.work_id: row.decision for row in screening}
    works = Review(at)[Work]
    wanted = _CHOICES[which]
    found = [w for w in works if wanted is None or told[w.work_id] == wanted]
    called = f"{len(found)} {'works' if wanted is None else which + ' works'} of {len(works)}"
    return sorted(found, key=lambda work: work.work_id), works, screening, called


def _works(at: Layout, write: Callable[..., Any], which: str) -> tuple[Any, str]:
    works, among, _, called = _chosen(at, which)
    return write(works, among), called


def _screened(at: Layout, write: Callable[..., Any], which: str) -> tuple[Any, str]:
    from evidence.export.table import WithScreening

    works, among, screening, called = _chosen(at, which)
    members = Review(at)[Membership]
    first = {m.work_id: m.record_id for m in members if m.primary}
    return write(works, WithScreening({row.work_id: row for row in screening}, first, among)), called


def _flow(at: Layout, write: Callable[..., Any], which: str) -> tuple[Any, str]:
    from evidence.book_settings import FrontMatter
    from evidence.brief.prisma import flow_of
    from evidence.brief.prisma_before import of_release, of_reruns
    from evidence.releases.version import last
    from evidence.searches import load_searches

    works, _, screening, _ = _chosen(at, "all")
    if which not in ("", "all"):
        raise UserError("the flow is of all works", field="--works", value=which, fix="leave --works out")
    items = at.table("extract", "items")
    ledger, release = Review(at)[LedgerRow], last(at)
    searches = load_searches(at.setting("searches"))[0]
    numbers = flow_of(
        Review(at)[FileCount],
        ledger,
        works,
        screening,
        read_table(items, EvidenceItem) if items.exists() else [],
        inputs.settings(FrontMatter, "review", at).previous,
        of_release(release) if release else of_reruns(searches, ledger, works, screening),
    )
    waiting = (
        f"; {numbers.undecided} works are not yet decided and stand in no box" if numbers.undecided else ""
    )
    return write(
        numbers
    ), f"The flow of {numbers.entries} {'new ' if numbers.previous else ''}entries is written{waiting}; it is"


def _effects(at: Layout, write: Callable[..., Any], which: str) -> tuple[Any, str]:
    from evidence.export.effects import ExportedEffect, exported
    from evidence.given.reading import numbered_rows

    _tables(at, (("extract", "items"),))
    if which not in ("", "all", "included"):
        allowed = ("all", "included")
        raise UserError(
            "the choice is not known", field="--works", value=which, allowed=allowed, fix="give one of these"
        )
    cells = {row["effect_id"]: row for path in at.effects for _, row in numbered_rows(read_people(path)[0])}
    items = [i for i in Review(at)[EvidenceItem] if i.kind == Kind.EFFECT]
    found = exported(items, counted_only=which != "all")
    made = write([ExportedEffect(item, cells.get(item.item_id, {})) for item in found])
    return (
        made,
        f"{len(found)} of {len(items)} outcome rows (the others have a direction only, or do not count)",
    )

"""evidence release: freeze the evidence of the last build under a name, to compare with later."""

from __future__ import annotations

import shlex
from dataclasses import asdict
from datetime import date as calendar
from typing import Any

import typer

from evidence import inputs
from evidence.built_from import moved_since
from evidence.errors import UserError, listed
from evidence.layout import Layout
from evidence.singular import agreeing

_LOOSE = (
    "{:,} of its entries are not in literature/known_works.csv: `evidence remember` writes down what entries say, "
    "so that they are known again in a later download."
)


def release(
    name: str = typer.Argument("", help="what to call it, such as 2026-11"),
    date: str = typer.Option("", help="date of the evidence, as 2026-11-26; else that of config.yaml"),
    note: str = typer.Option("", help="what readers should know of it, in a line"),
    list_: bool = typer.Option(False, "--list", help="say which releases there are"),
) -> None:
    """Freeze the last build as releases/NAME/, small enough to be committed, and say what changed since the release before."""
    at = Layout()
    if list_:
        print("\n".join(_listed(at)))
        return
    if not name:
        raise typer.BadParameter("give the release a name, such as 2026-11", param_hint="NAME")
    print("\n".join(_frozen(at, name, date, note)))


def _frozen(at: Layout, name: str, date: str, note: str) -> list[str]:
    from evidence.book_settings import FrontMatter
    from evidence.cli.changes import between, working
    from evidence.compare.told import in_one_line
    from evidence.deduplicate.decisions import KnownWork
    from evidence.deduplicate.rows import Membership
    from evidence.releases.freeze import check_name, freeze
    from evidence.releases.program import of_the_last_build
    from evidence.releases.version import last

    check_name(at, name)
    _check_built(at)
    about = inputs.settings(FrontMatter, "review", at)
    now, before = working(at), last(at)
    changes, causes = between((before, before.sentences), now) if before else ([], [])
    made = freeze(
        now[0],
        name,
        date=_day(date) or about.evidence_date,
        title=about.title,
        note=" ".join(note.split()),
        sentences=now[1],
        changed={"changes": _cells(changes), "causes": _cells(causes)},
        built=of_the_last_build(at),
    )
    known = {row.record for row in inputs.people(KnownWork, at.known_works, at)[0]}
    loose = sum(member.record_id not in known for member in now[0][Membership])
    since = f"Since {made.after}: {in_one_line(changes)}." if before else "It is the first release."
    folder = f"releases/{made.name}"
    return [
        agreeing(f"Frozen as {made.name}, evidence of {made.date}: {_numbers(made.counts)}."),
        agreeing(since) + (f" `evidence changes {made.after} {made.name}` says all." if changes else ""),
        f"It lies in {folder}/ ({len(made.files):,} files). Keep it with the review: "
        f"git add {folder} && git commit -m {shlex.quote(f'Release {made.name}')}",
        *([agreeing(_LOOSE.format(loose))] if loose else []),
    ]


def _check_built(at: Layout) -> None:
    """Raises UserError where the last build is not what the inputs give now."""
    moved = moved_since(at)
    if moved is None:
        raise UserError(
            "nothing has been built yet, so there is nothing to freeze", fix="run `evidence build` first"
        )
    if moved:
        raise UserError(
            "the results are older than what they are made from",
            value=listed(moved, 5),
            fix="run `evidence build` first, look at what it gives, then freeze it",
        )


def _day(text: str) -> str:
    """A date as it is kept. Raises UserError for what is none."""
    try:
        return calendar.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise UserError(
            "this is no date", field="--date", value=text, allowed="a day as 2026-11-26", fix="write it so"
        ) from None


def _cells(rows: Any) -> list[dict[str, Any]]:
    return [asdict(row) for row in rows]


def _numbers(counts: dict[str, int]) -> str:
    return (
        f"{counts['entries']:,} entries, {counts['works']:,} works, {counts['included']:,} of them included, "
        f"{counts['items']:,} items of evidence, {counts['findings']:,} claims, {counts['tested']:,} of them tested"
    )


def _listed(at: Layout) -> list[str]:
    from evidence.releases.version import abouts

    found = abouts(at)
    if not found:
        return ["No release yet: `evidence release NAME` freezes one."]
    wide = max(len(about.name) for about in found)
    return [
        agreeing(f"{a.name:<{wide}}  {a.date}  {_numbers(a.counts)}{f'  {a.note}' if a.note else ''}")
        for a in found
    ]

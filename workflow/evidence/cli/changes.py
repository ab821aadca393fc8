"""evidence changes: what is not as it was, between two releases or since the last one, and what caused it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import typer

from evidence.built_from import moved_since
from evidence.errors import UserError, listed
from evidence.io import to_json
from evidence.layout import Layout
from evidence.review import Review

if TYPE_CHECKING:
    from evidence.compare.rows import Cause, Change
    from evidence.releases.said import Said
    from evidence.releases.version import Version

    State = tuple[Review, list[Said]]

NOW = "now"
_MOST = 12  # points of a block on a screen
_MOST_OF_A_COMMENT = 40


@dataclass(frozen=True)
class _Compared:
    """A release and what it was compared with: a `later` one, or the last build, of which some inputs or stages may have `moved` since."""

    before: Version
    later: Version | None
    now: Review
    moved: list[str]
    changes: list[Change]
    causes: list[Cause]

    @property
    def counted(self) -> dict[str, dict[str, int]]:
        from evidence.releases.counts import LABELS, counts

        own, now = self.before.about.counts, self.later.about.counts if self.later else counts(self.now)
        return {name: {"before": own.get(name, 0), "after": now.get(name, 0)} for name in LABELS}


def changes(
    first: str = typer.Argument("", help="the earlier release; the last one where none is named"),
    second: str = typer.Argument("", help="the later release, or `now` for the last build"),
    markdown: bool = typer.Option(False, help="as the text of a pull request"),
    json: bool = typer.Option(False, help="as JSON, for other programs"),
    all: bool = typer.Option(False, help="print all, however long"),
    exit_code: bool = typer.Option(False, help="end with 1 where anything changed"),
) -> None:
    """Say what changed, what weighs most first: findings with their causes and sentences, works, settings, numbers."""
    at = Layout()
    if markdown and json:
        raise typer.BadParameter("one of --markdown and --json", param_hint="--json")
    before = _earlier(at, first)
    if before is None:
        print(
            to_json({"before": None})
            if json
            else "No release yet to compare with: `evidence release NAME` freezes one."
        )
        return
    later = _later(at, second)
    now = (later, later.sentences) if later else working(at)
    moved = (None if later else moved_since(at)) or []
    compared = _Compared(before, later, now[0], moved, *between((before, before.sentences), now))
    if json:
        print(to_json(_as_json(compared), indent=1))
    else:
        most = None if all else _MOST_OF_A_COMMENT if markdown else _MOST
        print("\n".join(_told(compared, markdown, most)))
    if exit_code and compared.changes:
        raise typer.Exit(1)


def between(before: State, after: State) -> tuple[list[Change], list[Cause]]:
    """All that changed between two states, sentences too, and what caused it."""
    from evidence.compare.sentences import sentences
    from evidence.compare.stage import compare

    found, causes = compare(before[0], after[0])
    return [*found, *sentences(before[1], after[1])], causes


def working(at: Layout) -> State:
    """The last build, and the sentences of its book. Raises UserError where nothing was built."""
    from evidence.releases.said import Said
    from evidence.stages.brief import BRIEF, SENTENCES

    review = Review(at)
    path = at.document(BRIEF.name, SENTENCES)
    if not path.exists():
        raise UserError("the book has not been built yet", file=path, fix="run `evidence build` first")
    return review, [Said(**row) for row in review.read_document(BRIEF.name, SENTENCES)]


def _earlier(at: Layout, name: str) -> Version | None:
    from evidence.releases.version import last, load

    if name == NOW:
        raise UserError(
            "the working state is what releases are compared with, and comes second",
            value=name,
            fix=f"evidence changes RELEASE {NOW}",
        )
    return load(at, name) if name else last(at)


def _later(at: Layout, name: str) -> Version | None:
    """A release; None for the working state."""
    from evidence.releases.version import load

    return load(at, name) if name not in ("", NOW) else None


def _as_json(compared: _Compared) -> dict[str, Any]:
    """`before`, `after`: name and date, of the working state null; `moved_since_build`: inputs and stages that are newer than it;
    `counts`; `changes` and `causes`: their rows, column by column (docs/how-to.md)."""
    ends = [
        {"name": v.about.name, "date": v.about.date} if v else None for v in (compared.before, compared.later)
    ]
    return {
        "before": ends[0],
        "after": ends[1],
        "moved_since_build": compared.moved,
        "counts": compared.counted,
        "changes": [asdict(change) for change in compared.changes],
        "causes": [asdict(cause) for cause in compared.causes],
    }


def _told(compared: _Compared, markdown: bool, most: int | None) -> list[str]:
    from evidence.compare.printed import as_markdown, as_text, escaped
    from evidence.compare.told import blocks

    said = escaped if markdown else str
    moved, later, before = compared.moved, compared.later, compared.before.about
    stale = f"The last build is older than {listed(moved, 5)}: this compares the build." if moved else ""
    if not compared.changes:
        return [*filter(None, [said(stale)]), "No change."]
    to = f"release {later.about.name} ({later.about.date})" if later else "the last build"
    head = f"What changed from release {before.name} ({before.date}) to {to}"
    lines = [f"## {said(head)}" if markdown else head, *filter(None, [said(stale)])]
    lines += (as_markdown if markdown else as_text)(blocks(compared.changes, compared.causes), most)
    return [*lines, "", *_in_numbers(compared.counted, markdown)]


def _in_numbers(counted: dict[str, dict[str, int]], markdown: bool) -> list[str]:
    from evidence.releases.counts import LABELS

    if markdown:
        rows = [f"| {LABELS[name]} | {n['before']:,} | {n['after']:,} |" for name, n in counted.items()]
        return ["### In numbers", "", "| | before | after |", "| :-- | --: | --: |", *rows]
    wide = max(map(len, LABELS.values()))
    return [
        "In numbers",
        *(f"  {LABELS[k]:<{wide}} {n['before']:>9,} → {n['after']:,}" for k, n in counted.items()),
    ]

"""evidence new: a folder in which a review can begin."""

from __future__ import annotations

import shlex
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from evidence.errors import UserError
from evidence.review_kind import ReviewKind

if TYPE_CHECKING:
    from evidence.begin import Beginning

_KINDS = "What is meant to come of it: effects (estimates), qualitative (passages of cases), both, or a map (who studied what)?"
_WORDS = 'as "Name" or "Name: word, another word", whose words speak for it in a title or summary; several'


def new(
    folder: Path = typer.Argument(..., help="the folder of the review, which is made"),
    question: str = typer.Option("", help="what the review asks"),
    kind: str = typer.Option(
        "", help="what is meant to come of it: effects, qualitative, both (where it is left out), or map"
    ),
    form: list[str] = typer.Option(
        [],
        help=f"a form of what is studied, such as a treatment or a group that is compared, {_WORDS}; none is needed",
    ),
    field: list[str] = typer.Option(
        [], help="a field or setting in which it is studied, written in the same way; none is needed"
    ),
    outcome: list[str] = typer.Option(
        [], help="an outcome that studies report, written in the same way; none is needed"
    ),
    title: str = typer.Option("", help="the title of the book; the question where it is left out"),
    author: str = typer.Option("The review team", help="who answers for it"),
) -> None:
    """Make the folder of a new review from its question; at a terminal it asks for the rest."""
    from evidence.begin import Beginning, files

    question = question or _asked("--question", "What does the review ask?")
    asked = not (kind or form or field or outcome) and sys.stdin.isatty()
    if asked:
        kind = typer.prompt(_KINDS, default=ReviewKind.BOTH.value)
        form = _several("Which forms of what is studied, or groups? Part them by semicolons; none is needed")
        field = _several("Which fields or settings? None is needed")
        outcome = _several("Which outcomes? None is needed")
    said = Beginning(
        question, title or question, author, tuple(form), tuple(field), tuple(outcome), _kind(kind)
    )
    _write(folder, files(said, date.today()), said)
    place = shlex.quote(str(folder))
    print(f"The review begins in {folder}; its README.md says what comes next. Put exports of databases into")
    print(f"{folder / 'literature' / 'records'}, then:")
    if folder.resolve() != Path.cwd():
        print(f"  cd {place}")
    print("  evidence check     # what is wrong with an input")
    print("  evidence build     # the book")


def _kind(given: str) -> ReviewKind:
    """Raises UserError for what is no kind of review."""
    from evidence.written import meant, nearest_first

    kinds = [kind.value for kind in ReviewKind]
    word = given.strip().lower() or ReviewKind.BOTH.value
    if word in kinds:
        return ReviewKind(word)
    near = meant(word, kinds)
    fix = f"did you mean `{near}`?" if near else "take one of these"
    raise UserError(
        "this is no kind of review", field="--kind", value=given, allowed=nearest_first(word, kinds), fix=fix
    )


def _several(what: str) -> list[str]:
    answer = typer.prompt(what, default="", show_default=False)
    return [name for name in map(str.strip, answer.split(";")) if name]


def _asked(option: str, what: str) -> str:
    """The answer of a person who sits at a terminal. Raises UserError where there is none, or no answer."""
    answer = typer.prompt(what, default="", show_default=False) if sys.stdin.isatty() else ""
    if not answer.strip():
        raise UserError("a review needs this", field=option, fix=f'give it: evidence new FOLDER {option} "…"')
    return answer


def _write(folder: Path, made: dict[str, str], said: Beginning) -> None:
    """All files or none, and never where something stands already. Raises UserError there."""
    from evidence.begin import manual, tables
    from evidence.codebook_file import load_codebook

    _check_empty(folder, made)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as scratch:
        review = Path(scratch) / "review"
        _lay(review, made)
        codebook = load_codebook(review / "config" / "codebook.yaml")
        _lay(review, tables(said, codebook) | {"literature/README.md": manual(codebook)})
        if not folder.exists():
            review.rename(folder)
            return
        for path in sorted(review.iterdir()):  # a folder in which somebody may stand stays the same
            path.rename(folder / path.name)


def _check_empty(folder: Path, made: dict[str, str]) -> None:
    """Raises UserError where something stands already; hidden files, such as those of git, may."""
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    tops = {name.partition("/")[0] for name in made}
    full = any(not name.startswith(".") or name in tops for name in there)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()) or full:
        problem = "something stands here already, and nothing is overwritten"
        raise UserError(problem, file=folder, fix="name a new folder, or an empty one")


def _lay(review: Path, made: dict[str, str]) -> None:
    for name, text in made.items():
        path = review / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

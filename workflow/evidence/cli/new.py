"""evidence new: a folder in which a review can begin."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

import typer

from evidence.errors import UserError


def new(
    folder: Path = typer.Argument(..., help="the folder of the review, which is made"),
    question: str = typer.Option("", help="what the review asks"),
    form: list[str] = typer.Option(
        [],
        help='a form of what is studied, such as a kind of partnership or treatment, as "Name" or "Name: word, another word"; several',
    ),
    field: list[str] = typer.Option(
        [],
        help="a field in which it is studied, such as a policy field or setting, written in the same way; several",
    ),
    title: str = typer.Option("", help="the title of the book; the question where it is left out"),
    author: str = typer.Option("The review team", help="who answers for it"),
) -> None:
    """Make the folder of a new review from its question, its forms and its fields."""
    from evidence.begin import Beginning, files

    question = question or _asked("--question", "What does the review ask?")
    forms = form or _several("--form", "Which forms of what is studied? Part them by semicolons")
    fields = field or _several("--field", "Which fields or settings? Part them by semicolons")
    made = files(Beginning(question, title or question, author, tuple(forms), tuple(fields)), date.today())
    _write(folder, made)
    print(
        f"The review begins in {folder}. Put exports of databases into {folder / 'literature' / 'records'}, then:"
    )
    print(f"  cd {folder}")
    print("  evidence check     # what is wrong with an input")
    print("  evidence build     # the book")


def _several(option: str, what: str) -> list[str]:
    return [name for name in map(str.strip, _asked(option, what).split(";")) if name]


def _asked(option: str, what: str) -> str:
    """The answer of a person who sits at a terminal. Raises UserError where there is none, or no answer."""
    answer = typer.prompt(what, default="", show_default=False) if sys.stdin.isatty() else ""
    if not answer.strip():
        raise UserError("a review needs this", field=option, fix=f'give it: evidence new FOLDER {option} "…"')
    return answer


def _write(folder: Path, made: dict[str, str]) -> None:
    """All files or none, and never where something stands already. Raises UserError there."""
    from evidence.begin import manual
    from evidence.codebook import load_codebook

    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise UserError(
            "something stands here already, and nothing is overwritten", file=folder, fix="name a new folder"
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as scratch:
        review = Path(scratch) / "review"
        for name, text in made.items():
            path = review / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        tables = manual(load_codebook(review / "config" / "codebook.yaml"))
        (review / "literature" / "README.md").write_text(tables, encoding="utf-8", newline="\n")
        review.rename(folder)

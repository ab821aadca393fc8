"""evidence build: everything that the last change made stale, from whatever state the last run left."""

from __future__ import annotations

import shutil
import sys

import typer

from evidence.engine import workflow_file
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.whereabouts import check_here

_ROUNDS = 2  # a Snakemake that is ended leaves its stages


def build(
    cores: str = typer.Option("all", help="how many processor cores"),
    strict: bool = typer.Option(False, help="fail where anything was set aside"),
) -> None:
    """Build the book. A run that was killed goes on by itself: dead locks are cleared, half-made files made anew."""
    from evidence.build import clear, orphans, rivals, snakemake
    from evidence.build.heal import unreadable
    from evidence.build.locks import check_place, end
    from evidence.build.run import last_words
    from evidence.cli.report import report
    from evidence.provenance.book_crate import write_book_crate
    from evidence.publish.built_from import renew

    at = Layout()
    own = (at.root / "Snakefile").exists()
    check_here(at.root)
    if found := rivals(at.root):
        raise UserError(
            f"another build is at work in this folder (process {found[0]})",
            file=at.root.resolve(),
            fix="wait until it has ended, or end it",
        )
    check_place(at.root)
    for _ in range(_ROUNDS):
        end(orphans(at.root))
    if clear(at.root):
        print("The last build was cut short; it goes on from there.", flush=True)
    for path in unreadable(at):
        print(f"{path}: damaged, or of another version of the program; it is made anew.", flush=True)
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    log = at.log("build")
    quiet = ["--quiet", "progress", "rules", "host"]
    rules = [] if own else ["--snakefile", str(workflow_file())]
    outcome = snakemake(["--cores", cores, *quiet, *rules], log, lambda line: print(line, flush=True))
    if outcome.code:
        print(f"\n{last_words(outcome, log)}\n", file=sys.stderr)
        raise typer.Exit(outcome.code)
    renew(at, at.html)
    if at.home.exists():
        write_book_crate(at, at.html)
    report(strict=strict)

"""The command line: `evidence VERB`. Every stage of the pipeline is a verb of the same name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from evidence.alone import without_frames
from evidence.cli.add import add
from evidence.cli.build import build
from evidence.cli.changes import changes
from evidence.cli.check import check
from evidence.cli.coding import code, recode, skos
from evidence.cli.columns import columns
from evidence.cli.desk import desk
from evidence.cli.export import export
from evidence.cli.import_ import import_
from evidence.cli.known import known
from evidence.cli.new import new
from evidence.cli.own import own
from evidence.cli.pack import pack
from evidence.cli.release import release
from evidence.cli.remember import remember
from evidence.cli.report import report
from evidence.cli.run import give, verb
from evidence.cli.sbom import sbom
from evidence.cli.screening import rank, simulate
from evidence.cli.serve import serve
from evidence.cli.settings import settings
from evidence.cli.stamp import stamp
from evidence.cli.status import status
from evidence.cli.test import test
from evidence.cli.trace import trace
from evidence.cli.universe import universe
from evidence.cli.verdicts import verdicts
from evidence.cli.verify import verify
from evidence.cli.worksheet import worksheet
from evidence.console import fail, plain
from evidence.pipeline import STAGES
from evidence.whereabouts import check_here

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="From literature records to an evidence briefing that can be checked.",
)
for stage in STAGES:
    app.command(rich_help_panel="Stages, in the order the data flows")(plain(verb(stage)))
for command in (
    new,
    add,
    build,
    desk,
    check,
    test,
    status,
    verdicts,
    changes,
    release,
    trace,
    universe,
    columns,
    settings,
    worksheet,
    stamp,
    known,
    remember,
    report,
    rank,
    simulate,
    export,
    import_,
    code,
    recode,
    skos,
    own,
    serve,
    pack,
    verify,
    sbom,
):
    app.command(command.__name__.rstrip("_"), rich_help_panel="For people")(plain(command))
app.command("give", hidden=True)(plain(give))


_ANYWHERE = ("new", "known", "sbom", "settings", "columns", "skos", "simulate", "own", "serve", "verify")


def main() -> None:
    """Run the command line; a mistake in an input ends with a message and never a traceback."""
    # One thread: gradient boosting and BLAS stall when a core is taken, and sums must not vary.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    if sys.argv[1:2] and sys.argv[1] in {stage.name for stage in STAGES}:
        without_frames()
    try:
        if _of_a_review(sys.argv[1:]):
            check_here(Path())
        app(standalone_mode=True)
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)
    except Exception as error:
        fail(error)


def _of_a_review(words: list[str]) -> bool:
    """Whether a command works on the review of this folder; a few need none, and whoever asks for help none either."""
    verbs = {command.callback.__name__ for command in app.registered_commands if command.callback}
    if not words or words[0] not in verbs.difference(_ANYWHERE) or "--help" in words:
        return False
    return not any(word.partition("=")[0] == "--folder" for word in words)


if __name__ == "__main__":
    main()

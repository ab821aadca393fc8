"""The command line: `evidence VERB`. Every stage of the Snakefile is a verb of the same name."""

from __future__ import annotations

import os
import sys

import typer

from evidence.cli.appraise import appraise
from evidence.cli.assess import assess
from evidence.cli.brief import brief
from evidence.cli.build import build
from evidence.cli.check import check
from evidence.cli.classify import classify
from evidence.cli.coding import code, recode, skos
from evidence.cli.deduplicate import deduplicate
from evidence.cli.export import export
from evidence.cli.extract import extract
from evidence.cli.ingest import ingest
from evidence.cli.publish import pdf, publish
from evidence.cli.qca import qca
from evidence.cli.remember import remember
from evidence.cli.report import report
from evidence.cli.sbom import sbom
from evidence.cli.screen import screen
from evidence.cli.screening import asreview, rank, simulate
from evidence.cli.serve import serve
from evidence.cli.status import status
from evidence.cli.synthesise import synthesise, universe
from evidence.cli.trace import trace
from evidence.cli.verdicts import verdicts
from evidence.cli.verify import verify
from evidence.cli.worksheet import worksheet
from evidence.console import fail, plain

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="From literature records to an evidence briefing that can be checked.",
)
_STAGES = (
    ingest, deduplicate, screen, classify, extract, appraise, synthesise, qca, assess, brief, publish, pdf
)  # fmt: skip
for command in _STAGES:
    app.command(rich_help_panel="Stages, in the order the data flows")(plain(command))
for command in (
    build,
    check,
    status,
    verdicts,
    trace,
    universe,
    worksheet,
    remember,
    report,
    rank,
    simulate,
    asreview,
    export,
    code,
    recode,
    skos,
    serve,
    verify,
    sbom,
):
    app.command(rich_help_panel="For people")(plain(command))


def main() -> None:
    """Run the command line; a mistake in an input ends with a message and never a traceback."""
    # One thread: gradient boosting and BLAS stall when a core is taken, and sums must not vary.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    try:
        app(standalone_mode=True)
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)
    except Exception as error:
        fail(error)


if __name__ == "__main__":
    main()

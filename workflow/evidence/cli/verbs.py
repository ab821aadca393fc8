"""Every verb of the command line. What runs one stage does without this module: to import all of it takes as long as a small stage."""

from __future__ import annotations

from importlib.metadata import version

import typer

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
from evidence.cli.run import give, of_stages, part
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
from evidence.console import plain

app = of_stages()


def _tell(asked: bool) -> None:
    if asked:
        print(f"evidence {version('evidence-briefing')}")
        raise typer.Exit


@app.callback()
def _any(
    told: bool = typer.Option(False, "--version", is_eager=True, callback=_tell, help="the version, and end"),
) -> None: ...


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
app.command("part", hidden=True)(plain(part))

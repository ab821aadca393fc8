"""evidence STAGE: one stage of the pipeline, from its inputs on the disk to its outputs there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import typer

from evidence.console import Progress, plain
from evidence.handed import handed, pack
from evidence.layout import Layout
from evidence.pipeline import STAGES, check_made, place
from evidence.singular import agreeing
from evidence.stage import Bench, Stage


def of_stages() -> typer.Typer:
    """The command line with a verb for each stage."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="From literature records to an evidence briefing that can be checked.",
    )
    for stage in STAGES:
        app.command(rich_help_panel="Stages, in the order the data flows")(plain(verb(stage)))
    return app


def verb(stage: Stage) -> Callable[..., None]:
    """The command that runs a stage."""

    def run(
        files: list[Path] = typer.Argument(
            None, help="its inputs and outputs, where they do not lie at their places"
        ),
        log: Path = typer.Option(None, help="where the details go"),
    ) -> None:
        log = log and log.absolute()
        progress, bench = Progress(stage.name, log, place(stage)), Bench(stage)
        with handed(stage, files or (), bench.at):
            check_made(stage, bench.at)
            check_settings(stage, bench.at)
            summary = stage.run(bench)
        progress.notes(bench.said)
        progress.done(agreeing(summary))

    run.__name__, run.__doc__ = stage.name, stage.does
    return run


def give(
    stage: str = typer.Argument(help="the stage that is to have them"),
    files: list[Path] = typer.Argument(help="the files"),
    out: Path = typer.Option(help="the archive to write"),
) -> None:
    """Pack the review's own files that a stage takes, for a machine that does not see them. Rules call it, people need not."""
    pack(files, out)


def check_settings(stage: Stage, at: Layout) -> None:
    """What `evidence check` refuses in config.yaml no stage takes, though it be of another. Raises UserErrors."""
    from evidence.codebook_file import load_codebook
    from evidence.settings_catalogue import load_config

    codebook = load_codebook(at.setting("codebook")) if "codebook" in stage.config else None
    if stage.settings:
        load_config(at.setting("config"), codebook)

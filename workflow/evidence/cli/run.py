"""evidence STAGE: one stage of the pipeline, from its inputs on the disk to its outputs there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from evidence import unchanged
from evidence.console import Progress, plain
from evidence.handed import handed, pack
from evidence.layout import Layout
from evidence.noted import Noted
from evidence.parts import write_part
from evidence.pipeline import STAGES, check_made, made, place, settings
from evidence.reading import sha256
from evidence.review import Review
from evidence.rows import table_of
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
        log, at = log and log.absolute(), Layout()
        progress = Progress(stage.name, log, place(stage))
        with handed(stage, files or (), at) as here:
            check_made(stage, at)
            if not files:  # a rule is of a plan, which has looked at all of them
                check_settings(stage, at)
            reading = _begun(stage, at, files or (), here)
            review = Noted(at, unchanged.made_before(stage.name, at)) if reading else Review(at)
            bench = Bench(stage, review, code=_planned(stage, at, here))
            summary = agreeing(stage.run(bench))
            progress.notes(bench.said)
            if reading:
                bench.review.note(reading)  # type: ignore[attr-defined]
                reading.said.update(progress.told(summary))
                unchanged.keep(stage.name, at, reading, made(stage, at))
        progress.done(summary)

    run.__name__, run.__doc__ = stage.name, stage.does
    return run


def _begun(stage: Stage, at: Layout, files: Sequence[Path], here: bool) -> unchanged.Reading | None:
    """What is to be noted of a run, so that the next one need not be; nothing of a stage that was started by hand, or makes more than tables."""
    if here and (stage.made or stage.takes):
        return None
    from evidence.settings_catalogue import read_config

    config = read_config(at.setting("config"))[0] if stage.settings else {}
    if not here:
        from evidence.build.planned_inputs import note_by_hand

        unchanged.forget(stage.name, at)
        note_by_hand(stage, at, config)
        return None
    tables = [at.table(table.stage, table.name) for table in map(table_of, stage.reads)]
    return unchanged.begun(at, map(str, files), tables, made(stage, at), settings(stage, config))


def _planned(stage: Stage, at: Layout, here: bool) -> str:
    """The checksum of what a stage runs, as the plan wrote it of whose rule it is; nothing of a stage that was started by hand."""
    code = at.code(stage.name)
    return sha256(code) if here and code.exists() else ""


def part(
    stage: str = typer.Argument(help="the stage"),
    number: int = typer.Argument(help="which part, from 1"),
    of: int = typer.Argument(help="how many parts there are"),
    files: list[Path] = typer.Argument(
        None, help="its inputs and its output, where they do not lie at their places"
    ),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Make a part of what a stage needs, so that several jobs share its work. Rules call it, people need not."""
    log = log and log.absolute()
    cut = next(one for one in STAGES if one.name == stage)
    assert cut.part
    progress, at = Progress(stage, log, place(cut)), Layout()
    target = at.part(stage, number, of)
    with handed(cut, files or (), at, [target]) as here:
        check_made(cut, at)
        check_settings(cut, at)
        write_part(target, cut.part(Bench(cut, code=_planned(cut, at, here)), number, of))
    progress.done(f"part {number} of {of}")


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

"""The command line: `evidence VERB`. Every stage of the pipeline is a verb of the same name."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from evidence import stages
from evidence.alone import without_frames
from evidence.console import Progress, fail, plain
from evidence.processor import as_on_any_other
from evidence.whereabouts import check_here

_ANYWHERE = ("new", "known", "sbom", "settings", "columns", "skos", "simulate", "own", "serve", "verify")


def __getattr__(name: str) -> Any:
    """`app`: the command line with every verb, made when it is asked for."""
    if name != "app":
        raise AttributeError(name)
    from evidence.cli.verbs import app

    return app


def main() -> None:
    """Run the command line; a mistake in an input ends with a message and never a traceback."""
    as_on_any_other()
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    if stage_alone := word in _stages():
        if _as_before(word, sys.argv[2:]):
            return
        without_frames()
    elif word in ("part", "status", "check", "report", "simulate"):
        without_frames()
    try:
        app = _of_stages() if stage_alone else _alone(word) or __getattr__("app")
        if _of_a_review(app, sys.argv[1:]):
            check_here(Path())
        app(standalone_mode=True)
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)
    except Exception as error:
        fail(error)


def _stages() -> set[str]:
    """The names of the stages: a module of that name is in their folder, and none of them is loaded for this."""
    return {path.stem for folder in stages.__path__ for path in Path(folder).glob("[!_]*.py")}


def _as_before(stage: str, words: list[str]) -> bool:
    """Whether a rule's stage need not run; then what it made last stands in its place. Asked before the stages are loaded, which takes longer."""
    from evidence.layout import Layout
    from evidence.unchanged import as_before

    if words[:1] != ["--log"] or len(words) < 3:
        return False
    began = Progress(stage, Path(words[1]))
    told = as_before(stage, Layout(), words[2:])
    if told:
        began.again(told)
    return bool(told)


def _of_stages() -> Any:
    from evidence.cli.run import of_stages

    return of_stages()


def _alone(word: str) -> Any:
    """The command line with one verb, of those that answer before all the others could be loaded; nothing for another one."""
    import typer

    command: Any
    if word == "build":
        from evidence.cli.build import build as command
    elif word == "status":
        from evidence.cli.status import status as command
    elif word == "report":
        from evidence.cli.report import report as command
    elif word == "trace":
        from evidence.cli.trace import trace as command
    elif word == "check":
        from evidence.cli.check import check as command
    elif word == "simulate":
        from evidence.cli.screening import simulate as command
    elif word == "part":
        from evidence.cli.run import part as command
    elif word == "new":
        from evidence.cli.new import new as command
    elif word == "add":
        from evidence.cli.add import add as command
    elif word == "import":
        from evidence.cli.import_ import import_ as command
    elif word == "desk":
        from evidence.cli.desk import desk as command
    elif word == "verdicts":
        from evidence.cli.verdicts import verdicts as command
    elif word == "changes":
        from evidence.cli.changes import changes as command
    elif word == "release":
        from evidence.cli.release import release as command
    else:
        return None
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.callback()(lambda: None)
    app.command(word)(plain(command))
    return app


def _of_a_review(app: Any, words: list[str]) -> bool:
    """Whether a command works on the review of this folder; a few need none, and whoever asks for help none either."""
    verbs = {command.callback.__name__ for command in app.registered_commands if command.callback}
    if not words or words[0] not in verbs.difference(_ANYWHERE) or "--help" in words:
        return False
    return not any(word.partition("=")[0] == "--folder" for word in words)


if __name__ == "__main__":
    main()

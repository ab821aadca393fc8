"""The command line: `evidence VERB`. Every stage of the pipeline is a verb of the same name."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from evidence.alone import without_frames
from evidence.cli.run import of_stages
from evidence.console import fail
from evidence.pipeline import STAGES
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
    # One thread: gradient boosting and BLAS stall when a core is taken, and sums must not vary.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    stage_alone = sys.argv[1:2] and sys.argv[1] in {stage.name for stage in STAGES}
    if stage_alone:
        without_frames()
    try:
        app = of_stages() if stage_alone else __getattr__("app")
        if _of_a_review(app, sys.argv[1:]):
            check_here(Path())
        app(standalone_mode=True)
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)
    except Exception as error:
        fail(error)


def _of_a_review(app: Any, words: list[str]) -> bool:
    """Whether a command works on the review of this folder; a few need none, and whoever asks for help none either."""
    verbs = {command.callback.__name__ for command in app.registered_commands if command.callback}
    if not words or words[0] not in verbs.difference(_ANYWHERE) or "--help" in words:
        return False
    return not any(word.partition("=")[0] == "--folder" for word in words)


if __name__ == "__main__":
    main()

"""A desk in the review of a dozen gardens at its address, at which trials are appraised by RoB 2."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from werkzeug.serving import make_server

from evidence.desk.app import make_app
from evidence.desk.desk import Desk
from evidence.desk.guard import Guard
from evidence.layout import Layout
from evidence.pipeline import STAGES
from evidence.review import Review
from evidence.stage import Bench

from ..unit.desk.conftest import desk_in

_TRIALS = (
    "appraisal_tools:\n  - {id: rob, label: RoB 2, designs: [trial]}\n  - {id: mmat, label: MMAT 2018}\n"
)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[Desk, str]]:
    """A desk at its address, at which trials are appraised by RoB 2."""
    with (folder / "config" / "codebook.yaml").open("a", encoding="utf-8") as codebook:
        codebook.write(_TRIALS)
    run(folder, lambda stage: stage == "appraise")
    desk = desk_in(folder)
    server = make_server("127.0.0.1", 0, lambda environ, start: app(environ, start), threaded=True)
    guard = Guard(server.server_port)
    app = make_app(desk, guard)
    Thread(target=server.serve_forever, daemon=True).start()
    yield desk, guard.address
    server.shutdown()
    desk.close()


def run(folder: Path, which: Callable[[str], bool]) -> None:
    at = Layout(folder)
    for stage in STAGES:
        if which(stage.name):
            stage.run(Bench(stage, Review(at)))

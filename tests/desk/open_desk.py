"""A desk that is served on this machine, for a browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import waitress

from evidence.desk.app import make_app
from evidence.desk.desk import Desk
from evidence.desk.guard import Guard
from evidence.desk.serve import door
from evidence.layout import Layout
from tests.unit.desk.rooms import Clock


@contextmanager
def served(at: Layout, reviewer: str, **more: Any) -> Iterator[tuple[Desk, Guard]]:
    """The desk of somebody, behind a port that is free."""
    listening = door(0)
    desk, guard = Desk(at, reviewer, now=Clock(), **more), Guard(listening.getsockname()[1])
    server = waitress.create_server(make_app(desk, guard), sockets=[listening], threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield desk, guard
    finally:
        server.close()
        desk.close()

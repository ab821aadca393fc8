"""Two pieces of work at once, where the machine has a second core."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import Any

from evidence.cores import cores


def two_at_once(here: Callable[[], object], there: Callable[[], Any]) -> Any:
    """Does `here` in this process while `there` is done in a fork of it, and gives what `there` comes to, as JSON holds it; None where there is no second
    core, no fork, or where it failed: then nothing of it was done."""
    if cores() < 2 or "fork" not in get_all_start_methods() or sys.platform != "linux":
        here()
        return None
    for stream in (sys.stdout, sys.stderr):
        stream.flush()  # or the fork says again what was said
    forking = get_context("fork")
    mine, theirs = forking.Pipe(duplex=False)
    process = forking.Process(target=_send, args=(there, theirs))
    process.start()
    theirs.close()
    try:
        here()
        try:
            return json.loads(mine.recv_bytes())
        except EOFError:
            return None
    except BaseException:
        process.kill()
        raise
    finally:
        process.join()


def _send(work: Callable[[], Any], pipe: Connection) -> None:
    pipe.send_bytes(json.dumps(work()).encode())
    pipe.close()

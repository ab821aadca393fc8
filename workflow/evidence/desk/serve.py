"""The desk as a server on this machine: until Ctrl-C."""

from __future__ import annotations

import errno
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from evidence.desk.app import make_app
from evidence.desk.desk import Desk
from evidence.desk.guard import Guard
from evidence.desk.holder import holding
from evidence.publish.server import serving

HOST = "127.0.0.1"
_FIRST = 10.0  # seconds in which works are put in order before the desk opens


def run(desk: Desk, port: int, browser: bool, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C. Raises UserError where a desk is open in the folder."""
    import waitress

    listening = door(port)
    guard = Guard(listening.getsockname()[1])
    with holding(desk.at, desk.reviewer, f"http://{HOST}:{guard.port}/"), _book(desk) as book:
        for row in {queue.queue.row for queue in desk.queues.values()}:
            if desk.tables.mend(row, desk.signs):
                say(
                    "A row that was half written when the last desk was killed was taken away; it had not been confirmed."
                )
        desk.warm(_FIRST)
        server: Any = waitress.create_server(
            make_app(desk, guard, book),
            sockets=[listening],
            threads=4,
            ident=None,
            clear_untrusted_proxy_headers=True,
        )
        say(f"The desk of {desk.reviewer} is on {guard.address}")
        say(
            "This address is for you alone. Ctrl-C ends the desk; everything that was confirmed is on the disk."
        )
        if browser:
            threading.Timer(0.3, webbrowser.open, [guard.address]).start()
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, signal.default_int_handler)
        try:
            server.run()  # which ends calmly at either: what is being written is written
        finally:
            server.close()
            desk.close()
    say("The desk is closed.")


def door(port: int) -> socket.socket:
    """A socket on this machine alone; on another port where this one is taken or 0."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        listening.bind((HOST, 0))
    return listening


@contextmanager
def _book(desk: Desk) -> Iterator[str]:
    """The built book at an address of its own, where there is one: another host name, so that its pages have nothing of the desk's."""
    if not desk.at.home.exists() or desk.blind:
        yield ""
        return
    with serving(desk.at.html, 0, quiet=True) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_address[1]}/"
        server.shutdown()

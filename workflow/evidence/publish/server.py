"""The finished book on this machine alone: files of its folder, and nothing else for anybody else."""

from __future__ import annotations

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from evidence.errors import UserError, printable

_PORTS = 65_535
HOSTS = ("localhost", "127.0.0.1", "[::1]")


class _Book(SimpleHTTPRequestHandler):
    """Asked for under this machine's own names only (a page elsewhere may make a browser ask under another);
    lists no folder, follows no link, and says odd paths to nobody."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "evidence", ""

    def parse_request(self) -> bool:
        if not super().parse_request():
            return False
        host = self.headers.get("Host", "").rsplit(":", 1)[0] or "localhost"
        if host not in HOSTS:
            self.send_error(403, "This book is served to this machine alone")
            return False
        return True

    def send_head(self) -> BytesIO | BinaryIO | None:
        try:
            if self._is_of_the_book():
                return super().send_head()
        except (OSError, ValueError):  # a path that the file system refuses
            pass
        self.send_error(404)
        return None

    def list_directory(self, path: str | PathLike[str]) -> None:
        self.send_error(404)

    def _is_of_the_book(self) -> bool:
        root = Path(self.directory).resolve()
        asked = Path(self.translate_path(self.path))
        return asked.resolve() == asked.absolute() and asked.is_relative_to(root)

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        print(printable(format % arguments), file=sys.stderr, flush=True)


class _Quiet(_Book):
    """The same beside a program that has the terminal for itself."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing."""


def check_port(port: int) -> None:
    """Raises UserError for a number that is no port."""
    if not 0 <= port <= _PORTS:
        raise UserError(
            "there is no such port", field="--port", value=port, allowed=f"0 to {_PORTS}", fix="leave --port out"
        )  # fmt: skip


def serving(html: Path, port: int, quiet: bool = False) -> ThreadingHTTPServer:
    """A server of the folder `html` on 127.0.0.1. Raises OSError where the port is taken."""
    handler = _Quiet if quiet else _Book
    return ThreadingHTTPServer(("127.0.0.1", port), partial(handler, directory=str(html.resolve())))

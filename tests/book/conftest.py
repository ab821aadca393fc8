"""The built book in headless Chromium. A skip in CI is a failure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from ..workflow.conftest import Project, built, later  # noqa: F401 - fixtures are used by name


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Nothing: requests are not part of a test's output."""


@pytest.fixture(scope="session")
def address(built: Project) -> Iterator[str]:  # noqa: F811
    """The address at which the built book is served on this machine, under a sub path."""
    handler = partial(_Quiet, directory=str(built.html.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/html/"
        server.shutdown()


@pytest.fixture(scope="session")
def only(browser):
    """One page for many tests: a page of its own costs a test more than what it does there."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def tab(only):
    """That page, on a wide screen, with nothing open."""
    only.goto("about:blank")
    only.set_viewport_size({"width": 1280, "height": 900})
    yield only
    only.emulate_media(media="null")

"""The book is served to this machine alone, and nothing but the book."""

import http.client
from threading import Thread

import pytest

from evidence.publish.server import serving


@pytest.fixture
def ask(tmp_path):
    html = tmp_path / "html"
    (html / "findings").mkdir(parents=True)
    (html / "index.html").write_text("home")
    (html / "findings" / "p1.html").write_text("p1")
    (tmp_path / "secret.txt").write_text("secret")
    (html / "link.txt").symlink_to(tmp_path / "secret.txt")
    (html / "out").symlink_to(tmp_path)
    with serving(html, 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()

        def asking(path, host="localhost"):
            connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
            connection.putrequest("GET", path, skip_host=True)
            connection.putheader("Host", host)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", errors="replace")

        yield asking
        server.shutdown()


def test_pages_are_served(ask):
    assert ask("/") == (200, "home")
    assert ask("/findings/p1.html", "127.0.0.1:8000") == (200, "p1")


@pytest.mark.parametrize(
    "path",
    [
        "/link.txt",
        "/out/secret.txt",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/findings/",
        "/%00",
        "/" + "a" * 5000,
        "/%ff%fe",
    ],
)
def test_nothing_else_is(ask, path):
    status, body = ask(path)
    assert status in (400, 404, 414)
    assert "secret" not in body.replace("secret.txt", "")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example"])
def test_other_names_of_this_machine_get_nothing(ask, host):
    assert ask("/", host)[0] == 403

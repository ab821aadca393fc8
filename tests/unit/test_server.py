"""The book is served to this machine alone, and nothing but the book."""

import http.client
import re
import socket
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
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

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


@pytest.fixture
def send(tmp_path, capfd):
    """Bytes as they are to a server, what it answered and what it printed."""
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "index.html").write_text("home")
    with serving(tmp_path / "html", 0) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

        def sending(request):
            with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=10) as connection:
                connection.sendall(request)
                connection.shutdown(socket.SHUT_WR)
                answer = b"".join(iter(lambda: connection.recv(65536), b""))
            return answer, capfd.readouterr().err

        yield sending
        server.shutdown()


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /\x1b[2J\x07 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /%1b%5b2J%0d%0aSet-Cookie:%20x HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET //evil.example/%2e%2e HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /" + b"%" * 300 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /\xff\xfe\x9b31m HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"PUT /x HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"\x00" * 1000,
        b"",
    ],
)
def test_odd_requests_get_an_answer_and_no_traceback(send, request_):
    answer, printed = send(request_)
    assert b"home" not in answer and b"Set-Cookie" not in answer.split(b"\r\n\r\n")[0]
    places = re.findall(rb"(?im)^location: (.*)$", answer.split(b"\r\n\r\n")[0])
    assert all(re.match(rb"/[^/]", place) for place in places), "it sends nobody elsewhere"
    assert "Traceback" not in printed and "Exception" not in printed
    assert all(c.isprintable() or c == "\n" for c in printed)


def test_a_page_elsewhere_may_not_read_the_book(send):
    head = send(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")[0].split(b"\r\n\r\n")[0].decode().lower()
    assert "cross-origin-resource-policy: same-origin" in head and "nosniff" in head
    assert "access-control" not in head and "python" not in head

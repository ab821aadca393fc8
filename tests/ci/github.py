"""As much of GitHub as our scripts ask: pull requests and comments of one repository, with the rights that a token has."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

ROBOT = {"login": "github-actions[bot]", "type": "Bot"}


@dataclass
class GitHub:
    """`tokens`: token → its permissions; `pulls`: as the API lists them; `comments`: number of a pull request → its comments."""

    tokens: Mapping[str, Mapping[str, str]]
    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    may_open: bool = True
    address: str = ""

    def answer(
        self, method: str, path: str, query: Mapping[str, str], body: Any, token: str
    ) -> tuple[int, Any]:
        rights = self.tokens.get(token, {})
        first = (int(query.get("page", 1)) - 1) * int(query.get("per_page", 30))
        last = first + int(query.get("per_page", 30))
        if method == "GET" and path == "pulls":
            owner, _, branch = query["head"].partition(":")
            own = [
                p
                for p in self.pulls
                if (p["head"]["owner"], p["head"]["ref"], p["state"]) == (owner, branch, query["state"])
            ]
            return 200, own[first:last]
        if rights.get("pull-requests") != "write" and method != "GET":
            return 403, {"message": "Resource not accessible by integration"}
        if method == "POST" and path == "pulls":
            if not self.may_open:
                return 403, {"message": "GitHub Actions is not permitted to create or approve pull requests."}
            head = {"ref": body["head"], "owner": "ana", "sha": ""}
            self.pulls.append({**body, "number": len(self.pulls) + 1, "state": "open", "head": head})
            return 201, self.pulls[-1]
        if found := re.fullmatch(r"issues/(\d+)/comments", path):
            listed = self.comments.setdefault(int(found[1]), [])
            if method == "GET":
                return 200, listed[first:last]
            listed.append({"id": 1000 + sum(map(len, self.comments.values())), "user": ROBOT, **body})
            return 201, listed[-1]
        if method == "PATCH" and (found := re.fullmatch(r"issues/comments/(\d+)", path)):
            (own,) = (c for listed in self.comments.values() for c in listed if c["id"] == int(found[1]))
            own.update(body)
            return 200, own
        return 404, {"message": f"Not Found: {method} {path}"}


@contextmanager
def serving(github: GitHub) -> Iterator[GitHub]:
    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            url = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
            path = url.path.removeprefix("/repos/ana/visits/")
            status, said = github.answer(self.command, path, dict(parse_qsl(url.query)), body, token)
            data = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = _any

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    github.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield github
    finally:
        server.shutdown()
        server.server_close()

"""Who may ask the desk for anything: the browser of the person who started it, and no page of anybody else's.

The desk listens on 127.0.0.1 alone. The address that it prints holds a token, which becomes a cookie that no script can read and no other site
sends. Every request must name this machine (`Host`, against a page elsewhere whose name leads here), must not come from another page
(`Origin`, `Sec-Fetch-Site`), and one that writes must carry a token that stands in the desk's own pages alone.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import Any
from urllib.parse import urlsplit

HOSTS = ("127.0.0.1", "localhost")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Not `no-referrer`: with that a browser says `Origin: null` of the desk's own forms.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def _token() -> str:
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class Guard:
    """The secrets of one desk, as long as it runs. `ticket` stands in the first address, `session` in the cookie, `form` in pages."""

    port: int
    ticket: str = field(default_factory=_token)
    session: str = field(default_factory=_token)
    form: str = field(default_factory=_token)

    @property
    def cookie(self) -> str:
        """The name of the cookie: browsers do not tell ports apart, so two desks on one machine need two."""
        return f"desk-{self.port}"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/?ticket={self.ticket}"

    def names_us(self, host: str) -> bool:
        """Whether a `Host` is this desk's own."""
        return host in self._hosts()

    def from_elsewhere(self, headers: Any) -> bool:
        """Whether another page asks."""
        origin, site = headers.get("Origin"), headers.get("Sec-Fetch-Site", "none")
        if site not in ("same-origin", "none"):
            return True
        return origin is not None and not (
            urlsplit(origin).scheme == "http" and self.names_us(urlsplit(origin).netloc)
        )

    def is_ticket(self, given: str) -> bool:
        return _same(given, self.ticket)

    def is_session(self, given: str) -> bool:
        return _same(given, self.session)

    def is_form(self, given: str) -> bool:
        return _same(given, self.form)

    def _hosts(self) -> set[str]:
        return {f"{host}:{self.port}" for host in HOSTS} | ({*HOSTS} if self.port == 80 else set())


def _same(given: str, wanted: str) -> bool:
    return compare_digest(given.encode("utf-8", "replace"), wanted.encode())

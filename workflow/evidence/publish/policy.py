"""A Content-Security-Policy in every page: no script of a page's own, nothing from another host.

What the theme writes as scripts in pages is moved to files, word for word and only where it is known word for word; markup
that such a script only writes down stands in the page instead. Any other script in a page stops the build. So markup that reached a page all the same could run nothing (CSP Level 3).
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from evidence.errors import UserError, shorten

# Styles of the page stay allowed: icons of the theme and widths of bars need them, and a style runs nothing.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
_FOLDER = "_static/theme"
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.S | re.I)
_HEAD = re.compile(r"<head\b[^>]*>(\s*<meta charset=[^>]*>)?", re.I)
_DATA = re.compile(r'type="application/(?:ld\+)?json"')
# The scripts that pydata-sphinx-theme 0.15.4 to 0.20 and sphinx-book-theme 1.1.4 to 1.4 write into pages.
_KNOWN = tuple(
    re.compile(pattern, re.S)
    for pattern in (
        r"\s*document\.documentElement\.dataset\.mode = localStorage\.getItem\(\"mode\"\) \|\| \"auto\";\s*"
        r"document\.documentElement\.dataset\.theme = localStorage\.getItem\(\"theme\"\) \|\| [^;`]*;\s*",
        r"document\.write\(`<img src=\"(?:\.\./)*_static/[\w.-]+\" class=\"logo__image only-dark\" alt=\"\"/>`\);",
        r"\s*document\.write\(`\s*<button class=\"btn [^`$\\]*</button>\s*`\);\s*",
        r"\s*// Activate the search field on page load\s*let searchInput = [^`$\\]*",
    )
)
_WRITTEN = re.compile(r"\s*document\.write\(`(.*)`\);\s*", re.S)
# For switching versions, of which there is one, and for a search that this book has otherwise.
_NEEDLESS = re.compile(r"\s*DOCUMENTATION_OPTIONS\.(?:pagename = '[^'\n]*'|search_as_you_type = false);\s*")


def with_policy(page: str, name: str, scripts: dict[str, str]) -> tuple[str, list[str]]:
    """The page under the policy, and the scripts in it that are not known. Known ones are added to `scripts` by file name.

    >>> page, unknown = with_policy("<head></head><script>alert(1)</script>", "a.html", {})
    >>> page.startswith("<head><meta http-equiv"), unknown
    (True, ['alert(1)'])
    """
    unknown: list[str] = []
    up = os.path.relpath(".", Path(name).parent).replace(os.sep, "/") + "/" if "/" in name else ""

    def moved(match: re.Match[str]) -> str:
        attributes, text = match.groups()
        if "src=" in attributes or _DATA.search(attributes):
            return match.group()
        if _NEEDLESS.fullmatch(text):
            return ""
        if not any(known.fullmatch(text) for known in _KNOWN):
            unknown.append(text)
            return match.group()
        if written := _WRITTEN.fullmatch(text):
            return written[1].strip()
        file = f"{_FOLDER}/{hashlib.sha256(text.encode()).hexdigest()[:12]}.js"
        scripts[file] = text.strip() + "\n"
        return f'<script src="{up}{file}"></script>'

    page = _SCRIPT.sub(moved, page)
    return _HEAD.sub(lambda match: f"{match.group()}{META}", page, count=1), unknown


def not_allowed(name: str, text: str) -> UserError:
    """The mistake of a script that nobody knows."""
    fix = "put it into a file under book/_static/, or mend what let it into the page"
    return UserError("a script stands in the page itself", file=name, value=shorten(text), fix=fix)

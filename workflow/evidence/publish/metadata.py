"""Puts into finished pages what only machines read: description, card and linked data; and writes the site map and 404 page."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from evidence.io import to_json

SOURCE = "metadata.json"
CARD = "_static/social-card.png"
_SHORT = 300


NOT_FOUND = "404.html"


def beside_pages(html: Path, data: dict[str, Any]) -> dict[str, str]:
    """Writes the site map of the pages in `html`, where the address of the book is known; the page for addresses that lead nowhere, by its name."""
    if data["site"]:
        (html / "sitemap.xml").write_text(site_map(html, data["site"]), encoding="utf-8", newline="\n")
    return {NOT_FOUND: not_found(data)}


def head_of(page: str, data: dict[str, Any]) -> str:
    """What a page of the book has in its head, by its file; cards have nothing."""
    return "" if page.startswith("studies/") else head(page.removesuffix(".html"), data)


def head(name: str, data: dict[str, Any]) -> str:
    """The tags of one page; nothing in them can end the element that they stand in."""
    page = data["pages"].get(name, {})
    words = _short(page.get("description") or data["description"])
    tags = [
        f'<meta name="description" content="{escape(words)}">',
        f'<meta property="og:title" content="{escape(data["title"])}">',
        f'<meta property="og:description" content="{escape(words)}">',
        '<meta property="og:type" content="article">',
        '<meta name="twitter:card" content="summary_large_image">',
    ]
    if data["feed"]:
        up = "../" * name.count("/")
        tags.append(
            f'<link rel="alternate" type="application/atom+xml" title="What changed" href="{up}{data["feed"]}">'
        )
    if data["site"]:
        tags += [
            f'<link rel="canonical" href="{escape(data["site"])}/{escape(name)}.html">',
            f'<meta property="og:image" content="{escape(data["site"])}/{CARD}">',
        ]
    if page.get("data"):
        safe = to_json(page["data"]).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        tags.append(f'<script type="application/ld+json">{safe}</script>')
    return "\n".join(tags) + "\n"


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[: text.rindex(" ", 0, _SHORT)] + " …"


def site_map(html: Path, site: str) -> str:
    """Every page, by absolute address, in order (sitemaps.org 0.9)."""
    pages = sorted(p.relative_to(html).as_posix() for p in html.rglob("*.html") if "_static" not in p.parts)
    places = "\n".join(f"<url><loc>{escape(f'{site}/{p}')}</loc></url>" for p in pages if p != NOT_FOUND)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}\n</urlset>\n'


def not_found(data: dict[str, Any]) -> str:
    """A page for addresses that lead nowhere. It carries its own style, because it is shown at any depth of the site."""
    home = f"{urlsplit(data['site']).path.rstrip('/')}/" if data["site"] else ""
    title = escape(data["title"])
    claims = any(name.startswith("findings/") for name in data["pages"])
    to_claims = (
        f'\n<li><a href="{home}findings/index.html">Every claim and its verdict</a></li>' if claims else ""
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>Not found: {title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1.05rem/1.6 system-ui, sans-serif; max-width: 38rem; margin: 12vh auto; padding: 0 1.2rem; }}
h1 {{ font: 400 2rem/1.2 Georgia, serif; }}
</style>
</head>
<body>
<main>
<h1>There is no such page</h1>
<p>The address may be of an earlier version of <cite>{title}</cite>.</p>
<ul>
<li><a href="{home}index.html">The home page</a></li>{to_claims}
<li><a href="{home}works.html">Every work and case</a></li>
</ul>
</main>
</body>
</html>
"""


def read(staged: Path) -> dict[str, Any]:
    return json.loads((staged / SOURCE).read_text(encoding="utf-8"))

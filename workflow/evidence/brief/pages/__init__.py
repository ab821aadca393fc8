"""The computed pages of the book, a module each: its `PAGE` is found, and nothing lists it. Other modules hold parts of pages."""

from __future__ import annotations

from evidence.brief.page import Page
from evidence.registry import Registry

PAGES: Registry[Page] = Registry(__name__, "PAGE", Page, "evidence.pages", lambda page: (page.path,))

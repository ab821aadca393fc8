"""What an item of a list of clicks says, done in a browser.

An item is a sentence for people with one or several of these in it, in the order in which they are done:

- `*Title*:` at its beginning: this is what the page asks about;
- `Press \\`i\\``, `Click **Include**`, ``type `words` into **Field**``, `choose **Word** for **Field**`;
- `see **words**`: they stand on the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

_ASKED = re.compile(r"^\*([^*]+)\*:")
_DONE = re.compile(
    r"[Pp]ress `(?P<press>[^`]+)`"
    r"|[Cc]lick \*\*(?P<click>[^*]+)\*\*"
    r"|[Tt]ype `(?P<type>[^`]+)` into \*\*(?P<into>[^*]+)\*\*"
    r"|[Cc]hoose \*\*(?P<choose>[^*]+)\*\* for \*\*(?P<of>[^*]+)\*\*"
    r"|[Ss]ee \*\*(?P<see>[^*]+)\*\*"
)
_WAIT = 6000  # milliseconds, as all below
_MOMENT = 15
_ALONE = 120  # ms: a letter decides once it is seen to stand alone (desk.js)


class Unlike(Exception):
    """The page is not as the tutorial says."""


def actions(says: str) -> list[dict[str, str]]:
    """What is to be done, in order.

    >>> actions("*Ideology*: press `e`, then click **Save**.")
    [{'asked': 'Ideology'}, {'press': 'e'}, {'click': 'Save'}]
    """
    asked = _ASKED.match(says)
    found = [{name: word for name, word in one.groupdict().items() if word} for one in _DONE.finditer(says)]
    return [*([{"asked": asked[1]}] if asked else []), *found]


class Hand:
    """A hand at a page, which goes on when the page has answered."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._asked: set[Any] = set()
        self._by_page: Counter[str] = Counter()  # what this page has asked for, by address
        page.on("request", self._hear)
        page.on("framenavigated", lambda frame: self._by_page.clear())
        page.on("requestfinished", lambda request: self._asked.discard(request))
        page.on("requestfailed", lambda request: self._asked.discard(request))

    def do(self, says: str) -> None:
        """Raises Unlike where something is not there, or where the item says nothing to do."""
        from playwright.sync_api import Error

        found = actions(says)
        if not found:
            raise Unlike(f"nothing to do is said in ‘{says}’")
        for action in found:
            try:
                self._do(action)
                self._answered()
                self._refused()
            except Error as error:
                heading = self.page.locator("#asked").first
                told = heading.inner_text() if heading.count() else self.page.title()
                raise Unlike(f"{action}: not on the page ‘{told}’ ({str(error).splitlines()[0]})") from error

    def do_by_title(self, rows: Sequence[tuple[str, str]]) -> None:
        """Each row once, by what the page asks about. Raises Unlike where no row, or several, are meant."""
        left = list(rows)
        while left:
            title = self.page.locator("#asked").first.inner_text()
            meant = [row for row in left if row[0] in title]
            if len(meant) != 1:
                raise Unlike(f"the page asks about ‘{title}’, for which {len(meant)} rows stand in the table")
            self.do(meant[0][1])
            left.remove(meant[0])
            self._asks_other_than(title)

    def _hear(self, request: Any) -> None:
        self._asked.add(request)
        self._by_page[request.url] += 1

    def _asks_other_than(self, title: str) -> None:
        """The page has gone on: on a busy machine it may do so a while after the desk has answered."""
        self.page.wait_for_function(
            "title => document.querySelector('#asked')?.innerText !== title", arg=title, timeout=_WAIT
        )

    def _do(self, action: dict[str, str]) -> None:
        page = self.page
        if title := action.get("asked"):
            page.locator("#asked", has_text=title).wait_for(timeout=_WAIT)
        elif key := action.get("press"):
            page.keyboard.press(key)
            page.wait_for_timeout(_ALONE)
        elif name := action.get("click"):
            _to_click(page, name).click(timeout=_WAIT)
        elif words := action.get("see"):
            page.get_by_text(words).first.scroll_into_view_if_needed(timeout=_WAIT)
        elif words := action.get("type"):
            _field(page, action["into"]).fill(words, timeout=_WAIT)
        else:
            _choose(page, action["choose"], action["of"])

    def _refused(self) -> None:
        """Raises Unlike where the desk says that it wrote nothing."""
        problem = self.page.locator("#problem")
        if problem.count():
            raise Unlike(f"the desk refuses: {problem.first.inner_text()}")

    def _answered(self) -> None:
        """Nothing is asked of the desk any more, twice over: an answer may ask for a page."""
        quiet = 0
        for _ in range(_WAIT // _MOMENT):
            self.page.wait_for_timeout(_MOMENT)
            quiet = quiet + 1 if not self._asked else 0
            if quiet == 2:
                return
        # What a driver hears of the end of requests is not always whole; the page itself has a list.
        urls = [request.url for request in self._asked]
        ended = self.page.evaluate("urls => urls.map(url => performance.getEntriesByName(url).length)", urls)
        if all(many >= self._by_page[url] for url, many in zip(urls, ended, strict=True)):
            self._asked.clear()
            return
        raise Unlike(f"the desk does not answer: {[request.url for request in self._asked]}")


def _to_click(page: Any, name: str) -> Any:
    """A button or link of this name, or what else bears it."""
    exact = re.compile(rf"^\s*(\S+ )?{re.escape(name)}\s*$")
    for role in ("button", "link"):
        found = page.get_by_role(role, name=exact)
        if found.count():
            return found.first
    return page.get_by_text(name).first


def _choose(page: Any, word: str, of: str) -> None:
    """A word of a list, or of a group of buttons."""
    group = page.get_by_role("group", name=re.compile(rf"^{re.escape(of)}\b"))
    if group.count():
        named = re.compile(rf"^(\d )?{re.escape(word)}\b")
        for role in ("radio", "checkbox"):
            found = group.first.get_by_role(role, name=named)
            if found.count():
                found.first.locator("xpath=ancestor::label[1]").click(timeout=_WAIT)
                return
        raise Unlike(f"‘{of}’ has no ‘{word}’")
    _field(page, of).select_option(label=word, timeout=_WAIT)


def _field(page: Any, name: str) -> Any:
    """The field of this label, be there a remark behind it or not."""
    exact = page.get_by_label(name, exact=True)
    return exact.first if exact.count() else page.get_by_label(name).first

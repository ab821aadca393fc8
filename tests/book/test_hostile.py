"""The book of a review in which everybody means harm, opened page by page under its own policy."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..workflow.conftest import TINY, Project, copy_project, once
from .hostile import PAYLOADS, lay

pytestmark = pytest.mark.book


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Project:
    def make(folder: Path) -> str:
        project = copy_project(folder, TINY)
        lay(folder)
        checked = project.evidence("check")
        assert checked.returncode == 0, checked.stdout + checked.stderr
        said = project.stages()
        assert all(c.isprintable() or c in "\n\t" for c in checked.stdout + said)
        return said

    return once(tmp_path_factory, "hostile", make)


def _names(project: Project) -> Iterator[str]:
    for path in sorted(project.html.rglob("*.html")):
        name = path.relative_to(project.html).as_posix()
        if not name.startswith("_static/"):
            yield name


def test_no_page_opens_a_dialog_asks_outside_or_complains(hostile: Project, browser) -> None:
    home = f"{hostile.html.as_uri()}/"
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    heard: list[str] = []

    def hear(what: str):
        return lambda event: heard.append(
            f"{page.url}: {what} {getattr(event, 'text', None) or getattr(event, 'message', event)}"
        )

    page.on("dialog", lambda dialog: (heard.append(f"{page.url}: dialog {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda m: heard.append(f"{page.url}: console {m.text}") if m.type == "error" else None)
    page.on("pageerror", hear("error"))
    page.on("popup", hear("popup"))
    page.on(
        "request",
        lambda r: (
            heard.append(f"{page.url}: request {r.url}") if not r.url.startswith((home, "data:")) else None
        ),
    )
    names = list(_names(hostile))
    assert len(names) > len(PAYLOADS), "every record has a page of its own"
    for name in names:
        page.goto(f"{home}{name}", wait_until="load")
        page.evaluate(
            """() => {
                for (const e of document.querySelectorAll('main *')) e.dispatchEvent(new Event('mouseover', {bubbles: true}));
                for (const e of document.querySelectorAll('main [autofocus], main summary')) { e.focus?.(); e.click(); }
            }"""
        )
        if page.url.split("?")[0].split("#")[0] != f"{home}{name}":
            heard.append(f"{name}: went to {page.url}")
    context.close()
    assert heard == []


def test_what_would_run_stands_in_the_pages_as_text(hostile: Project) -> None:
    """Nothing was dropped to be safe, and nothing became an element, an attribute or an address that runs."""
    pages = {name: (hostile.html / name).read_text(encoding="utf-8") for name in _names(hostile)}
    everything = "".join(pages.values())
    for words in (
        "&lt;script&gt;alert(document.domain)",
        "&lt;img src=x onerror=alert(document.domain)",
        "{ config }",
    ):
        assert words in everything, words
    tags = re.findall(r"<[a-z][^>]*>", everything)
    runs = re.compile(
        r"""\son\w+\s*=|(?:href|src|action)\s*=\s*["']?\s*(?:javascript|vbscript|data:text)|srcdoc=""", re.I
    )
    outside = re.compile(r"""<(?:script|link|img|iframe|base|object|embed|form)\b[^>]*(?:src|href|action|data)\s*=\s*["']?(?:https?:)?//evil""", re.I)  # fmt: skip
    quoted = re.compile(r'"[^"]*"')
    assert [tag for tag in tags if re.search(r"\son\w+\s*=", quoted.sub('""', tag), re.I)] == []
    assert [tag for tag in tags if runs.search(tag) and not re.search(r'="[^"]*\bon\w+\s*=', tag)] == []
    words = re.compile(
        r'\s(?!(?:src|href|action|data)=)[\w-]+="[^"]*"'
    )  # what stands in the quotes of a title is text
    assert [tag for tag in tags if outside.search(words.sub("", tag))] == []
    assert "root:" not in everything, "a file of this machine was read"


def test_the_policy_alone_would_have_stopped_it(hostile: Project, browser, tmp_path: Path) -> None:
    """Markup put into a finished page by hand: the policy of the page stops the script and the request."""
    book = shutil.copytree(hostile.html, tmp_path / "book")  # other workers read the shared one
    source = (book / "index.html").read_text(encoding="utf-8")
    planted = book / "planted.html"
    harm = "<script>alert(document.domain)</script><img src='https://evil.example/x.png' onerror='alert(document.domain)'>"
    planted.write_text(source.replace("</main>", f"{harm}</main>", 1), encoding="utf-8")
    assert harm in planted.read_text(encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    dialogs, refused, answered = [], [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda m: refused.append(m.text) if m.type == "error" else None)
    page.on("response", lambda r: answered.append(r.url) if "evil" in r.url else None)
    try:
        page.goto(planted.as_uri(), wait_until="load")
    finally:
        context.close()
    assert dialogs == [] and answered == []
    assert sum("Content Security Policy" in text for text in refused) >= 2, refused

"""The browser that pages are opened in, where the machine has one."""

from __future__ import annotations

import shutil
from typing import Any

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Of two processes fewer a page costs a fifth less: without a screen nothing is drawn but what is asked for.
    "--in-process-gpu",
    "--no-zygote",
]

ONLOOKER = [*FLAGS, "--disable-threaded-compositing"]
"""For pages that are opened and measured: a quarter less, but no frame is drawn by itself, so that nothing can be clicked."""


def installed() -> str | None:
    """The path of Chromium: of the one without a window where it is there, which opens a page in three fifths of the time."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


SETTLING = """window.settled = new Promise(settle => {
    let came = -1;
    const look = () => came === (came = performance.getEntriesByType('resource').length) ? settle(came) : setTimeout(look, 300);
    document.readyState === 'complete' ? look() : addEventListener('load', look);
})"""
"""As a script of a page: it is loaded, and for a third of a second nothing more came. The page itself is asked, for what a driver hears
of requests is not always whole: `networkidle` was waited for in vain."""


def settled(page: Any) -> None:
    """Wait until scripts have done with a page that has only just come."""
    page.wait_for_load_state("load")
    page.evaluate(f"{SETTLING}; window.settled")

"""The browser that pages are opened in, where the machine has one."""

from __future__ import annotations

import shutil

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


def installed() -> str | None:
    """The path of Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)

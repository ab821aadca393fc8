"""What a computed text must not say of a count of one or of nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_MANY = (
    *(
        "entries",
        "works",
        "records",
        "studies",
        "cases",
        "claims",
        "findings",
        "groups",
        "rows",
        "effects",
        "extracts",
    ),
    *(
        "pairs",
        "exports",
        "files",
        "sources",
        "questions",
        "reviewers",
        "sentences",
        "combinations",
        "themes",
    ),
    *("models", "estimates", "papers", "reports", "decisions", "answers", "passages", "facets", "items"),
)
_ONE = "work|study|claim|case|record|entry|finding|group"
_WRONG = re.compile(
    rf"(?<![\w.,/-])(?:1|[Oo]ne) (?:(?!of |and |or )[a-z]+ ){{0,2}}?(?:{'|'.join(_MANY)})\b(?! row)"
    rf"|(?<![\w.,/-])(?:1|[Oo]ne) (?:{_ONE}) (?:are|have|say|take|were|stand)\b(?! linked)"
    r"|\bNone of [01]\b|(?<![\w.,])0 of 0\b|\b[Oo]f 0 |\bof none\b|\bnan\b|\binf\b|\w\(s\)"
    rf"|\bno (?:{_ONE}) (?:are|have|say|take)\b|\b(?:two|three|four|five) (?:{_ONE})\b"
)


def wrongly_said(text: str) -> Iterator[str]:
    """Each place, with what stands round it."""
    text = re.sub(r"\\([^\w\s])", r"\1", re.sub(r"<[^>]*>", " | ", text))
    text = re.sub(r"\s+", " ", text)
    for match in _WRONG.finditer(text):
        yield text[max(0, match.start() - 60) : match.end() + 40]


def of_pages(folder: Path) -> dict[str, list[str]]:
    """Page → what is wrong with its words."""
    pages = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.md"))}
    found = {name: list(wrongly_said(path.read_text(encoding="utf-8"))) for name, path in pages.items()}
    return {name: places for name, places in found.items() if places}

"""Two texts word by word."""

from __future__ import annotations

from difflib import SequenceMatcher


def words(before: str, after: str) -> list[tuple[str, str]]:
    """What is kept, what went out and what came in, in the order of reading."""
    a, b = before.split(), after.split()
    found: list[tuple[str, str]] = []
    for how, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if how == "equal":
            found.append(("kept", " ".join(a[i:j])))
            continue
        found += [(kind, " ".join(text)) for kind, text in (("out", a[i:j]), ("in", b[k:m])) if text]
    return found

"""Other software on the same made-up material, each in a Python of its own that has it; what is not named is left out with a word."""

from __future__ import annotations


def beside(pythons: dict[str, str]) -> list[dict[str, str]]:
    return []

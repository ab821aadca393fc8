"""The table of `docs/mutations.md`, so that it says what the catalogue says."""

from __future__ import annotations

from collections.abc import Iterable

from tests.mutations.mutation import Mutation


def table(mutations: Iterable[Mutation]) -> str:
    """Markdown: a mutation a row, in the order of the catalogue."""
    rows = [
        f"| {m.name} | {m.law} | `{m.file}` | {'<br>'.join(f'`{test}`' for test in m.tests)} |"
        for m in mutations
    ]
    return "\n".join(["| Fault | What it breaks | In | Seen by |", "|---|---|---|---|", *rows]) + "\n"

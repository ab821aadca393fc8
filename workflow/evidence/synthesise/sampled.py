"""Which included studies a share may count: not those that were sought for what it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from evidence.extract.stage import Library
from evidence.propositions import Proposition
from evidence.remarks import Remark


def exports_of(books: Library, studies: Iterable[str]) -> dict[str, set[str]]:
    """Study → the names of the export files that the records of its works stand in."""
    found: dict[str, set[str]] = defaultdict(set)
    for work in books.of_studies(studies):
        for member in work.members:
            files = (PurePosixPath(record.source_file).name for record in books.mentions.find(member))
            found[work.study_id].update(files)
    return found


def sampled(
    proposition: Proposition, designs: Mapping[str, set[str]], exports: Mapping[str, set[str]]
) -> dict[str, set[str]]:
    """Studies by design without those that are known only from exports that were made for what the claim counts (`not_from`).

    A search for comparisons finds comparisons, so that their share among what it found says nothing of the field.
    """
    apart = set(proposition.not_from)
    sought = {study for study, files in exports.items() if files and files <= apart} if apart else set()
    return {code: studies - sought for code, studies in designs.items()}


def unknown_exports(propositions: Iterable[Proposition], has_export: Callable[[str], bool]) -> list[Remark]:
    """A remark on each name under `not_from` that no record comes from. `has_export`: whether one does."""
    return [
        Remark(
            "",
            "config/propositions.yaml",
            1,
            f"{proposition.id}.not_from",
            name,
            "no record comes from an export of this name",
            "correct or remove it",
        )
        for proposition in propositions
        for name in proposition.not_from
        if not has_export(name)
    ]

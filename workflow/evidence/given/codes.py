"""What the codebook and the claims allow in the columns of a table of people's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from evidence.codebook import Codebook, Facet
from evidence.given.declare import OF_FACET, Given, GivenTable


def with_codes(table: GivenTable, codebook: Codebook | None, claims: Sequence[str] = ()) -> GivenTable:
    """The table with the words that its columns of codes may hold, and with a column for each facet that it may be coded by.

    `claims`: the ids of the propositions. Without a codebook such columns may hold anything.
    """
    columns = {column.name: column for column in table.columns}
    for column in table.more():
        columns.setdefault(column.name, column)
    for facet in codebook.with_role(*table.facets) if codebook else ():
        columns[facet.id] = _of_facet(facet, columns.get(facet.id))
    lists = _lists(codebook, claims) if codebook else {}
    return replace(table, columns=tuple(_told(column, codebook, lists) for column in columns.values()))


def _told(column: Given, codebook: Codebook | None, lists: Mapping[str, Sequence[str]]) -> Given:
    """The column with the words of its codes, and with their other names."""
    if callable(column.codes):
        column = replace(column, words=tuple(column.codes(codebook)) if codebook else None)
    elif column.codes in lists:
        column = replace(column, words=tuple(lists[column.codes]))
    return replace(column, also=column.others)


def words_of(column: Given, facet: str, codebook: Codebook | None) -> tuple[str, ...] | None:
    """What a column may hold in a row on this facet; None where it may hold anything."""
    if column.codes != OF_FACET:
        return column.words
    named = codebook.find(facet.strip()) if codebook else None
    return None if named is None or named.open else tuple(named.ids())


def labels_of(column: Given, facet: str, codebook: Codebook | None) -> dict[str, str]:
    """The labels of the codes that a column may hold → the codes."""
    if codebook is None or not (column.codes or codebook.find(column.name)):
        return {}
    named = codebook.find(facet.strip() if column.codes == OF_FACET else column.name)
    facets = [named] if named else [f for f in codebook.facets if column.codes == "outcomes_and_themes"]
    return {code.label: code.id for each in facets for code in each.codes}


def facets_with(code: str, codebook: Codebook | None) -> list[str]:
    """The facets that have a code of this name."""
    return [facet.id for facet in codebook.facets if code in facet.ids()] if codebook else []


def _of_facet(facet: Facet, own: Given | None) -> Given:
    """The column of a facet; where the table has one of that name, with what its declaration leaves open."""
    column = own or Given(facet.id, facet.label, optional=True)
    words = column.words if facet.open or column.words else tuple(facet.ids())
    return replace(column, words=words, many=column.many or facet.multiple)


def _lists(codebook: Codebook, claims: Sequence[str]) -> dict[str, Sequence[str]]:
    return {
        "facets": [facet.id for facet in codebook.facets],
        "outcomes_and_themes": list(codebook.outcome_codes()),
        "evidence_roles": [role.id for role in codebook.evidence_roles],
        "source_types": [source.id for source in codebook.source_types],
        "caveats": [caveat.id for caveat in codebook.caveats],
        "propositions": claims,
    }

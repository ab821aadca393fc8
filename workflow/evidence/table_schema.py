"""The Table Schema of each table of people's, with the words that the codebook allows in its columns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from evidence.appraise.mmat import TOOL
from evidence.codebook import Codebook, Facet
from evidence.config import SCHEMAS

DATE = r"\d{4}-\d{2}-\d{2}"
"""The pattern by which a schema says that a column holds dates."""
_FACET_ROLES = ("form", "field", "outcome", "dimension")


def table_schema(
    name: str,
    codebook: Codebook | None = None,
    propositions: list[str] | None = None,
    more: Mapping[str, list[str]] | None = None,
) -> dict[str, Any]:
    """The Table Schema of a table; columns that hold codes get the list of codes allowed. `more`: lists of codes by name.

    That of effects is `extract.coded_tables.schema_of`, which knows the measures. Raises KeyError for a list that nobody gives.
    """
    schema = json.loads((SCHEMAS / "tables" / f"{name}.schema.json").read_text(encoding="utf-8"))
    if codebook is None:
        return schema
    if schema.pop("facetColumns", False):
        columns = {field["name"]: field for field in schema["fields"]}
        for facet in codebook.with_role(*_FACET_ROLES):
            if facet.role == "outcome" and name == "extracts":
                continue
            column = _facet_column(facet)
            known = columns.get(facet.id, {"optional": True})
            columns[facet.id] = {**column, **known}
        schema["fields"] = list(columns.values())
    for field in schema["fields"]:
        allowed = _allowed(field.pop("codes", None), codebook, propositions or [], more or {})
        if allowed is not None:
            field["allowed"] = allowed
    return schema


def _facet_column(facet: Facet) -> dict[str, Any]:
    column = {"name": facet.id, "type": "string", "description": facet.label}
    if facet.multiple:
        column["many"] = True
    if not facet.open:
        column["allowed"] = facet.ids()
    return column


def _allowed(
    codes: str | None, codebook: Codebook, propositions: list[str], more: Mapping[str, list[str]]
) -> list[str] | None:
    lists = {
        "facets": [facet.id for facet in codebook.facets],
        "outcomes_and_themes": list(codebook.outcome_codes()),
        "evidence_roles": [role.id for role in codebook.evidence_roles],
        "source_types": [source.id for source in codebook.source_types],
        "caveats": [caveat.id for caveat in codebook.caveats],
        "tools": [TOOL, *(tool.label for tool in codebook.appraisal_tools)],
        "propositions": propositions,
        **more,
    }
    return lists[codes] if codes else None

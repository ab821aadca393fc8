"""The Table Schemas of extracts and effects, with the measures that are known."""

from __future__ import annotations

from typing import Any

from evidence.codebook import Codebook
from evidence.extract import convert
from evidence.measures import MEASURES, aliases, effect_types, inputs
from evidence.table_schema import table_schema


def schema_of(
    name: str, codebook: Codebook | None = None, propositions: list[str] | None = None
) -> dict[str, Any]:
    """The schema of `extracts` or `effects`: the kinds of estimate, and the columns that measures are computed from."""
    if name != "effects":
        return table_schema(name, codebook, propositions)
    kinds = effect_types(codebook.effect_types if codebook else ())
    more = {"effect_types": kinds, "conversions": convert.targets()}
    schema = table_schema(name, codebook, propositions, more)
    columns = {field["name"]: field for field in schema["fields"]}
    columns["effect_type"]["aliases"] = aliases()
    schema["fields"] += [_input(column) for column in MEASURES.once(inputs) if column not in columns]
    return schema


def _input(column: str) -> dict[str, Any]:
    """A column that only a measure of another distribution is computed from."""
    return {
        "name": column,
        "type": "number",
        "description": "What a measure is computed from",
        "optional": True,
    }

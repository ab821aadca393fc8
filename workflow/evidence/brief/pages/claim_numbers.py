"""The numbers behind a verdict, as the rule of the claim calls them."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.markup import join
from evidence.brief.page import Rows
from evidence.brief.tables import Tables
from evidence.propositions import Proposition
from evidence.synthesise.rules import rule_of


def numbers_of(tables: Tables, claim: Proposition) -> Rows:
    """(name in words, value), in the order in which the rule declares them; studies are named and not given by their ids."""
    labels, given = rule_of(claim.rule).labels, tables.numbers(claim.id)
    ordered = [name for name in labels if name in given] + sorted(given.keys() - labels.keys())
    return [(labels.get(name, name.replace("_", " ")), _value(tables, given[name])) for name in ordered]


def _value(tables: Tables, value: Any) -> Markup | str:
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, dict):
        if value.keys() == {"label", "having", "of"}:
            return (
                f"{value['label']}: {value['having']} of {value['of']}"
                if value["of"]
                else f"{value['label']}: no case"
            )
        return join((f"{name}: {_value(tables, own)}" for name, own in value.items()), "; ")
    if isinstance(value, list):
        return join((_value(tables, own) for own in value), ", ") or "none"
    return part.work_link(tables.work[value], "../") if value in tables.work else str(value)

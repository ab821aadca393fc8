"""The shipped settings with the rows that a test gives: whatever it does not name is empty."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from evidence.brief.checklists.items import load_checklists
from evidence.brief.tables import Tables
from evidence.codebook import load_codebook
from evidence.config import load_config
from evidence.propositions import load_propositions

_CONFIG = Path(__file__).resolve().parents[3] / "config"


def review(**given: Any) -> Tables:
    codebook = load_codebook(_CONFIG / "codebook.yaml")
    settled = {
        "config": load_config(_CONFIG / "config.yaml"),
        "codebook": codebook,
        "claims": load_propositions(_CONFIG / "propositions.yaml", codebook),
        "searches": {},
        "agreement": {},
        "evaluation": {},
        "checklists": load_checklists(),
    }
    empty: dict[str, Any] = {f.name: [] for f in fields(Tables)}
    return Tables(**{**empty, **settled, **given})

"""Which works are retracted: by their own records, by a notice, or because people say so; and what a notice says that it corrects.

Sources of the signs: PubMed (publication types, RIN, ROF, EFR), Crossref (`update-to`, `updated-by`), OpenAlex (`is_retracted`), Retraction Watch,
document types and notes of other databases, and the banners that publishers put before or behind a title. Whether it is a word more
than that a title is retracted is not asked: an expression of concern, or a work that was withdrawn, retracts nothing by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.in_one_piece import one
from evidence.deduplicate.record_columns import Columns
from evidence.deduplicate.records import Records
from evidence.deduplicate.relations import Relation
from evidence.identifiers import doi as normal_doi

RETRACTION, ERRATUM = "retraction-of", "erratum-to"
_WHAT = r"(?: (?:article|paper|chapter|publication|manuscript|study))?"
_BEFORE = re.compile(rf"^\W*(?:(?:article|paper) )?retracted{_WHAT}\s*(?:[:\])]|[-–—] )\s*\S", re.I)
_BEHIND = re.compile(rf"\S\s*[\[(]\s*retracted{_WHAT}\s*(?:[.,:;][^\[\]()]*)?[\])]\W*$", re.I)
_SAID = re.compile(
    rf"^\W*(?:this{_WHAT} (?:has been|was|is) )?retracted{_WHAT}(?:\W*$| (?:in|by|on|at|because)\b)", re.I
)
_PARTS = re.compile(r"[;|/\n]")
_TRUE = ("true", "1", "yes")
_TYPES = {
    "retraction": RETRACTION,
    "removal": RETRACTION,
    "correction": ERRATUM,
    "erratum": ERRATUM,
    "corrigendum": ERRATUM,
}
_TAGS = {"ROF": RETRACTION, "EFR": ERRATUM}
_PMID = re.compile(r"PMID:?\s*(\d+)")
_HINT = '(?i)retract|update-to|updated-by|"EFR"|"RIN"|"ROF"'
_NOTICE = re.compile(r"\bretraction of publication\b|^retraction\b", re.I)


@dataclass(frozen=True)
class Said:
    """What records say. `retracted`: record id → what says that it is; `corrects`: (record id, relation, kind of identifier, identifier)."""

    retracted: dict[str, str] = field(default_factory=dict)
    corrects: list[tuple[str, str, str, str]] = field(default_factory=list)


def hints(records: pa.Table) -> pa.Array:
    """(n,) bool: which of some records (title, kind, extra) may say something of retractions."""
    hint = pc.or_(
        pc.match_substring_regex(records["extra"], _HINT),
        pc.or_(
            pc.match_substring_regex(records["title"], "(?i)retracted"),
            pc.match_substring_regex(records["kind"], "(?i)retract"),
        ),
    )
    return pc.fill_null(one(hint), False)


def said(records: Records, hinted: np.ndarray) -> Said:
    """What records say of retractions (record_id, title, kind, extra), of which these rows may (`hints`)."""
    found = Said()
    for row in records.rows(["record_id", "title", "kind", "extra"], hinted).to_pylist():
        extra = json.loads(row["extra"]) if row["extra"] else {}
        found.corrects.extend((row["record_id"], *one) for one in _corrects(extra))
        if why := _why(row["title"], row["kind"], extra):
            found.retracted[row["record_id"]] = why
    return found


def _why(title: str, kind: str, extra: dict[str, Any]) -> str:
    """What says that an entry is retracted, in words; nothing where it is not, or is the notice that retracts another.

    >>> _why("RETRACTED: Oak and ash", "article", {}), _why("Retracted papers in forestry", "article", {})
    ('its title says so', '')
    >>> _why("Oak", "article", {"PT": "Retracted Publication"}), _why("Oak", "article", {"is_retracted": "true"})
    ('its database says ‘Retracted Publication’', 'its database says ‘is_retracted’')
    >>> _why("Oak", "article", {"PT": "Retraction of Publication"}), _why("Oak", "article", {"is_retracted": "false"})
    ('', '')
    """
    texts = {name.casefold(): str(value) for name, value in extra.items()}
    if any(
        _NOTICE.search(part.strip())
        for part in (kind.replace("_", " "), *_PARTS.split(texts.get("pt", texts.get("type", ""))))
    ):
        return ""
    if _BEFORE.search(title) or _BEHIND.search(title):
        return "its title says so"
    if _SAID.search(kind.replace("_", " ")):
        return "its database says ‘retracted’"
    for name in ("is_retracted", "isretracted", "retracted"):
        if texts.get(name, "").casefold() in _TRUE:
            return f"its database says ‘{name}’"
    if texts.get("rin") or texts.get("retractionnature", "").casefold() == "retraction":
        return "its database names the notice of its retraction"
    if any(_TYPES.get(kind) == RETRACTION for kind, _ in _updates(texts.get("updated-by", ""))):
        return "its publisher names the notice of its retraction"
    parts = (
        part.strip()
        for name, value in texts.items()
        if name != "abstract"
        for part in _PARTS.split(value)[:50]
    )
    marked = next((part for part in parts if len(part) < 300 and _SAID.search(part)), "")
    return f"its database says ‘{marked[:60]}’" if marked else ""


def _corrects(extra: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(relation, kind of identifier, identifier) of each work that an entry says it corrects or retracts."""
    for kind, doi in _updates(str(extra.get("update-to", ""))):
        if (relation := _TYPES.get(kind)) and doi:
            yield relation, "doi", doi
    for tag, relation in _TAGS.items():
        for pmid in _PMID.findall(str(extra.get(tag, ""))):
            yield relation, "pmid", pmid


def _updates(text: str) -> list[tuple[str, str]]:
    """(type, DOI) of Crossref's `update-to` or `updated-by`."""
    try:
        given = json.loads(text) if text else []
    except ValueError:
        return []
    rows = given if isinstance(given, list) else [given]
    return [
        (str(row.get("type", "")).casefold(), normal_doi(str(row.get("DOI", ""))))
        for row in rows
        if isinstance(row, dict)
    ]


def named(told: Said, columns: Columns) -> list[Relation]:
    """What entries say by an identifier that they correct or retract, where that is among the records."""
    if not told.corrects:
        return []
    row_of = {record: row for row, record in enumerate(columns.ids.to_pylist())}
    rows: dict[tuple[str, str], list[int]] = {}
    for name in ("doi", "pmid"):
        for row, value in enumerate(columns.text(name).to_pylist()):
            if value:
                rows.setdefault((name, value), []).append(row)
    return [
        Relation(row_of[record], other, relation, "it names the identifier of the other", -1)
        for record, relation, kind, value in told.corrects
        for other in rows.get((kind, value), [])
        if record in row_of and other != row_of[record]
    ]

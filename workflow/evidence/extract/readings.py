"""What people read of a passage beside its one outcome: further codes, and context, mechanism and outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from evidence.codebook import Codebook
from evidence.extract.coded import Configured, PassageCode
from evidence.extract.rows import Coding, Configuration, EvidenceItem, Standing, Strength
from evidence.given.declare import Placed
from evidence.item_codes import facets_of
from evidence.item_words import Direction, Kind
from evidence.remarks import Remark
from evidence.written import nearest_first

_WORDS = re.compile(r"\w+")
_LEFT_OUT = re.compile(r"\.\.\.|…|\[.*?\]")


def codings(
    items: Iterable[EvidenceItem], further: Iterable[PassageCode], codebook: Codebook
) -> tuple[list[Coding], list[Remark]]:
    """Every code of every passage, in order of passage, facet and code: its own first, then the `further` ones.

    Rows of `further` = further codings + dropped remarks: a code of a passage that is not there, or that it has already, is
    not used. A code whose words are not in the passage is used and remarked upon.
    """
    passages = {item.item_id: item for item in items if item.kind == Kind.EXTRACT}
    found = {(c.item_id, c.facet, c.code): c for item in passages.values() for c in _own(item, codebook)}
    remarks = []
    for row in sorted(further, key=lambda row: (row.file, row.line)):
        item, key = passages.get(row.extract), (row.extract, row.facet, row.code)
        if item is None:
            remarks.append(_no_passage(row, "extract", row.extract, list(passages)))
        elif key in found:
            remarks.append(_twice(row))
        else:
            given = (row.direction, row.words, row.strength, True, row.reviewer, row.date)
            found[key] = Coding(row.extract, item.case_id, row.facet, row.code, *given)
            if item.text and not says(item.text, row.words):
                remarks.append(_other_words(row))
    return [found[key] for key in sorted(found)], remarks


def _own(item: EvidenceItem, codebook: Codebook) -> list[Coding]:
    """The codes that the row of the passage itself has: its outcome or theme with a direction, and its other facets."""
    about = (facet.id for facet in codebook.with_role("outcome", "theme") if facet.code(item.outcome))
    own = [(next(about, ""), item.outcome, item.direction)] if item.outcome else []
    own += [(f, code, Direction.NOT_STATED) for f, codes in facets_of(item.facets).items() for code in codes]
    return [
        Coding(item.item_id, item.case_id, facet, code, direction, "", Strength.NOT_STATED, False, "", "")
        for facet, code, direction in own
    ]


def configurations(
    items: Iterable[EvidenceItem], rows: Iterable[Configured]
) -> tuple[list[Configuration], list[Remark]]:
    """The rows whose passages are there and of their case, in order of their ids; a remark for each other row."""
    passages = {item.item_id: item for item in items if item.kind == Kind.EXTRACT}
    of_case: dict[str, list[str]] = {}
    for item in passages.values():
        of_case.setdefault(item.case_id, []).append(item.item_id)
    found, remarks = [], []
    for row in rows:
        named = row.extracts.split(";")
        own = of_case.get(row.case_id, [])
        if not own:
            remarks.append(_no_passage(row, "case_id", row.case_id, list(of_case)))
        elif strange := next((name for name in named if name not in own), ""):
            remarks.append(_no_passage(row, "extracts", strange, own))
        else:
            found.append(_configuration(row, [passages[name] for name in dict.fromkeys(named)]))
    return sorted(found, key=lambda row: row.configuration_id), remarks


def _configuration(row: Configured, passages: list[EvidenceItem]) -> Configuration:
    """The row as it is handed on; what has no group stands for itself in the logic model."""
    return Configuration(
        row.configuration_id,
        row.case_id,
        row.context,
        row.mechanism,
        row.outcome,
        row.direction,
        row.context_group or row.context,
        row.mechanism_group or row.mechanism,
        row.outcome_group or row.outcome,
        tuple(item.item_id for item in passages),
        any(item.standing == Standing.COUNTED for item in passages),
        row.reviewer,
        row.date,
    )


def _no_passage(row: Placed, field: str, value: str, known: Sequence[str]) -> Remark:
    near = ", ".join(nearest_first(value, known)[:3]) or "none is coded yet"
    what = "no case has this id" if field == "case_id" else "no coded passage of the case has this id"
    what = "no coded passage has this id" if field == "extract" else what
    fix = f"take an id of the extracts (the nearest: {near})"
    return Remark(f"{row.file}:{row.line}", row.file, row.line, field, value, what, fix, dropped=True)


def says(passage: str, words: str) -> bool:
    """Whether a passage holds these words one after the other; dots or brackets stand for what is left out, and capitals and points make no difference.

    >>> says("Trust grows, slowly, with time.", "trust grows ... with time"), says("Trust grows.", "trust falls")
    (True, False)
    """
    whole = f" {' '.join(_WORDS.findall(passage.casefold()))} "
    parts = (" ".join(_WORDS.findall(part.casefold())) for part in _LEFT_OUT.split(words))
    return all(f" {part} " in whole for part in parts if part)


def _other_words(row: PassageCode) -> Remark:
    what = f"the passage {row.extract} does not hold these words"
    fix = (
        "give words of the paraphrase that carry the code, with ... for what is left out, or take the row out"
    )
    return Remark(f"{row.file}:{row.line}", row.file, row.line, "words", row.words, what, fix)


def _twice(row: PassageCode) -> Remark:
    what = f"the passage {row.extract} has this code of {row.facet} already"
    fix = "leave one of the two rows; the code of the extract itself needs no further row"
    return Remark(f"{row.file}:{row.line}", row.file, row.line, "code", row.code, what, fix, dropped=True)

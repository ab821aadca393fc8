"""Extract: coded cases and effects, checked, tied to works and studies, and given a standing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from evidence.citation import lettered
from evidence.codebook import Codebook
from evidence.deduplicate.rows import Membership, Work
from evidence.extract.coded import Effect, Extract
from evidence.extract.coded_rows import Numbered, stands
from evidence.extract.contradictions import contradictions
from evidence.extract.derive import CLUSTERED, derive, exact_p
from evidence.extract.doubts import doubts
from evidence.extract.rows import CaseCondition, EvidenceItem, Standing
from evidence.extract.settings import CountingRules
from evidence.extract.standing import of_works
from evidence.extract.unsaid import unsaid
from evidence.extract.whose import Library, study_of, work_of
from evidence.given.declare import given_by
from evidence.ingest.rows import Record
from evidence.io import to_json
from evidence.item_words import Direction, Kind, as_words
from evidence.keyed import Keyed, Named
from evidence.lookup import rows_of
from evidence.meant import Meanings
from evidence.measures import MEASURES, BadInput, inputs
from evidence.mentions import Mentions
from evidence.remarks import Quarantined, Remark
from evidence.screen.rows import Screen, Screening

TABLES = {given_by(row).name: row for row in (Extract, Effect)}
_FACET_ROLES = ("form", "field", "dimension")


@dataclass(frozen=True, slots=True)
class Extracted:
    items: list[EvidenceItem]
    set_aside: list[Quarantined]
    remarks: list[Remark]
    conditions: list[CaseCondition] = field(default_factory=list)


def library(
    records: Iterable[Record],
    works: Iterable[Work],
    memberships: Iterable[Membership],
    screening: Iterable[Screening],
) -> Library:
    """The works that items refer to. Rows of tables that stay in columns (`evidence.lookup.Rows`) are made where an item or a decision asks
    for them; the included ones are, because works that are cited alike are told apart by a letter."""
    found = Keyed(rows_of(works), "work_id")
    screened = rows_of(screening)
    included = {s.work_id for s in screened.among(decision=[Screen.INCLUDE])}
    cited = lettered(found.rows.take(found.places_of(included)), included)
    belongs = rows_of(memberships)
    return Library(
        Mentions(records, belongs),
        Named(belongs, "record_id", "work_id"),
        Keyed(found.rows, "work_id", {work.work_id: work for work in cited}),
        Keyed(screened, "work_id"),
    )


def extract(
    tables: Iterable[tuple[str, str, str]],
    books: Library,
    codebook: Codebook,
    propositions: list[str],
    settings: CountingRules,
) -> Extracted:
    """`tables` are (`extracts` or `effects`, file name, CSV text).

    Rows = items + set aside + rows that were taken back and those that did so. A row whose record cannot be told is shown and counts nowhere, unless it says under `study`
    which study it is of; a row that names no record is of a source that has none, and stands under its own study label.
    """
    items: list[EvidenceItem] = []
    set_aside: list[Quarantined] = []
    remarks: list[Remark] = []
    for name, file, rows in _that_stand(tables, codebook, propositions, set_aside, remarks):
        kind = TABLES[name]
        uses = ((row["record"].strip(), "") for _, row in rows)
        meanings = Meanings(uses, books.mentions.places(books.work_of))
        for line, row in rows:
            if name == "effects":
                try:
                    row |= derive(row)
                except BadInput as bad:
                    set_aside.append(_unusable(row, file, line, bad))
                    continue
                remarks.extend(
                    Remark(row["effect_id"], file, line, *problem) for problem in contradictions(row)
                )
            work, remark = work_of(row, file, line, given_by(kind).key, books, meanings)
            remarks.extend([remark] if remark else [])
            items.append(_item(row, (file, line), work, books, codebook, settings, remark))
    items = _told_apart(_one_spelling(sorted(items, key=lambda i: i.item_id)))
    items = of_works(items, settings.source_types)
    return Extracted(items, set_aside, remarks + doubts(items) + unsaid(items, codebook.id_of("outcome")))


def _that_stand(
    tables: Iterable[tuple[str, str, str]],
    codebook: Codebook,
    propositions: list[str],
    set_aside: list[Quarantined],
    remarks: list[Remark],
) -> Iterator[tuple[str, str, list[Numbered]]]:
    """(kind, file, rows that stand); what is set aside or said is added to the lists."""
    given = sorted(tables)
    for name in dict.fromkeys(kind for kind, _, _ in given):
        texts = [(file, text) for kind, file, text in given if kind == name]
        found = stands(TABLES[name], texts, codebook, propositions)
        set_aside += found.set_aside
        remarks += found.remarks
        for file, rows in found.rows.items():
            yield name, file, rows


def _one_spelling(items: list[EvidenceItem]) -> list[EvidenceItem]:
    """Effects whose measure differs in capitals and spaces alone are of one measure, spelled as in the first of them."""
    first: dict[str, str] = {}
    found = []
    for item in items:
        if item.kind != Kind.EFFECT:
            found.append(item)
            continue
        measure = first.setdefault(" ".join(item.measure.casefold().split()), item.measure)
        found.append(item if item.measure == measure else replace(item, measure=measure))
    return found


def _told_apart(items: list[EvidenceItem]) -> list[EvidenceItem]:
    """Studies of one source that bear one label, each with the name by which its rows tell it from the others."""
    studies: dict[str, set[str]] = {}
    for item in items:
        studies.setdefault(item.study_label, set()).add(item.study_id)
    return [
        replace(
            item, study_label=f"{item.study_label} [{item.study_id.removeprefix('s-').replace('-', ' ')}]"
        )
        if len(studies[item.study_label]) > 1 and item.study_id.startswith("s-")
        else item
        for item in items
    ]


def _unusable(row: dict[str, str], file: str, line: int, bad: BadInput) -> Quarantined:
    return Quarantined(
        entry_id=row["effect_id"],
        source_file=file,
        position=line - 2,
        line=line,
        field=bad.field,
        value=str(bad.value),
        problem=bad.problem,
        how_to_fix=f"correct the cell; allowed: {bad.allowed}",
        raw=",".join(str(value) for value in row.values()),
    )


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split(";") if part.strip())


def _facets(row: dict[str, str], codebook: Codebook) -> str:
    values = {f.id: list(_split(row.get(f.id))) for f in codebook.with_role(*_FACET_ROLES)}
    return to_json({name: codes for name, codes in values.items() if codes})


def _standing(
    row: dict[str, str], work: Work | None, books: Library, settings: CountingRules, remark: Remark | None
) -> tuple[Standing, str]:
    """Whether the item counts, with the reason where it does not."""
    if row.get("case_id") in settings.claim_cases:
        return Standing.CLAIM_UNDER_TEST, "a statement of the briefing under test"
    if remark and remark.dropped:
        return Standing.NOT_KNOWN, f"nobody can tell which study it is of: {remark.problem}"
    if work is not None and work.retracted:
        return Standing.RETRACTED, f"its study is retracted: {work.retracted}"
    reasons = [
        settings.source_types.get(row.get("source_type", "")),
        *(settings.caveats.get(caveat) for caveat in _split(row.get("caveats"))),
        settings.roles.get(row.get("evidence_role", "")),
        settings.effect_types.get(row.get("effect_type", "")),
    ]
    if work is not None:
        decision = books.screening[work.work_id].decision
        if decision != Screen.INCLUDE:
            reasons.append(f"its record was screened as {decision}")
    apart = settings.pooled_apart.get(row.get("evidence_role", ""), "")
    if given := [reason for reason in (*reasons, apart) if reason]:
        return (Standing.APART if given == [apart] else Standing.SHOWN_ONLY), given[0]
    return Standing.COUNTED, ""


def _item(
    row: dict[str, str],
    place: tuple[str, int],
    work: Work | None,
    books: Library,
    codebook: Codebook,
    settings: CountingRules,
    remark: Remark | None,
) -> EvidenceItem:
    """One row as evidence: what extracts and effects share, then what each has of its own."""
    case = "extract_id" in row
    standing, reason = _standing(row, work, books, settings, remark)
    study_id, label = study_of(work, row["case_name"] if case else row["study_label"], row, books)
    return EvidenceItem(
        source_file=place[0],
        line=place[1],
        work_id=work.work_id if work else "",
        study_id=study_id,
        study_label=as_words(label),
        facets=_facets(row, codebook),
        direction=Direction(row["direction"]),
        standing=standing,
        standing_reason=reason,
        source=row["source"],
        **(_of_extract(row) if case else _of_effect(row, codebook.id_of("outcome"))),
    )


def _of_extract(row: dict[str, str]) -> dict[str, Any]:
    return {
        "item_id": row["extract_id"],
        "kind": Kind.EXTRACT,
        "case_id": row["case_id"],
        "outcome": row["code"],
        "comparison": "",
        "measure": row["case_name"],
        "propositions": _split(row["propositions"]),
        "role": "case",
        "source_type": row["source_type"],
        "text": row["paraphrase"],
        "effect_type": "",
        "poolable": "",
        **dict.fromkeys(("estimate", "se", "ci_low", "ci_high", "months", "n", "p")),
        **dict.fromkeys(("derivation", "higher_is", "unit", "raw", "note", "statement"), ""),
    }


def _of_effect(row: dict[str, str], outcome: str) -> dict[str, Any]:
    return {
        "item_id": row["effect_id"],
        "kind": Kind.EFFECT,
        "case_id": "",
        "outcome": row.get(outcome, ""),
        "comparison": row["comparison"],
        "measure": row["outcome_measure"],
        "propositions": (),
        "role": row["evidence_role"],
        "source_type": "",
        "text": as_words(f"{row['comparison']}: {row['outcome_measure']}"),
        **{name: row.get(name) or "" for name in ("note", "statement")},
        "effect_type": row["effect_type"],
        "poolable": row["poolable"],
        **{name: _number(row[name]) for name in ("estimate", "ci_low", "ci_high")},
        "se": _number(row["se"]) or None,
        "months": _number(row["timing_months"]),
        "n": int(row["n"]) if (row.get("n") or "").strip() else None,
        "p": exact_p(row.get("p_reported")),
        **{name: row.get(name) or "" for name in ("derivation", "higher_is", "unit")},
        "raw": _raw(row),
    }


def _raw(row: dict[str, str]) -> str:
    """What a measure may be computed from again, and the clusters, as JSON; blank where there is nothing of it."""
    names = (*MEASURES.once(inputs), *sorted(CLUSTERED))
    found = {name: value for name in names if (value := _number(row.get(name))) is not None}
    return to_json(found) if found else ""


def _number(cell: str | None) -> float | None:
    return float(cell) if cell and cell.strip() else None

"""Names in settings and tables that stand for something in the evidence: cases, comparisons, exports, conditions, records.

A name that leads nowhere would change what counts without a word, so it is a mistake, or its row is set aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from evidence.errors import UserError, listed
from evidence.extract.rows import CaseCondition, EvidenceItem
from evidence.meant import NO_RECORD
from evidence.mentions import Mentions
from evidence.propositions import Propositions
from evidence.remarks import Remark
from evidence.searches import Searches
from evidence.settings_file import Lines, Place
from evidence.synthesise.settings import SynthesisPlan
from evidence.written import meant, nearest_first


def unknown_names(
    plan: SynthesisPlan,
    claims: Propositions,
    searches: Searches,
    items: Sequence[EvidenceItem],
    exports: Sequence[str],
    rows: Sequence[tuple[str, str]],
    search_lines: Lines | None = None,
    alike: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> list[UserError]:
    """Every name in the settings that no case, comparison or export has.

    `rows`: (case id, comparison) of every row of the coded tables, also of those that were set aside. Where there are no
    cases, or no effects, nothing is said of their names.
    """  # fmt: skip
    cases = {item.case_id for item in items} | {case for case, _ in rows} - {""}
    compared = {item.comparison for item in items} | {comparison for _, comparison in rows} - {""}
    named = [
        ("config/propositions.yaml", "seed.claim_cases", "case", claims.claim_cases, cases),
        ("config/propositions.yaml", "where: case", "case", _cases_asked_for(claims), cases),
        (
            "config/config.yaml",
            "synthesise.turned_comparisons",
            "comparison",
            plan.turned_comparisons,
            compared,
        ),
        (
            "config/config.yaml",
            "synthesise.alike_comparisons",
            "comparison",
            [name for names in plan.alike_comparisons.values() for name in names],
            compared,
        ),
    ]
    found = [
        _unknown(file, field, kind, name, known - {""})
        for file, field, kind, names, known in named
        for name in names
        if known - {""} and name not in known
    ]
    files = {PurePosixPath(name).name for name in exports} | set(exports)
    told = {name for search in searches.searches for run in search.runs for name in run.files}
    for n, search in enumerate(searches.searches):
        at: tuple[str | int, ...] = ("searches", n)
        for place, run in zip(
            [at, *((*at, "reruns", m) for m in range(len(search.reruns)))], search.runs, strict=True
        ):
            found += [
                _unknown(
                    "config/searches.yaml",
                    "files",
                    "export",
                    name,
                    files,
                    (search_lines or {}).get((*place, "files", i)),
                    told,
                    "take the name out, or put the file back into literature/records/",
                )
                for i, name in enumerate(run.files)
                if name not in files
            ]
    return found


def unknown_records(
    codebook: dict[str, Any], lines: Lines, seed: dict[str, Any], seed_lines: Lines, records: Mentions
) -> list[Remark]:
    """Examples and sources of the codebook, and the record of the claims' source, that no record has.

    `codebook` and `seed`: as the settings have them. A `source` of a code may also be the id of one of the codebook's
    `sources`. Nothing is counted by these names, so that each is a remark.
    """
    sources = {row["id"] for row in codebook.get("sources", ())}
    file = "config/codebook.yaml"
    found = []
    for place, code in _codes(codebook):
        for field, also in (("examples", set()), ("source", sources)):
            found += [
                _no_record(file, lines.get((*place, field, n)), f"{code['id']}.{field}", name, also)
                for n, name in enumerate(code.get(field) or ())
                if name not in also and not records.find(name)
            ]
    if (name := seed.get("record")) and not records.find(name):
        line = seed_lines.get(("seed", "record"))
        found.append(_no_record("config/propositions.yaml", line, "seed.record", name, set()))
    return found


def _codes(value: Any, place: Place = ()) -> Iterable[tuple[Place, dict[str, Any]]]:
    """(place, code) of everything in a codebook that has an id: codes of facets, roles, kinds of source."""
    if isinstance(value, dict):
        if "id" in value:
            yield place, value
        value = {key: part for key, part in value.items() if isinstance(part, list)}
        for key, part in value.items():
            yield from _codes(part, (*place, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _codes(part, (*place, number))


def _no_record(file: str, line: int | None, field: str, name: str, also: set[str]) -> Remark:
    near = meant(name, sorted(also))
    fix = f"did you mean `{near}`?" if near else "correct or remove it"
    return Remark(field, file, line or 1, field, name, NO_RECORD, fix)


def _cases_asked_for(claims: Propositions) -> Iterable[str]:
    for claim in claims.items:
        for where in _wheres([claim.scope, list(claim.sides), claim.rule]):
            wanted = where.get("case")
            yield from [wanted] if isinstance(wanted, str) else wanted if isinstance(wanted, list) else ()


def _wheres(value: Any) -> Iterable[dict[str, Any]]:
    """Every mapping inside a claim."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _wheres(part)


def _unknown(
    file: str,
    field: str,
    kind: str,
    name: str,
    known: set[str],
    line: int | None = None,
    told: Iterable[str] = (),
    otherwise: str = "correct or remove it",
) -> UserError:
    """`told`: names that are said elsewhere, so that this one hardly means one of them."""
    near = meant(name, sorted(known.difference(told)))
    return UserError(
        f"there is no such {kind}",
        file=file,
        line=line,
        field=field,
        value=name,
        allowed=listed(nearest_first(name, sorted(known))) or f"none: there is no {kind}",
        fix=f"did you mean `{near}`?" if near else otherwise,
    )


def of_no_case(measured: Iterable[CaseCondition], items: Sequence[EvidenceItem]) -> list[Remark]:
    """Values that were measured of a case that no extract is of, where there are extracts."""
    cases = sorted({item.case_id for item in items if item.case_id})
    return [
        Remark(
            f"{row.case_id} {row.condition}",
            row.source_file,
            row.line,
            "case_id",
            row.case_id,
            "no extract is of this case, so that the value is not used",
            f"did you mean `{near}`?" if (near := meant(row.case_id, cases)) else "correct the case, or add its extracts",
            dropped=True,
        )
        for row in measured
        if cases and row.case_id not in cases
    ]  # fmt: skip

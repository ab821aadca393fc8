"""The codebook: facets and codes as the researcher wrote them in config/codebook.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.config import Lines, load_checked
from evidence.errors import UserError, UserErrors
from evidence.extract.effect_sizes.kinds import KNOWN

MMAT = "MMAT 2018"
"""The appraisal tool whose questions the pipeline knows (`evidence.appraise.mmat`)."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that speak for a code: not as part of one of `unless`, and only with one of `near` within `window` words."""

    text: str
    unless: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    window: int = 12

    @classmethod
    def of(cls, given: str | dict[str, Any] | Phrase) -> Phrase:
        """A phrase as the codebook writes it: the words alone, or with their conditions."""
        if isinstance(given, Phrase):
            return given
        if isinstance(given, str):
            return cls(given)
        near = tuple(given.get("near", []))
        return cls(given["phrase"], tuple(given.get("unless", [])), near, int(given.get("window", 12)))


@dataclass(frozen=True, slots=True)
class Code:
    """One code of one facet (a concept in SKOS).

    `broader`: the code of the facet that this one is a kind of. `same_as`: concepts of other schemes, such as
    `cap:14` for a major topic of the Comparative Agendas Project.
    """

    id: str
    label: str
    definition: str
    include: str = ""
    exclude: str = ""
    phrases: tuple[str | Phrase, ...] = ()
    examples: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    abstain: bool = False
    empirical: bool = False
    broader: str = ""
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """One question that coding answers. `role` tells the pipeline what the facet is for."""

    id: str
    label: str
    plural: str
    definition: str
    role: str
    unit: str
    multiple: bool
    codes: tuple[Code, ...]
    open: bool = False
    rule: str = ""
    tie_breaks: tuple[str, ...] = ()

    def code(self, code_id: str) -> Code | None:
        return next((code for code in self.codes if code.id == code_id), None)

    def label_of(self, code_id: str) -> str:
        """The label of a code; an unknown or free value stands for itself."""
        code = self.code(code_id)
        return code.label if code else code_id

    def ids(self) -> list[str]:
        return [code.id for code in self.codes]


@dataclass(frozen=True, slots=True)
class Codebook:
    """All facets, with the lists of evidence roles, source types and caveats.

    `effect_types` and `appraisal_tools` are beyond those that the pipeline knows.
    """

    version: str
    title: str
    facets: tuple[Facet, ...]
    evidence_roles: tuple[Code, ...]
    source_types: tuple[Code, ...]
    raw: dict[str, Any]
    caveats: tuple[Code, ...] = ()
    effect_types: tuple[Code, ...] = ()
    appraisal_tools: tuple[Code, ...] = ()

    def find(self, facet_id: str) -> Facet | None:
        return next((facet for facet in self.facets if facet.id == facet_id), None)

    def facet(self, facet_id: str) -> Facet:
        """The facet with this id. Raises KeyError where there is none."""
        facet = self.find(facet_id)
        if facet is None:
            raise KeyError(facet_id)
        return facet

    def by_role(self, role: str) -> Facet:
        """The first facet with this role, such as `form`, `field` or `outcome`."""
        return next(facet for facet in self.facets if facet.role == role)

    def with_role(self, *roles: str) -> list[Facet]:
        return [facet for facet in self.facets if facet.role in roles]

    def outcome_codes(self) -> dict[str, Code]:
        """Codes that an extract may carry: outcome domains and themes."""
        return {c.id: c for facet in self.with_role("outcome", "theme") for c in facet.codes}

    def outcome_label(self, code: str) -> str:
        """The label of an outcome domain or theme; a row may also have none."""
        found = self.outcome_codes().get(code)
        return found.label if found else code or "No outcome coded"


def effect_types(codebook: Codebook) -> list[str]:
    """What the column `effect_type` may name: the kinds that the pipeline knows, and those of the codebook."""
    return sorted({*KNOWN, *(kind.id for kind in codebook.effect_types)})


def appraisal_tools(codebook: Codebook) -> list[str]:
    """What the column `tool` may name: the tool whose questions the pipeline knows, and those of the codebook."""
    return [MMAT, *(tool.label for tool in codebook.appraisal_tools)]


def load_codebook(path: Path = Path("config/codebook.yaml")) -> Codebook:
    """Read and check the codebook. Raises UserErrors."""
    data, lines = load_checked(path, "codebook")
    codebook = parse_codebook(data)
    errors = contradictions(codebook, path, lines)
    if errors:
        raise UserErrors(errors)
    return codebook


def parse_codebook(data: dict[str, Any]) -> Codebook:
    return Codebook(
        version=str(data["version"]),
        title=data["title"],
        facets=tuple(_facet(facet) for facet in data["facets"]),
        evidence_roles=_codes(data.get("evidence_roles", [])),
        source_types=_codes(data.get("source_types", [])),
        raw=data,
        **{name: _codes(data.get(name, [])) for name in ("caveats", "effect_types", "appraisal_tools")},
    )


def _facet(data: dict[str, Any]) -> Facet:
    return Facet(
        id=data["id"],
        label=data["label"],
        plural=data.get("plural", data["label"]),
        definition=data.get("definition", ""),
        role=data["role"],
        unit=data.get("unit", "work"),
        multiple=bool(data.get("multiple", False)),
        codes=_codes(data.get("codes", [])),
        open=bool(data.get("open", False)),
        rule=data.get("rule", ""),
        tie_breaks=tuple(data.get("tie_breaks", [])),
    )


def _codes(rows: Iterable[dict[str, Any]]) -> tuple[Code, ...]:
    return tuple(
        Code(
            id=str(row["id"]),
            label=row.get("label", str(row["id"])),
            definition=row.get("definition", ""),
            include=row.get("include", "") or "",
            exclude=row.get("exclude", "") or "",
            phrases=tuple(map(Phrase.of, row.get("phrases", []) or [])),
            examples=tuple(row.get("examples", []) or []),
            source=tuple(row.get("source", []) or []),
            abstain=bool(row.get("abstain", False)),
            empirical=bool(row.get("empirical", False)),
            broader=row.get("broader", "") or "",
            same_as=tuple(row.get("same_as", []) or []),
        )
        for row in rows
    )


def contradictions(codebook: Codebook, file: Path, lines: Lines) -> list[UserError]:
    """Facets and codes given twice, missing roles, one phrase for two codes that exclude each other."""
    errors = []
    for role in ("form", "field", "outcome"):
        if not codebook.with_role(role):
            errors.append(
                UserError(
                    f"no facet has the role '{role}'",
                    file=file,
                    field="facets",
                    fix=f"give one facet `role: {role}`; it spans the evidence map and the tables",
                )
            )
    ids = [facet.id for facet in codebook.facets]
    for index, facet in enumerate(codebook.facets):
        if ids.count(facet.id) > 1 and ids.index(facet.id) != index:
            at, problem = lines.get(("facets", index)), "two facets have this id"
            errors.append(UserError(problem, file=file, line=at, value=facet.id, fix="rename one"))
        owner: dict[str, str] = {}
        for number, code in enumerate(facet.codes):
            line = lines.get(("facets", index, "codes", number))
            if facet.ids().index(code.id) != number:
                errors.append(
                    UserError(
                        f"the facet {facet.id} has this code twice",
                        file=file,
                        line=line,
                        value=code.id,
                        fix="rename or merge the two codes",
                    )
                )
            if code.broader and (code.broader == code.id or not facet.code(code.broader)):
                errors.append(
                    UserError(
                        f"the facet {facet.id} has no other code that {code.id} could be a kind of",
                        file=file,
                        line=line,
                        field="broader",
                        value=code.broader,
                        allowed=", ".join(facet.ids()),
                        fix="name another code of this facet, or leave `broader` out",
                    )
                )
            for phrase in () if facet.multiple else map(Phrase.of, code.phrases):
                other = owner.setdefault(phrase.text.casefold(), code.id)
                if other != code.id:
                    errors.append(
                        UserError(
                            f"one phrase speaks for two codes of {facet.id}: {other}, {code.id}",
                            file=file,
                            line=line,
                            value=phrase.text,
                            fix="keep the phrase with one of them, or make it longer",
                        )
                    )
    return errors

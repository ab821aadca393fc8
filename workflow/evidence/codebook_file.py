"""config/codebook.yaml: read, and what of it contradicts itself, with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from evidence.codebook import Codebook, Criteria, parse_codebook
from evidence.config import load_checked
from evidence.errors import UserError, UserErrors
from evidence.io import read_text
from evidence.settings_file import Lines, load_yaml
from evidence.written import nearest_first


def criteria_of(path: Path) -> Criteria | None:
    """The criteria of screening, which may begin before there is a codebook. Raises UserErrors."""
    return load_codebook(path).screening if path.exists() else None


def load_codebook(path: Path = Path("config/codebook.yaml")) -> Codebook:
    """Read and check the codebook. Raises UserErrors."""
    codebook = _read(path, read_text(path))
    return replace(codebook, own_tools=tuple(_own_tools(path.parent / "appraisal")))


@lru_cache(maxsize=1)
def _read(path: Path, text: str) -> Codebook:
    """The codebook of a text: stages that are forks of one process find it read (`evidence.served`)."""
    data, lines = load_checked(path, Codebook, text=text)
    codebook = parse_codebook(data)
    errors = contradictions(codebook, path, lines)
    if errors:
        raise UserErrors(errors)
    return codebook


def _own_tools(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("*.yaml")):
        data = load_yaml(file)[0]
        if isinstance(data, dict):
            words = [data.get("name"), *(data.get("also") or ())]
            yield from (str(word) for word in words if word)


def contradictions(codebook: Codebook, file: Path, lines: Lines) -> list[UserError]:
    """Facets and codes given twice, one phrase for two codes that exclude each other."""
    errors = [*_of_no_design(codebook, file, lines)]
    ids = [facet.id for facet in codebook.facets]
    for index, facet in enumerate(codebook.facets):
        if ids.count(facet.id) > 1 and ids.index(facet.id) != index:
            at, problem = lines.get(("facets", index)), "two facets have this id"
            errors.append(UserError(problem, file=file, line=at, value=facet.id, fix="rename one"))
        if facet.open == bool(facet.codes):
            problem = "has a list of codes, though it is open" if facet.open else "has no codes"
            fix = "give it `codes`, or `open: true` where any value is allowed, and not both"
            at = lines.get(("facets", index))
            errors.append(
                UserError(f"the facet {facet.id} {problem}", file=file, line=at, field="codes", fix=fix)
            )
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
            for phrase in () if facet.multiple else code.phrases:
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


def _of_no_design(codebook: Codebook, file: Path, lines: Lines) -> Iterator[UserError]:
    """Designs of appraisal tools that no facet of designs has."""
    known = [code for facet in codebook.with_role("design") for code in facet.ids()]
    for number, tool in enumerate(codebook.appraisal_tools):
        for design in tool.designs:
            if design not in known:
                yield UserError(
                    f"no facet with the role design has this code, by which studies are asked by {tool.label}",
                    file=file,
                    line=lines.get(("appraisal_tools", number)),
                    field="designs",
                    value=design,
                    allowed=nearest_first(design, known),
                    fix="correct it, or leave `designs` out where the tool is for every study",
                )

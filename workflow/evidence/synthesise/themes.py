"""Thematic synthesis: from passages by their codes to descriptive themes, and from these to analytical ones.

Thomas and Harden (2008, BMC Medical Research Methodology 8, 45). People draw and word the themes; which passages speak for a
theme and which against it follows from the codes that it is made from, so that nobody chooses the contrary cases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.codebook import Codebook
from evidence.extract.rows import Coding, EvidenceItem, Standing, Strength
from evidence.fingerprints import digits
from evidence.given.declare import moment
from evidence.item_codes import facets_of
from evidence.item_words import STATED, Direction
from evidence.remarks import NOT_APPLIED, Remark
from evidence.side_words import Side
from evidence.synthesise.decisions import ThemeDecision
from evidence.synthesise.theme_rows import Theme, ThemeLevel, ThemePassage
from evidence.written import nearest_first


@dataclass(frozen=True, slots=True)
class Named:
    """One code that a theme names, in one direction or in any."""

    facet: str
    code: str
    direction: Direction

    @classmethod
    def of(cls, text: str) -> Named:
        """
        >>> Named.of("outcome=cost:negative").direction, Named.of("mandate=mixed").code
        (<Direction.NEGATIVE: 'negative'>, 'mixed')
        """
        facet, _, rest = text.partition("=")
        code, _, end = rest.rpartition(":")
        stated = code and end.strip() in tuple(STATED)
        direction = Direction(end.strip()) if stated else Direction.NOT_STATED
        return cls(facet.strip(), (code if stated else rest).strip(), direction)

    def found(self, codings: Iterable[Coding]) -> list[Coding]:
        """The codings of a passage that are of this code, whatever their direction."""
        return [c for c in codings if (c.facet, c.code) == (self.facet, self.code)]


def speaks(text: str, codings: Sequence[Coding]) -> tuple[Side, list[Coding]] | None:
    """Which way a passage speaks of `facet=code:direction&facet=code`, and by which of its codings; None where it has not all of them.

    For, in the direction that is named or where none is; against, in the other one; what is mixed or without an effect qualifies.
    """
    by: list[Coding] = []
    sides = set()
    for named in map(Named.of, text.split("&")):
        found = named.found(codings)
        if named.direction:
            found = [c for c in found if c.direction]
            sides |= {_side(named.direction, coding.direction) for coding in found}
        if not found:
            return None
        by += found
    return together(sides or {Side.FOR}), by


def _side(named: Direction, has: Direction) -> Side:
    if has == named:
        return Side.FOR
    return Side.AGAINST if has.sign and has == named.turned else Side.QUALIFIES


def together(sides: Iterable[Side]) -> Side:
    """The side of what speaks several ways: for and against together qualify."""
    sides = set(sides)
    if {Side.FOR, Side.AGAINST} <= sides:
        return Side.QUALIFIES
    return next(side for side in (Side.FOR, Side.AGAINST, Side.QUALIFIES) if side in sides)


def themes(
    decisions: Iterable[ThemeDecision],
    items: Iterable[EvidenceItem],
    codings: Iterable[Coding],
    codebook: Codebook,
    claims: Sequence[str] = (),
) -> tuple[list[Theme], list[ThemePassage], list[Remark]]:
    """One row a theme, descriptive ones first; its passages; and a remark for each decision that cannot be followed.

    The last decision on a theme counts. `claims`: ids that no theme may have.
    """
    latest = {d.theme: d for d in sorted(decisions, key=moment)}
    standing = [d for _, d in sorted(latest.items()) if d.level != ThemeLevel.WITHDRAWN]
    descriptive = {d.theme: d for d in standing if d.level == ThemeLevel.DESCRIPTIVE}
    remarks, rows, trail = [], [], []
    passages, codes = {item.item_id: item for item in items}, _by_passage(codings)
    of_theme: dict[str, list[ThemePassage]] = {}
    for d in sorted(standing, key=lambda d: d.level != ThemeLevel.DESCRIPTIVE):
        if remark := _mistake(d, codebook, list(of_theme), claims):
            remarks.append(remark)
            continue
        if d.theme in descriptive:
            own = of_theme[d.theme] = _of_codes(d, passages, codes)
        else:
            own = _of_themes(d, of_theme)
        trail += own
        rows.append(_theme(d, own, passages, codebook))
    return rows, trail, remarks


def _by_passage(codings: Iterable[Coding]) -> dict[str, list[Coding]]:
    found: dict[str, list[Coding]] = defaultdict(list)
    for coding in sorted(codings, key=lambda c: (c.item_id, c.facet, c.code)):
        found[coding.item_id].append(coding)
    return found


def _of_codes(
    d: ThemeDecision, passages: Mapping[str, EvidenceItem], codes: Mapping[str, list[Coding]]
) -> list[ThemePassage]:
    """The passages under a descriptive theme, in order of their ids."""
    found = []
    for item_id, own in sorted(codes.items()):
        said = [one for text in split(d.made_from) if (one := speaks(text, own))]
        contrary = [one for text in split(d.against) if (one := speaks(text, own))]
        said += [(Side.AGAINST, by) for side, by in contrary if side == Side.FOR]
        if said:
            found.append(_passage(d, passages[item_id], said))
    return found


def _passage(d: ThemeDecision, item: EvidenceItem, said: list[tuple[Side, list[Coding]]]) -> ThemePassage:
    """A passage under a theme, with the codes by which it is of the side that it takes."""
    side = together(one for one, _ in said)
    by = list(dict.fromkeys(c for one, own in said if side in (Side.QUALIFIES, one) for c in own))
    return ThemePassage(
        d.theme, d.theme, item.item_id, item.case_id, item.study_id, side,
        codes=tuple(map(in_words, by)),
        words=tuple(dict.fromkeys(coding.words for coding in by if coding.words)),
        inferred=any(c.strength == Strength.INFERRED for c in by) and not any(c.strength == Strength.PLAIN for c in by),
        counted=item.standing == Standing.COUNTED,
    )  # fmt: skip


def _of_themes(d: ThemeDecision, of_theme: Mapping[str, list[ThemePassage]]) -> list[ThemePassage]:
    """The passages under an analytical theme, through each of its descriptive ones; what speaks for a theme that is against it
    speaks against it."""
    found = [replace(row, theme=d.theme) for name in split(d.made_from) for row in of_theme[name]]
    return found + [
        replace(row, theme=d.theme, side=Side.AGAINST)
        for name in split(d.against)
        for row in of_theme[name]
        if row.side == Side.FOR
    ]


def _theme(
    d: ThemeDecision, own: list[ThemePassage], passages: Mapping[str, EvidenceItem], codebook: Codebook
) -> Theme:
    """The counts of a theme: what speaks for it, and the cases that do not."""
    counted = [row for row in own if row.counted]
    sides = {
        row.item_id: together(one.side for one in counted if one.item_id == row.item_id) for row in counted
    }
    speaking = {item: passages[item] for item, side in sides.items() if side == Side.FOR}
    cases, contrary, qualifies = (
        sorted({passages[item].case_id for item, one in sides.items() if one == side})
        for side in (Side.FOR, Side.AGAINST, Side.QUALIFIES)
    )
    plain = {row.item_id for row in counted if row.side == Side.FOR and not row.inferred}
    return Theme(
        theme=d.theme,
        level=d.level,
        label=d.label,
        statement=d.statement,
        made_from=tuple(split(d.made_from)),
        against=tuple(split(d.against)),
        why=d.why,
        by=d.reviewer,
        date=d.date,
        passages=len(speaking),
        cases=tuple(cases),
        studies=len({item.study_id for item in speaking.values()}),
        qualifying=tuple(case for case in qualifies if case not in {*cases, *contrary}),
        contrary=tuple(contrary),
        forms=_spread(speaking.values(), codebook.id_of("form")),
        fields=_spread(speaking.values(), codebook.id_of("field")),
        words=sum(len(item.text.split()) for item in speaking.values()),
        inferred=len(speaking.keys() - plain),
        not_counted=len({row.item_id for row in own} - {row.item_id for row in counted}),
        evidence_hash=_fingerprint(d, own, passages),
    )


def _spread(items: Iterable[EvidenceItem], facet: str) -> tuple[str, ...]:
    return tuple(sorted({code for item in items for code in facets_of(item.facets).get(facet, [])}))


def _fingerprint(d: ThemeDecision, own: Iterable[ThemePassage], passages: Mapping[str, EvidenceItem]) -> str:
    """Twelve hex digits that change with what the theme says, what it is made from, and the passages under it."""
    under = sorted(
        [row.through, row.item_id, row.side, row.counted, *row.codes, passages[row.item_id].text]
        for row in own
    )
    return digits([d.statement, d.made_from, d.against, under])


def split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def in_words(coding: Coding) -> str:
    """A code with its direction, as a theme names it."""
    return f"{coding.facet}={coding.code}" + (f":{coding.direction}" if coding.direction else "")


def _mistake(
    d: ThemeDecision, codebook: Codebook, known: Sequence[str], claims: Sequence[str]
) -> Remark | None:
    """What keeps a theme from being made: an id that a claim has, or a code or theme that is not there."""
    if d.theme in claims:
        return _remark(d, "theme", d.theme, "a claim has this id", "give the theme another id")
    analytical = d.level == ThemeLevel.ANALYTICAL
    for field in ("made_from", "against"):
        for cell in split(getattr(d, field)):
            for name in [cell] if analytical else cell.split("&"):
                if wrong := _unknown_theme(name, known) if analytical else _unknown_code(name, codebook):
                    return _remark(d, field, name, *wrong)
    return None


def _unknown_theme(name: str, known: Sequence[str]) -> tuple[str, str] | None:
    if name in known:
        return None
    near = ", ".join(nearest_first(name, known)[:3]) or "none is drawn yet"
    return "no descriptive theme that stands has this id", f"take the id of one (the nearest: {near})"


def _unknown_code(name: str, codebook: Codebook) -> tuple[str, str] | None:
    spec = Named.of(name)
    facet = codebook.find(spec.facet)
    if facet is None:
        ids = [facet.id for facet in codebook.facets]
        return (
            "the codebook has no such facet",
            f"write facet=code; facets: {', '.join(nearest_first(spec.facet, ids))}",
        )
    if facet.open or facet.code(spec.code):
        return None
    near = ", ".join(nearest_first(spec.code, facet.ids()))
    return f"the facet {facet.id} has no such code", f"take one of its codes: {near}"


def _remark(d: ThemeDecision, field: str, value: str, problem: str, fix: str) -> Remark:
    return Remark(
        f"{d.file}:{d.line}", d.file, d.line, field, value, problem + NOT_APPLIED, fix, dropped=True
    )

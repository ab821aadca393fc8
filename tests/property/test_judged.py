"""A judgement is stale where exactly what was judged has moved, and nothing else makes it so.

Each change alters one thing in a made-up review and names, from the tables as they stand there, the judgements that rest on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.depth import examples
from tests.unit.brief.reviews import DOZEN, dozen

from evidence import inputs
from evidence.appraise.toolbox import toolbox
from evidence.assess.judged import KINDS, Stands, judged
from evidence.assess.rows import Consequence, Judged
from evidence.extract.rows import EvidenceItem
from evidence.extract.side_readings import SideDecision
from evidence.fingerprints import Holds
from evidence.given.declare import given_by
from evidence.ingest.rows import Record
from evidence.layout import Layout
from evidence.mentions import Mentions
from evidence.stages.extract import bibliography
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.theme_rows import Theme, ThemePassage

READ = [
    (work, claim)
    for work in ("bay2006", "yew2005", "ivy2007", "ash2001", "elm2002")
    for claim in ("G1", "G2", "G3")
]
SIDES = [
    SideDecision("more.csv", n, work, claim, "for", "", "ann", "2024-02-01")
    for n, (work, claim) in enumerate(READ, start=2)
]


@cache
def decided() -> dict[type, list[Any]]:
    """What people judged, each with the fingerprints of what it was made on."""
    at, tables = Layout(DOZEN), dozen()
    given = {kind: inputs.decisions(kind, at, tables.codebook, tables.claims.ids())[0] for kind in KINDS} | {
        SideDecision: SIDES
    }
    rests = {(row.file, row.line): row.rests for row in judged(given, stands())}
    return {
        k: [replace(d, judged=rests.get((d.file, d.line), "")) for d in rows] for k, rows in given.items()
    }


@cache
def stands() -> Stands:
    tables = dozen()
    return Stands(
        bibliography(tables.rows), tables.codebook, toolbox((), tables.codebook), tables.claims.items,
        tables[EvidenceItem], tables[SideOfStudy], tables[Finding], tables[Theme], tables[ThemePassage],
    )  # fmt: skip


def stale(now: Stands) -> set[tuple[str, int]]:
    return {(row.file, row.line) for row in judged(decided(), now) if row.state == Holds.STALE}


@dataclass(frozen=True)
class Change:
    """What is changed, how, and of which judgements (the name of the table, a decision) that is what was judged."""

    name: str
    made: Callable[[Stands], Stands]
    of: Callable[[str, Any], bool]

    def __repr__(self) -> str:
        return self.name


def nobody(kind: str, d: Any) -> bool:
    return False


def on_claims() -> Iterator[Change]:
    for n, claim in enumerate(stands().claims):

        def changed(now: Stands, n: int = n, **cells: Any) -> Stands:
            claims = list(now.claims)
            claims[n] = replace(claims[n], **cells)
            return replace(now, claims=claims)

        def its_sides(kind: str, d: Any, claim: str = claim.id) -> bool:
            return kind == "sides" and d.proposition == claim

        yield Change(
            f"{claim.id} says more", lambda now, c=changed: c(now, claim="Something else."), its_sides
        )
        yield Change(
            f"{claim.id} has a stricter rule",
            lambda now, c=changed: c(now, rule={"kind": "balance", "x": 1}),
            its_sides,
        )
        lines = claim.claim.replace(" ", "\n ")
        for what in ({"heading": "Else"}, {"caution": "Else."}, {"counts_for": "else"}, {"claim": lines}):
            yield Change(f"{claim.id} {what}", lambda now, c=changed, w=what: c(now, **w), nobody)


CODES = [("lease", "club"), ("crop", "beans"), ("design", "trial"), ("reasons", "shed"), ("reasons", "fence")]
# The themes that are made from a code, as literature/decisions/themes.csv of the dozen has them.
THEMES = {"shed": {"sheds", "things"}, "fence": {"fences", "things"}}


def on_codes() -> Iterator[Change]:
    for facet, code in CODES:

        def changed(now: Stands, facet: str = facet, code: str = code, **cells: Any) -> Stands:
            book = now.codebook
            facets = tuple(
                replace(
                    f,
                    codes=tuple(replace(c, **cells) if (f.id, c.id) == (facet, code) else c for c in f.codes),
                )
                for f in book.facets
            )
            return replace(now, codebook=replace(book, facets=facets))

        def given_it(kind: str, d: Any, facet: str = facet, code: str = code) -> bool:
            if kind == "themes":
                return d.theme in THEMES.get(code, ())
            return kind == "coding" and d.facet == facet and code in d.codes.split(";")

        for part in ("definition", "include", "exclude"):
            yield Change(f"{part} of {code}", lambda now, c=changed, p=part: c(now, **{p: "Else."}), given_it)
        for what in ({"label": "Else"}, {"phrases": ()}, {"examples": ("x",)}, {"source": ("x",)}):
            yield Change(f"{code} {what}", lambda now, c=changed, w=what: c(now, **w), nobody)
    for part in ("include", "background", "exclude"):

        def criteria(now: Stands, part: str = part, text: str = "Else.") -> Stands:
            of = replace(now.codebook.screening, **{part: text})
            return replace(now, codebook=replace(now.codebook, screening=of))

        yield Change(f"criteria: {part}", criteria, lambda kind, d: kind == "screening")
    yield Change("criteria: note", lambda now: criteria(now, "note"), nobody)


def _bears(item: EvidenceItem, claim: str) -> bool:
    """What config/propositions.yaml of the dozen says of these claims."""
    tagged = claim in item.propositions
    if claim == "G1":
        return tagged or (item.kind == "effect" and item.outcome == "harvest")
    return tagged or (claim == "G2" and item.kind == "extract" and item.outcome == "peace")


def on_items() -> Iterator[Change]:
    of_key = {"bay2006": "Bay", "yew2005": "Yew", "ivy2007": "Ivy", "ash2001": "Ash", "elm2002": "Elm"}
    for n, item in enumerate(stands().items):
        under = {row.theme for row in stands().passages if row.item_id == item.item_id}

        def changed(now: Stands, n: int = n, **cells: Any) -> Stands:
            items = list(now.items)
            items[n] = replace(items[n], **cells)
            return replace(now, items=items)

        def its_sides(kind: str, d: Any, item: EvidenceItem = item) -> bool:
            return (
                kind == "sides"
                and item.study_label.startswith(of_key[d.record])
                and _bears(item, d.proposition)
            )

        def read(kind: str, d: Any, under: Any = under, sides: Any = its_sides) -> bool:
            return sides(kind, d) or (kind == "themes" and d.theme in under)

        yield Change(f"text of {item.item_id}", lambda now, c=changed: c(now, text="Else."), read)
        if item.estimate is not None:
            yield Change(
                f"estimate of {item.item_id}", lambda now, c=changed: c(now, estimate=9.0), its_sides
            )
        for what in ({"source": "p. 9"}, {"line": 99}, {"note": "n"}, {"statement": "s"}, {"unit": "pounds"}):
            yield Change(f"{item.item_id} {what}", lambda now, c=changed, w=what: c(now, **w), nobody)


def on_entries() -> Iterator[Change]:
    records = dozen()[Record]
    for n, record in enumerate(records):
        if not record.source_key or record.doi:
            continue

        def changed(now: Stands, n: int = n, **cells: Any) -> Stands:
            again = [now.books.mentions.find(record.record_id)[0] for record in records]
            again[n] = replace(again[n], **cells)
            return replace(now, books=replace(now.books, mentions=Mentions(again)))

        alone = sum(other.source_key == record.source_key for other in records) == 1

        def its(kind: str, d: Any, key: str = record.source_key) -> bool:
            if kind == "duplicates":
                return key in (d.record_a, d.record_b)
            return kind == "appraisal" and d.record == key

        if alone:
            yield Change(f"title of {record.source_key}", lambda now, c=changed: c(now, title="Else"), its)
            yield Change(f"year of {record.source_key}", lambda now, c=changed: c(now, year=1900), its)
        shout = record.title.upper()
        for what in (
            {"abstract": "Else."},
            {"pages": "9"},
            {"source_file": "z"},
            {"title": shout},
            {"volume": "8"},
        ):
            yield Change(f"{record.source_key} {what}", lambda now, c=changed, w=what: c(now, **w), nobody)


def on_tools() -> Iterator[Change]:
    def changed(now: Stands, **cells: Any) -> Stands:
        tools = tuple(replace(t, **cells) if t.name == "MMAT 2018" else t for t in now.tools.tools)
        return replace(now, tools=replace(now.tools, tools=tools))

    yield Change(
        "version of MMAT", lambda now: changed(now, version="2030"), lambda kind, d: kind == "appraisal"
    )
    yield Change("source of MMAT", lambda now: changed(now, source="else"), nobody)


@cache
def changes() -> list[Change]:
    return [*on_claims(), *on_codes(), *on_items(), *on_entries(), *on_tools()]


def meant(*made: Change) -> set[tuple[str, int]]:
    """The judgements that stand (they have fingerprints) and rest on one of these, by what the changes say of themselves."""
    return {
        (d.file, d.line)
        for kind, rows in decided().items()
        for d in rows
        if d.judged
        for change in made
        if change.of(given_by(kind).name, d)
    }


def test_nothing_is_stale_where_nothing_moved():
    assert stale(stands()) == set() and len(changes()) > 200


def test_exactly_what_rests_on_what_moved_is_stale():
    """One test for all of them: to give each a name, every worker would have to make the review before it runs anything."""
    found = [(change, stale(change.made(stands())), meant(change)) for change in changes()]
    assert [(change, got, wanted) for change, got, wanted in found if got != wanted] == []


def test_every_kind_of_judgement_goes_stale_by_some_change():
    hit = {place for change in changes() for place in meant(change)}
    kinds = {kind for kind, rows in decided().items() for d in rows if (d.file, d.line) in hit}
    assert kinds == {*KINDS}


@examples(20)
@given(
    st.deferred(
        lambda: st.lists(
            st.sampled_from(changes()), min_size=2, max_size=4, unique_by=lambda c: c.name.split(" ")[0]
        )
    )
)
def test_what_several_changes_move_is_what_each_of_them_moves(several):
    now = stands()
    for change in several:
        now = change.made(now)
    assert stale(now) == meant(*several)


def test_a_judgement_without_fingerprints_is_never_said_to_be_stale():
    bare = {kind: [replace(d, judged="") for d in rows] for kind, rows in decided().items()}
    for change in changes()[:: len(changes()) // 7]:
        assert {row.state for row in judged(bare, change.made(stands()))} <= {Holds.NOT_KNOWN, Holds.YES}


def test_what_could_turn_a_verdict_is_asked_for_first():
    rows = judged(decided(), stands())
    order = [list(Consequence).index(row.consequence) for row in rows]
    assert order == sorted(order) and isinstance(rows[0], Judged)
    turning = {study for finding in dozen()[Finding] for study in finding.flip_set}
    assert {
        row.study_id for row in rows if row.kind != "sides" and row.consequence == Consequence.TURNS
    } <= turning
    assert all(set(row.turns) <= {row.about} for row in rows if row.kind == "sides")

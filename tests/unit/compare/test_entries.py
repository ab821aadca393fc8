"""Exports that are downloaded again: what a person would say is the same entry is never one that went and one that came."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.compare.differences import differences
from evidence.compare.entries_matched import Entry, matches
from evidence.compare.rows import Change, Kind
from evidence.deduplicate.decisions import DuplicateDecision, Judgement
from evidence.deduplicate.rows import Membership, Work
from evidence.deduplicate.settings import LinkageRules
from evidence.deduplicate.stage import deduplicate
from evidence.ingest.rows import QUARANTINE, FileCount, Record
from evidence.ingest.stage import Source, ingest
from evidence.screen.rows import LedgerRow, Screening
from evidence.screen.stage import screen
from tests.depth import examples
from tests.unit.builders import make, steps_of
from tests.unit.compare.altered import Partial

WORDS = [
    "garden",
    "shed",
    "lease",
    "club",
    "town",
    "beans",
    "roses",
    "harvest",
    "quarrel",
    "fence",
    "slug",
    "duty",
    "choice",
    "trial",
    "survey",
    "case",
    "barrow",
    "spade",
    "council",
    "allotment",
    "compost",
    "drought",
    "orchard",
    "glasshouse",
    "hedge",
    "meadow",
    "nettle",
    "pond",
    "rake",
    "soil",
    "tool",
    "weed",
]


@dataclass(frozen=True)
class Reference:
    """One reference as a database would export it."""

    key: str
    title: str
    author: str
    year: int
    doi: str

    def ris(self) -> str:
        doi = f"DO  - {self.doi}\n" if self.doi else ""
        return f"TY  - JOUR\nID  - {self.key}\nAU  - {self.author}\nTI  - {self.title}\nT2  - Soil\nPY  - {self.year}\n{doi}ER  - \n\n"


@cache
def library(n: int = 100) -> tuple[Reference, ...]:
    """References of which two in three have a DOI; all titles differ by several words."""
    draw = random.Random(7)
    found = []
    for number in range(n):
        title = " ".join(draw.sample(WORDS, 8)).capitalize()
        author = f"{draw.choice(WORDS).capitalize()}, {draw.choice('ABCDE')}."
        doi = f"10.5555/{number}" if number % 3 else ""
        found.append(Reference(f"a{number}", title, author, 1990 + number % 30, doi))
    return tuple(found)


def built(*files: tuple[str, tuple[Reference, ...]], decided: tuple[DuplicateDecision, ...] = ()) -> Partial:
    """The bibliography of some exports, as the stages make it."""
    read = ingest(
        Source(f"literature/records/{name}", "".join(r.ris() for r in refs).encode()) for name, refs in files
    )
    found = deduplicate(read.records, list(decided), LinkageRules())
    screened = screen(found.works, read.records, found.memberships, [])
    rows = steps_of(read.records, read.quarantine, found.memberships, screened.screening)
    return Partial(
        None, (FileCount, read.counts), (QUARANTINE, read.quarantine), (Record, read.records), (Work, found.works),
        (Membership, found.memberships), (Screening, list(screened.screening)), (LedgerRow, rows),
    )  # fmt: skip


def listed(*files: tuple[str, tuple[Reference, ...]]) -> Partial:
    """The same where no entry is like another, so that every one is a work."""
    read = ingest(Source(name, "".join(ref.ris() for ref in refs).encode()) for name, refs in files)
    ids = [record.record_id for record in read.records]
    works = [make(Work, work_id=f"w-{i}", study_id=f"w-{i}", title=i) for i in ids]
    members = [make(Membership, record_id=i, work_id=f"w-{i}", primary=True) for i in ids]
    screened = [make(Screening, work_id=f"w-{i}", decision="undecided") for i in ids]
    return Partial(
        None, (FileCount, read.counts), (Record, read.records), (Work, works), (Membership, members), (Screening, screened)
    )  # fmt: skip


def kinds(changes: list[Change]) -> Counter[Kind]:
    return Counter(change.kind for change in changes)


def corrected(reference: Reference) -> Reference:
    """As somebody corrects a title: a slip of the pen in the first half of them, a subtitle in the others."""
    title = reference.title
    return replace(reference, title=f"{title[:-3]}{title[-2:]}" if len(title) % 2 else f"{title}: a study")


def again(refs: tuple[Reference, ...], some: int) -> tuple[Reference, ...]:
    """The same export on another day: other keys, another order, every `some`th title corrected."""
    found = [corrected(ref) if n % some == 0 else ref for n, ref in enumerate(refs)]
    return tuple(replace(ref, key=f"b{n}") for n, ref in reversed(list(enumerate(found))))


def test_an_export_downloaded_again_is_the_same_export() -> None:
    before, after = built(("may.ris", library())), built(("june.ris", again(library(), 20)))
    there, back = differences(before, after), differences(after, before)
    assert kinds(there) == kinds(back) == Counter({Kind.REKEYED: 100})
    titles = {ref.title for ref in library()[::20]}
    told = [change for change in there if "its title was" in change.why]
    assert {change.why.split("‘")[1].rstrip("’") for change in told} == titles and len(told) == 5
    assert {change.field for change in there} == {"key", "key, title"}
    name = {row.source_key: row.record_id for review in (before, after) for row in review[Record]}
    assert {(c.before, c.after) for c in there} == {(name[f"a{n}"], name[f"b{n}"]) for n in range(100)}


def test_titles_corrected_in_place_are_told_and_nothing_else() -> None:
    refs = library()
    before = built(("a.ris", refs))
    after = built(("a.ris", tuple(corrected(ref) if n < 5 else ref for n, ref in enumerate(refs))))
    there = differences(before, after)
    assert kinds(there) == Counter({Kind.REKEYED: 5}) and {change.field for change in there} == {"title"}


@examples(25)
@given(
    st.integers(0, 4), st.integers(0, 4), st.sampled_from([2, 5, 20, 1000]), st.booleans(), st.integers(1, 3)
)
def test_entries_in_and_out_are_counted_whatever_else_happens(gone, come, some, rekeyed, files) -> None:
    refs, more = library()[:30], library(40)[30:]
    kept = refs[gone:]
    now = (
        again(kept, some)
        if rekeyed
        else tuple(corrected(r) if n % some == 0 else r for n, r in enumerate(kept))
    )
    now += more[:come]
    parts = tuple((f"part{n}.ris", now[n::files]) for n in range(files))
    changes = kinds(differences(listed(("all.ris", refs)), listed(*parts)))
    moved = len(kept) if rekeyed else len(range(0, len(kept), some))
    assert changes == Counter(
        {
            Kind.ENTRY_OUT: gone,
            Kind.WORK_OUT: gone,
            Kind.ENTRY_IN: come,
            Kind.WORK_IN: come,
            Kind.REKEYED: moved,
        }
    )


def test_of_two_exports_that_share_works_each_entry_is_found_in_its_own() -> None:
    other = tuple(replace(ref, key=f"z{ref.key}") for ref in library()[:20])
    before = built(("one.ris", library()[:40]), ("two.ris", other))
    after = built(("one.ris", again(library()[:40], 10)), ("two.ris", other))
    assert kinds(differences(before, after)) == Counter({Kind.REKEYED: 40})


@pytest.mark.parametrize("name", ["a-again.ris", "z.ris"])
def test_entries_of_a_search_that_was_run_again_came_with_its_file_whatever_files_are_called(name) -> None:
    refs = library(6)
    before, after = listed(("a.ris", refs[:4])), listed(*sorted([("a.ris", refs[:4]), (name, refs[2:])]))
    for changes, kind in (
        (differences(before, after), Kind.ENTRY_IN),
        (differences(after, before), Kind.ENTRY_OUT),
    ):
        own = [change for change in changes if change.kind in (Kind.ENTRY_IN, Kind.ENTRY_OUT)]
        assert [change.kind for change in own] == [kind] * 4
        assert {change.why.partition(":")[0].rpartition("/")[2] for change in own} == {name}


def test_a_decision_joins_two_works_and_its_reason_is_told() -> None:
    one = library()[0]
    other = replace(one, key="draft", title="Of plots and people in towns", doi="")
    files = (("a.ris", (one, other)),)
    joined = DuplicateDecision(
        "duplicates.csv", 2, record_a=one.key, record_b="draft", decision=Judgement.DUPLICATE,
        relation="", reason="read both", reviewer="ann", date="2024-01-01",
    )  # fmt: skip
    before, after = built(*files), built(*files, decided=(joined,))
    name = {row.key: row.work_id for row in before[Work]}
    (change,) = differences(before, after)
    assert (change.kind, change.after) == (Kind.WORKS_JOINED, name[one.key])
    assert change.before == "; ".join(sorted(name.values())) and "read both (ann)" in change.why
    (change,) = differences(after, before)
    assert (change.kind, change.before) == (
        Kind.WORK_PARTED,
        name[one.key],
    ) and "read both (ann)" in change.why


OWN = Entry("r1", "a.ris", "k", "Housing and work for all", ("Ash, Bo",), 2012, "Soil", "1", "1-9", "", "")


@pytest.mark.parametrize(
    ("given", "is_one"),
    [
        ({"source_key": "other", "source_file": "b.ris"}, True),
        ({"title": "Housing and works for all"}, True),
        ({"title": "HOUSING and Work for All."}, True),
        (
            {"title": "Logement et travail", "doi": "10.5555/one"},
            True,
        ),  # a translation with the same DOI and author
        ({"year": 2013, "volume": "2"}, True),  # online first became a volume
        ({"title": "Housing and works for all", "volume": "2", "pages": "20-29"}, False),  # another article
        ({"doi": "10.5555/two"}, False),  # a preprint and its article are two
        ({"title": "Contracts and trust in towns"}, False),
        ({"title": "Contracts and trust in towns", "source_key": "k", "authors": ("Elm, Cy",)}, False),
        ({"title": "Housing and work for all", "authors": ("Elm, Cy",), "year": 1990}, False),
    ],
)
def test_what_is_one_entry_and_what_is_not(given, is_one) -> None:
    own = replace(OWN, doi="10.5555/one") if "doi" in given else OWN
    other = replace(own, **{"record_id": "r2", "source_key": "x", **given})
    assert [(m.before, m.after) for m in matches([own], [other])] == ([(own, other)] if is_one else [])
    assert bool(matches([other], [own])) == is_one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Housing report 2011", "Housing report 2012"),
        ("Housing in towns, part I", "Housing in towns, part II"),
    ],
)
def test_parts_and_years_of_a_report_are_entries_of_their_own(one, other) -> None:
    own, now = replace(OWN, title=one), replace(OWN, record_id="r2", source_key="x", title=other)
    assert not matches([own], [now])


def test_many_entries_with_one_title_are_paired_each_once() -> None:
    own = [
        replace(OWN, record_id=f"a{n}", title="Editorial", source_key=f"a{n}", pages=f"{n}")
        for n in range(600)
    ]
    now = [replace(one, record_id=f"b{n}", source_key=f"b{n}") for n, one in enumerate(own)]
    found = matches(own, now)
    assert len(found) == 600 and {(m.before.pages == m.after.pages) for m in found} == {True}

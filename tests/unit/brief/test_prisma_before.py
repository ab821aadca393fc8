"""The flow of an updated review: what was there before, what is new, and sums that hold between them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evidence.book_settings import Previous
from evidence.brief.figures.prisma_flow import prisma_flow
from evidence.brief.prisma import Flow, flow_of
from evidence.brief.prisma_before import Before, before, of_reruns
from evidence.export.prisma import numbers
from evidence.screen.rows import LedgerRow
from evidence.searches import Rerun, Search, Searches
from tests.depth import examples

from ..builders import make, screening, work

# Work → (its study, what was decided then, what is decided now, entries of before, new entries). Nothing then: not known yet.
WORKS = {
    "stays": ("s1", "include", "include", ["a1"], ["n1"]),  # found again
    "twin": ("s1", "include", "include", ["a2"], []),
    "gone": ("s2", "include", "exclude", ["a3"], []),  # retracted
    "late": ("s3", "exclude", "include", ["a4"], []),  # known before, included only now
    "fresh": ("s4", "", "include", [], ["n2", "n3"]),
    "more": ("s1", "", "include", [], ["n4"]),  # a further report of a study of before
    "out": ("s5", "", "exclude", [], ["n5"]),
    "open": ("s6", "", "undecided", [], ["n6"]),
}
FATES = {"include": "included", "exclude": "excluded", "undecided": "undecided"}


def tables():
    works = [work(name, study_id=s, members=(*old, *new)) for name, (s, _, _, old, new) in WORKS.items()]
    decided = [screening(name, now) for name, (_, _, now, _, _) in WORKS.items()]
    ledger = []
    for _, _, now, old, new in WORKS.values():
        for n, entry in enumerate([*new, *old]):  # the newest entry is the fullest
            fate = FATES[now] if n == 0 else "duplicate"
            file = "literature/records/july.ris" if entry in new else "literature/records/first.ris"
            ledger.append(make(LedgerRow, entry_id=entry, source_file=file, fate=fate, final=True))
    ledger.append(
        make(
            LedgerRow, entry_id="q", source_file="literature/records/july.ris", fate="quarantined", final=True
        )
    )
    return ledger, works, decided


def then() -> Before:
    works = [work(name, study_id=s, members=tuple(old)) for name, (s, was, _, old, _) in WORKS.items() if was]
    decided = [screening(name, was) for name, (_, was, _, _, _) in WORKS.items() if was]
    return before((entry for one in works for entry in one.members), works, decided)


def flow(earlier: Previous | None = None) -> Flow:
    ledger, works, decided = tables()
    return flow_of([], ledger, works, decided, [], earlier, then())


def test_what_was_there_stands_beside_what_is_new() -> None:
    found = flow()
    assert found.previous == (2, 3), "studies s1 and s2, in stays, twin and gone"
    assert found.gone == (1, 1), "s2, by its one report"
    assert (found.entries, found.quarantined, found.duplicates, found.works) == (7, 1, 2, 4)
    assert (found.undecided, sum(n for _, n in found.excluded)) == (1, 1)
    assert (found.included, found.known_before) == (3, 1), "late, fresh and more, of which late was known"
    assert found.studies == 2, "s3 and s4; more is a report of s1"
    assert found.total == (3, 5), "s1, s3 and s4, in five works"
    assert found.sources == (("literature/records/july.ris", 7),)


def test_it_is_printed_drawn_and_handed_to_r() -> None:
    rows = {what: n for _, what, n in flow().rows()}
    assert rows["Studies in the earlier version of the review"] == 2 and rows["New studies included"] == 2
    assert rows["Studies of these that are no longer in the review"] == 1
    assert rows["Studies in the review with those of the earlier version"] == 3
    drawn = prisma_flow(flow(), "x")
    for words in (
        "studies in the earlier version",
        "study no longer in the review",
        "new works included",
        "studies in all",
    ):
        assert words in drawn.replace("</text>", "")
    told = numbers(flow())
    assert (told["previous_studies"], told["new_studies"], told["total_studies"]) == (2, 2, 3)
    assert (told["previous_reports"], told["new_reports"], told["total_reports"]) == (3, 3, 5)


def test_what_was_made_elsewhere_comes_on_top() -> None:
    found = flow(Previous(10, 12))
    assert found.previous == (12, 15) and found.total == (13, 17)


def test_without_a_release_the_files_of_reruns_are_what_is_new() -> None:
    ledger, works, decided = tables()
    searches = Searches(
        searches=(
            Search("MEDLINE", files=("first.ris",), reruns=(Rerun("2026-07-01", files=("july.ris",)),)),
        )
    )
    found = of_reruns(searches, ledger, works, decided)
    assert found is not None and found.entries == {"a1", "a2", "a3", "a4"}
    assert (found.studies, found.reports) == (2, 3), "stays, twin and late, as they stand today"
    again = flow_of([], ledger, works, decided, [], None, found)
    assert again.gone == (0, 0) and again.included == 2 and again.total == (3, 5)
    assert of_reruns(Searches(searches=(Search("MEDLINE"),)), ledger, works, decided) is None


@examples(60)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 4),
            st.sampled_from(["include", "exclude", "undecided", ""]),
            st.sampled_from(["include", "exclude", "undecided"]),
            st.booleans(),
        ),
        max_size=9,
    )
)
def test_the_sums_of_an_update_hold_whatever_came(made) -> None:
    works, decided, ledger, old_works, old_decided = [], [], [], [], []
    for n, (study, was, now, again) in enumerate(made):
        old, new = ([f"o{n}"] if was else []), ([f"n{n}"] if again or not was else [])
        works.append(work(f"w{n}", study_id=f"s{study}", members=(*old, *new)))
        decided.append(screening(f"w{n}", now))
        for k, entry in enumerate([*new, *old]):
            ledger.append(
                make(
                    LedgerRow,
                    entry_id=entry,
                    source_file="f",
                    fate="duplicate" if k else FATES[now],
                    final=True,
                )
            )
        if was:
            old_works.append(work(f"w{n}", study_id=f"s{study}", members=tuple(old)))
            old_decided.append(screening(f"w{n}", was))
    known = before((e for one in old_works for e in one.members), old_works, old_decided)
    found = flow_of([], ledger, works, decided, [], None, known)
    taken = [
        name
        for name, (_, _, now, _) in zip([one.work_id for one in works], made, strict=True)
        if now == "include"
    ]
    assert found.total == (len({made[int(name[1:])][0] for name in taken}), len(taken))
    assert found.entries == found.quarantined + found.duplicates + found.works
    assert (
        found.works - found.undecided - sum(n for _, n in found.excluded)
        == found.included - found.known_before
    )
    assert min(found.gone) >= 0 and found.known_before >= 0 and replace(found).unsought >= 0

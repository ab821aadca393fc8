"""The faults, in the order in which data flows."""

from __future__ import annotations

from tests.mutations.from_people import OF_PEOPLE
from tests.mutations.from_records import OF_RECORDS
from tests.mutations.from_studies import OF_STUDIES
from tests.mutations.from_versions import OF_VERSIONS
from tests.mutations.mutation import Mutation
from tests.mutations.to_readers import TO_READERS

MUTATIONS: tuple[Mutation, ...] = (*OF_PEOPLE, *OF_RECORDS, *OF_STUDIES, *OF_VERSIONS, *TO_READERS)

LAWS = (
    "a record is lost in the merge",
    "papers are counted for studies, by direction",
    "an estimate that may not be pooled is pooled",
    "a person's side is passed over",
    "a person's inclusion is passed over",
    "the title of a work is markup",
    "an entry that cannot be used is lost",
    "a figure in prose is typed",
    "the claim counts as evidence for itself",
    "a verdict outlives its evidence",
)
"""The ten of the laws, one each: conservation, the unit of counting, pooling, people before machines (twice), input as text,
nothing lost in silence, computed prose, claims under test, and verdicts that go stale."""

FOUND_MISSING = (
    "papers are counted for studies, by direction",
    "papers are counted for studies, in the map",
    "the row of an excluded record counts",
    "every cell of every table is markup",
    "the manifest leaves out the PDF",
    "strict changes nothing",
    "a pool has another level than was set",
    "a passage on a card is markup",
)
"""The eight that no fast test saw when mutations were first tried, in 2026."""

"""The tables of deduplicate: works, what belongs to them, and what a person is asked."""

from __future__ import annotations

from enum import StrEnum

from evidence.rows import column, table, unstored


@table("works", "Every work, merged from its records", key=("work_id",))
class Work:
    """One publication, merged from its records. `provenance` is JSON: field → record_id.

    `retracted`: a work that has it counts nowhere. `letter` tells it from others of the same authors and year (`citation.lettered`).
    """

    work_id: str = column("work")
    key: str = column("key in lists of references")
    kind: str = column("kind of publication")
    title: str = column("title")
    authors: tuple[str, ...] = column("authors")
    year: int | None = column("year of publication", "year")
    container: str = column("journal, book or series")
    volume: str = column("volume")
    issue: str = column("issue")
    pages: str = column("pages")
    publisher: str = column("publisher")
    doi: str = column("DOI")
    pmid: str = column("PubMed number")
    pmcid: str = column("PubMed Central number")
    isbn: str = column("ISBN")
    issn: str = column("ISSN")
    arxiv: str = column("arXiv number")
    openalex: str = column("OpenAlex number")
    url: str = column("address")
    abstract: str = column("abstract", shipped=False)
    abstract_kind: str = column("whose words the abstract is")
    keywords: tuple[str, ...] = column("keywords")
    study_id: str = column("study that it reports", refers="works.work_id")
    members: tuple[str, ...] = column("records that it was merged from", refers="records.record_id")
    provenance: str = column("the record that gave each field, as JSON")
    retracted: str = column("what says that its study is retracted; blank where nothing does")
    letter: str = unstored("")


@table("memberships", key=("record_id",))
class Membership:
    """Which work a record belongs to, and what joined it to that work.

    `known`: the record stands in literature/known_works.csv, so that it was here before others. `formerly`: every name that it
    had before it was described otherwise; `strange`: names of it that were those of an entry which is gone.
    """

    record_id: str = column("record", refers="records.record_id")
    work_id: str = column("work", refers="works.work_id")
    primary: bool = column("whether the work takes its name from it")
    matched_record: str = column("record that it was joined to", refers="records.record_id")
    rule: str = column("what joined them")
    reason: str = column("what spoke for it")
    by: str = column("who joined them")
    known: bool = column("whether the work was known before", default=False)
    formerly: tuple[str, ...] = column("names that it had before", default=())
    strange: tuple[str, ...] = column("names of it that were those of another entry", default=())

    def had(self, reference: str) -> bool:
        """Whether the record had this name before."""
        return reference in self.formerly if self.formerly else self.known and reference not in self.strange


@table("maybe", "Pairs of records that a person is asked about", key=("record_a", "record_b"))
class MaybePair:
    """Two records that look alike but were not joined: a question for a person."""

    record_a: str = column("one record", refers="records.record_id")
    record_b: str = column("the other record", refers="records.record_id")
    question: str = column("what speaks for and against")
    probability: float = column("probability that they are one work", "share")


class Consequence(StrEnum):
    """What came of comparing two records."""

    JOINED = "duplicate"
    ASKED = "question"
    HELD = "held"
    LINKED = "link"


@table("comparisons", key=("record_a", "record_b"))
class Comparison:
    """How two records were compared, and what came of it.

    `fields` is JSON: field → [level, weight]; the weights and `intercept` add up to the log-odds.
    """

    record_a: str = column("one record", refers="records.record_id")
    record_b: str = column("the other record", refers="records.record_id")
    outcome: Consequence = column("what came of it")
    probability: float = column("probability that they are one work", "share")
    reason: str = column("what decided")
    fields: str = column("level and weight of each field, as JSON")


@table(
    "links",
    "What works are to one another",
    download="work_links.csv",
    key=("work_id", "other_work_id", "relation"),
)
class WorkLink:
    """What one work is to another: `work_id` is `relation` `other_work_id`, as in erratum-to.

    `policy` says what follows from it: `study` (both report one study) or `link` (named only).
    """

    work_id: str = column("work", refers="works.work_id")
    other_work_id: str = column("the other work", refers="works.work_id")
    relation: str = column("what the first is to the other")
    policy: str = column("what follows from it")
    reason: str = column("what says so")
    by: str = column("who says so")


@table("study_links", "Works that report one study", key=("work_id",))
class StudyLink:
    """Several works can report one study; synthesis counts studies."""

    work_id: str = column("work", refers="works.work_id")
    study_id: str = column("study", refers="works.work_id")
    relation: str = column("what the work is to the study's first report")
    reason: str = column("what says so")
    by: str = column("who says so")

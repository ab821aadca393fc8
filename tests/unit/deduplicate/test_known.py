"""What was known before is found among the records of now: ids stay, old names lead on, and a name that is used again leads nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.decisions import by_work
from evidence.deduplicate.decisions import KnownWork
from evidence.deduplicate.known import described, entry_of, returned
from evidence.deduplicate.settings import LinkageRules
from evidence.deduplicate.stage import as_rows, link
from evidence.ingest.rows import Record
from evidence.ingest.stage import Source, ingest
from evidence.io import to_table
from evidence.meant import NO_RECORD
from evidence.mentions import Mentions
from evidence.screen.decisions import ScreeningDecision

OAK = "Oak and ash in the towns of the far north"
ELM = "Elm bark beetles and the people who count them"


def entry(key: str, title: str, year: int = 2001, **more: str) -> str:
    told = {
        "author": "Ash, Ann and Elm, Bo",
        "journal": "Journal of Trees",
        "volume": "3",
        "pages": "5--19",
        **more,
    }
    return (
        f"@article{{{key}, title={{{title}}}, year={year}, "
        + ", ".join(f"{n}={{{v}}}" for n, v in told.items())
        + "}\n"
    )


def read(*entries: str) -> list[Record]:
    return ingest([Source("a.bib", "".join(entries).encode())]).records


class Years:
    """A review that is written down after each download."""

    def __init__(self) -> None:
        self.rows: list[KnownWork] = []

    def download(self, *entries: str):
        self.records = read(*entries)
        table = to_table(self.records, Record)
        self.back = returned(self.rows, table, LinkageRules())
        self.made = as_rows(link(table, known=self.back))
        return self

    def remember(self):
        known = {row.record for row in self.rows}
        here = {r.record_id: r for r in self.records}
        for m in self.made.memberships:
            if m.record_id not in known:
                was = next((name for name in m.formerly if name in known and name not in here), "")
                self.rows.append(
                    KnownWork("k.csv", 2, m.record_id, m.work_id, was, *described(here[m.record_id]))
                )
        return self

    def meant(self, *references: str, title: str = "") -> dict[str, str]:
        """Reference → the title of the one work that a decision by it is of."""
        work_of = {m.record_id: m.work_id for m in self.made.memberships}
        rows = [
            ScreeningDecision("s.csv", n, ref, "include", "", "", "An", "2020-01-01", title)
            for n, ref in enumerate(references, 2)
        ]
        titles = {w.work_id: w.title for w in self.made.works}
        applied, self.remarks = by_work(rows, Mentions(self.records, self.made.memberships), work_of)
        return {row.record: titles[work] for row, work in applied}

    @property
    def ids(self) -> list[str]:
        return [w.work_id for w in self.made.works]


def test_a_description_that_was_written_down_is_that_of_the_record():
    [record] = read(entry("oak", OAK, doi="10.1000/oak"))
    row = KnownWork("k.csv", 2, record.record_id, "w", "", *described(record))
    for name in ("title", "authors", "year", "container", "volume", "pages", "doi", "source_key", "kind"):
        assert getattr(entry_of(row), name) == getattr(record, name)


def test_another_key_and_a_corrected_title_keep_the_work_its_id_and_its_decisions():
    years = Years().download(entry("oak", OAK), entry("elm", ELM, pages="30--41")).remember()
    ids, old = years.ids, years.records[0].record_id
    years.download(entry("zz1", OAK.replace("towns", "townes")), entry("zz2", ELM, pages="30--41"))
    assert years.ids == ids
    found = years.meant("oak", "elm", old, "zz1", OAK, OAK.replace("towns", "townes"))
    assert (
        set(found) == {"oak", "elm", old, "zz1", OAK, OAK.replace("towns", "townes")} and years.remarks == []
    )
    assert [found["oak"], found["elm"]] == [OAK.replace("towns", "townes"), ELM]
    said = sorted(("key ‘oak’ → ‘zz1’" in r.problem, "title ‘" in r.problem) for r in years.back.remarks)
    assert said == [(False, False), (True, True)]


def test_what_was_written_down_again_is_remarked_upon_no_more_and_its_oldest_name_still_leads_to_it():
    years = Years().download(entry("oak", OAK)).remember()
    ids = years.ids
    years.download(entry("b", OAK)).remember()
    assert years.rows[-1].was == years.rows[0].record
    assert not years.download(entry("b", OAK)).back.remarks
    years.download(entry("c", OAK, doi="10.1000/oak")).remember()
    years.download(entry("c", OAK, doi="10.1000/oak"))
    assert (
        years.ids == ids and set(years.meant("oak", "b", "c")) == {"oak", "b", "c"} and not years.back.remarks
    )


def test_keys_that_two_entries_have_exchanged_lead_to_what_they_were():
    years = Years().download(entry("k1", OAK), entry("k2", ELM, pages="30--41")).remember()
    years.download(entry("k2", OAK), entry("k1", ELM, pages="30--41"))
    assert years.meant("k1", "k2") == {"k1": OAK, "k2": ELM}
    assert len(years.remarks) == 2 and all(
        "known before" in r.problem and not r.dropped for r in years.remarks
    )


def test_a_key_of_an_entry_that_is_gone_leads_to_no_other_that_has_come_to_bear_it():
    years = Years().download(entry("k1", OAK)).remember()
    years.download(entry("k1", ELM, pages="30--41", author="Yew, Cy"))
    assert years.meant("k1") == {} and years.remarks[0].problem.startswith(NO_RECORD)
    [said] = years.back.remarks
    assert said.value == "k1" and OAK in said.problem and "not taken for this one" in said.problem
    years.remember()
    assert years.download(entry("k1", ELM, pages="30--41", author="Yew, Cy")).meant("k1") == {"k1": ELM}


def test_the_noted_title_may_be_that_of_before():
    long = f"{OAK}: a history of planting, felling and planting again"
    years = Years().download(entry("k1", long, doi="10.1000/oak")).remember()
    years.download(entry("k1", OAK, doi="10.1000/oak"))
    assert years.meant("k1", title=long) == {"k1": OAK} and years.meant("k1", title=ELM) == {}


def test_an_entry_that_is_gone_speaks_for_the_work_by_which_it_stood():
    """Two exports had the work; one has gone."""
    years = Years().download(entry("k1", OAK), entry("k2", OAK)).remember()
    assert len(years.made.works) == 1
    ids = years.ids
    years.download(entry("k2", OAK))
    assert years.ids == ids and years.meant("k1") == {"k1": OAK}


@pytest.mark.parametrize(
    "other",
    [
        entry("zz", f"{OAK}: Part II", pages="30--41"),
        entry("zz", f"Erratum to: {OAK}", pages="77--77"),
        entry("zz", OAK, year=2005, volume="9", pages="300--310"),
        entry("zz", ELM),
    ],
)
def test_a_work_that_resembles_one_that_is_gone_inherits_nothing(other):
    years = Years().download(entry("oak", OAK)).remember()
    ids = years.ids
    years.download(other)
    assert years.ids != ids and years.meant("oak") == {} and not years.back.remarks


def test_what_an_earlier_version_wrote_down_is_only_a_name():
    [record] = read(entry("oak", OAK))
    rows = [KnownWork("k.csv", 2, record.record_id, "w-first"), KnownWork("k.csv", 3, "gone", "w-gone")]
    back = returned(rows, to_table(read(entry("oak", OAK), entry("zz", ELM)), Record), LinkageRules())
    assert (
        back.work_of == {record.record_id: "w-first", "gone": "w-gone"}
        and not back.names
        and not list(back.remarks)
    )


def test_an_entry_of_which_only_the_record_id_is_another_is_the_same():
    years = Years().download(entry("oak", OAK)).remember()
    years.rows = [replace(row, record="ash2001-before", work="w-ash2001-before") for row in years.rows]
    years.download(entry("oak", OAK))
    assert [work.work_id for work in years.made.works] == ["w-ash2001-before"]
    (remark,) = years.back.remarks
    assert remark.field == "record_id" and "what differs: nothing but the record id" in remark.problem

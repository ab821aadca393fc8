"""A preprint, then its article, then an erratum, then a retraction: four builds of one review, with the numbers after each.

The review is that of three trials of BCG in `tests/people/pool_of_three`. The numbers are counted by hand: three studies take the side of the claim
until one is retracted, and two afterwards.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evidence.cli.remember import note
from evidence.deduplicate.rows import Work, WorkLink
from evidence.extract.rows import EvidenceItem
from evidence.layout import Layout
from evidence.pipeline import STAGES
from evidence.remarks import Remark
from evidence.review import InMemory
from evidence.rows import Table
from evidence.screen.rows import LedgerRow
from evidence.stage import run_in_memory
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.pool_rows import Pool, PoolStudy

BASE = Path(__file__).resolve().parents[1] / "people" / "pool_of_three"
READING = ("ingest", "deduplicate", "screen", "classify", "extract", "appraise", "synthesise")
TITLE = "BCG and vole bacillus vaccines in the prevention of tuberculosis in adolescence and early adult life"
AUTHORS = "AU  - Hart, P. D.\nAU  - Sutherland, I.\n"
PREPRINT = f"TY  - UNPB\nID  - hart1976\n{AUTHORS}TI  - {TITLE}\nT2  - medRxiv\nPY  - 1976\nDO  - 10.1101/1976.01.01\nER  - \n"
ARTICLE = f"TY  - JOUR\nID  - hart1977\n{AUTHORS}TI  - {TITLE}\nT2  - British Medical Journal\nPY  - 1977\nVL  - 2\nSP  - 293\nEP  - 295\nDO  - 10.1136/bmj.2.293\nER  - \n"
ERRATUM = f"TY  - JOUR\nID  - hart1978\n{AUTHORS}TI  - Erratum: {TITLE}\nT2  - British Medical Journal\nPY  - 1978\nVL  - 3\nSP  - 44\nER  - \n"
RETRACTION = f"TY  - JOUR\nID  - bmj1979\n{AUTHORS}TI  - Retraction: {TITLE}\nT2  - British Medical Journal\nPY  - 1979\nVL  - 4\nSP  - 99\nER  - \n"
MARKED = ARTICLE.replace("TI  - BCG", "TI  - RETRACTED: BCG")
IN_NOTES = ARTICLE.replace("ER  - ", "N1  - Retracted Publication\nER  - ")


class Living:
    """A review that is built again whenever something has arrived, and written down after each build."""

    def __init__(self, folder: Path) -> None:
        self.at = shutil.copytree(BASE, folder / "review")
        for name in ("embase.ris", "medline.bib"):
            (self.at / "literature/records" / name).write_text("")
        self._write("records/trials.ris", self._trials())
        for table in ("effects/effects.csv", "decisions/screening.csv", "decisions/coding.csv"):
            self._write(table, (self.at / "literature" / table).read_text().replace("hart1977", "hart1976"))
        (self.at / "literature/case_studies/extracts.csv").unlink()

    def _trials(self) -> str:
        rows = (("aronson1948", "Aronson, J. D.", "Protective vaccination against tuberculosis with special reference to BCG", 1948),
                ("ferguson1949", "Ferguson, R. G.", "BCG vaccination of Indian infants in Saskatchewan", 1949))  # fmt: skip
        return "".join(
            f"TY  - JOUR\nID  - {k}\nAU  - {a}\nTI  - {t}\nT2  - Tubercle\nPY  - {y}\nVL  - {y - 1900}\nSP  - 5\nEP  - 11\nER  - \n"
            for k, a, t, y in rows
        )

    def _write(self, name: str, text: str) -> None:
        (self.at / "literature" / name).write_text(text)

    def add(self, name: str, text: str) -> None:
        path = self.at / "literature" / name
        path.write_text((path.read_text() if path.exists() else "") + text)

    def arrives(self, text: str, name: str) -> InMemory:
        self.add(f"records/{name}.ris", text)
        return self.build()

    def build(self) -> InMemory:
        made = run_in_memory(Layout(self.at), *(stage for stage in STAGES if stage.name in READING))
        note(made.at, made)
        return made


def told(made: InMemory) -> list[str]:
    return [row.problem for row in made[Table("deduplicate", "remarks", Remark)]]


def numbers(made: InMemory) -> tuple[int, int]:
    """(studies in the pool, studies for the claim)."""
    [pool] = [pool for pool in made[Pool] if pool.pooled]
    return sum(row.pool_id == pool.pool_id for row in made[PoolStudy]), next(
        f.n_for for f in made[Finding] if f.proposition == "B1"
    )


def fate(made: InMemory, key: str) -> tuple[str, str]:
    from evidence.ingest.rows import Record

    entry = next(r.record_id for r in made[Record] if r.source_key == key)
    return next((row.fate, row.reason) for row in made[LedgerRow] if row.entry_id == entry and row.final)


def decide(living: Living, key: str) -> None:
    living.add("decisions/screening.csv", f"{key},include,a trial of the vaccine,title,coder-1,1994-03-03\n")


def number_of(living: Living, key: str, ident: str) -> None:
    """The same result, told again in another report."""
    rows = (living.at / "literature/effects/effects.csv").read_text().splitlines()
    again = next(row for row in rows if "hart1976" in row).replace("hart1976", key).replace("B04", ident)
    living.add("effects/effects.csv", f"{again}\n")


def test_each_arrival_says_what_it_does_and_the_study_counts_once_and_then_nowhere(tmp_path):
    living = Living(tmp_path)
    made = living.arrives(PREPRINT, "preprint")
    [study] = [w.study_id for w in made[Work] if w.key == "hart1976"]
    assert numbers(made) == (3, 3) and told(made) == []

    decide(living, "hart1977")
    number_of(living, "hart1977", "B05")
    made = living.arrives(ARTICLE, "article")
    assert [w.study_id for w in made[Work] if w.key.startswith("hart")] == [study, study]
    [said] = told(made)
    assert f"joins the study {study} as its article" in said and "counts once" in said
    assert numbers(made) == (3, 3)
    assert told(living.build()) == [], "what has been written down is no arrival"

    made = living.arrives(ERRATUM, "erratum")
    [said] = told(made)
    assert said.startswith("it is an erratum to ‘BCG and vole") and numbers(made) == (3, 3)
    assert fate(made, "hart1978")[0] == "undecided" and fate(made, "hart1977")[0] == "included"

    made = living.arrives(RETRACTION, "retraction")
    assert any(f"the study {study} is shown and counts nowhere" in said for said in told(made))
    assert numbers(made) == (2, 2)
    assert fate(made, "hart1977") == fate(made, "hart1976") == ("excluded", "retracted")
    assert {i.standing for i in made[EvidenceItem] if i.study_id == study} == {"study_retracted"}
    [side] = [s for s in made[SideOfStudy] if s.study_id == study and s.proposition == "B1"]
    assert (side.standing, side.counted) == ("study_retracted", False)
    assert {row.relation for row in made[WorkLink]} == {"preprint-of", "erratum-to", "retraction-of"}

    living.add(
        "decisions/retractions.csv",
        "record,decision,reason,reviewer,date\nhart1977,stands,the notice is of another paper,coder-1,1994-04-01\n",
    )
    made = living.build()
    assert numbers(made) == (3, 3) and fate(made, "hart1977")[0] == "included"
    assert not any("counts nowhere" in said for said in told(made))


@pytest.mark.parametrize("text", [MARKED, IN_NOTES])
def test_a_retraction_that_stands_in_the_record_alone(tmp_path, text):
    living = Living(tmp_path)
    assert numbers(living.arrives(PREPRINT, "preprint")) == (3, 3)
    made = living.arrives(text, "article")
    assert numbers(made) == (2, 2) and fate(made, "hart1976") == ("excluded", "retracted")


def test_a_person_says_of_a_study_that_it_is_retracted_before_any_database(tmp_path):
    living = Living(tmp_path)
    living.add(
        "decisions/retractions.csv",
        "record,decision,reason,reviewer,date\nhart1976,retracted,a letter of the editor,coder-1,1994-04-01\n",
    )
    made = living.arrives(PREPRINT, "preprint")
    assert numbers(made) == (2, 2)
    [work] = [w for w in made[Work] if w.retracted]
    assert work.retracted == "coder-1 says so: a letter of the editor"


def test_a_draft_that_is_retracted_takes_no_article_with_it(tmp_path):
    living = Living(tmp_path)
    living.arrives(PREPRINT.replace("TI  - BCG", "TI  - RETRACTED: BCG"), "preprint")
    decide(living, "hart1977")
    number_of(living, "hart1977", "B05")
    made = living.arrives(ARTICLE, "article")
    assert numbers(made) == (3, 3) and fate(made, "hart1976") == ("excluded", "retracted")


def test_an_expression_of_concern_retracts_nothing(tmp_path):
    living = Living(tmp_path)
    living.arrives(PREPRINT, "preprint")
    decide(living, "hart1977")
    living.arrives(ARTICLE, "article")
    assert numbers(
        living.arrives(RETRACTION.replace("Retraction:", "Expression of concern:"), "concern")
    ) == (3, 3)


def test_a_person_outranks_what_the_record_says_of_itself(tmp_path):
    living = Living(tmp_path)
    living.add(
        "decisions/retractions.csv",
        "record,decision,reason,reviewer,date\nhart1976,stands,reinstated,coder-1,1994-04-01\n",
    )
    made = living.arrives(PREPRINT.replace("TI  - BCG", "TI  - RETRACTED: BCG"), "preprint")
    assert numbers(made) == (3, 3) and not any(w.retracted for w in made[Work])

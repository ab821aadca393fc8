"""Who signed, read off the tables; and who is known by an ORCID."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.book_settings import FrontMatter
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.provenance.people import Decided, decided, orcid_of
from evidence.settings_catalogue import load_config

from .made_up import ANA, front

TABLE = """record,decision,reviewer,date
a,include,A. B.,2024-03-02
b,exclude,ab,2024-03-01
c,include,,2024-03-03
d,include,consensus,2024-03-04
e,include,Cy,someday
"""
ROOT = Path(__file__).resolve().parents[3]


def test_each_person_and_table_is_told_once_and_who_did_not_sign_is_nobody(tmp_path) -> None:
    path = tmp_path / "literature/decisions/screening.csv"
    path.parent.mkdir(parents=True)
    path.write_text(TABLE)
    assert decided(Layout(tmp_path), [path]) == [
        Decided("literature/decisions/screening.csv", "A. B.", 2, "2024-03-01", "2024-03-02"),
        Decided("literature/decisions/screening.csv", "Cy", 1, "", ""),
    ]


def test_an_orcid_is_found_however_the_name_is_written() -> None:
    review = front(orcids={"Ana Example": ANA})
    for name in ("Ana Example", "ana  example", "Example, Ana"):
        assert orcid_of(name, review) == f"https://orcid.org/{ANA}"
    assert orcid_of("Ana", review) == "" and orcid_of("Bo", FrontMatter(**_bare())) == ""


def _bare() -> dict[str, str]:
    names = ("title", "question", "author", "evidence_date", "version", "year")
    return dict.fromkeys(names, "x")


def test_an_orcid_that_is_nobodys_is_refused_with_its_line(tmp_path) -> None:
    text = (ROOT / "config/config.yaml").read_text(encoding="utf-8")
    wrong = ANA[:-1] + "6"
    text = text.replace("  year:", f'  orcids: {{AB: "{wrong}"}}\n  year:', 1)
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="nobody's ORCID") as refused:
        load_config(path)
    assert refused.value.value == wrong
    assert refused.value.line == 1 + text[: text.index("orcids")].count("\n")

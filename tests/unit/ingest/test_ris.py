"""The RIS reader: records end where they end, and what is missing is said."""

from functools import partial

import pytest
from rispy.config import TAG_KEY_MAPPING

from evidence.ingest.formats import FORMATS
from evidence.ingest.formats.ris_names import NAMES
from evidence.ingest.stage import Source, ingest

from .ingested import entries

read = FORMATS["ris"].entries
both = partial(entries, "ris")


def test_one_record():
    (entry,) = both(
        "TY  - JOUR\nAU  - Ash, A.\nAU  - Elm, B.\nTI  - On tea\nJO  - J Tea\nPY  - 2001/05//\n"
        "SP  - 5\nEP  - 9\nKW  - a\nKW  - b\nUR  - https://example.org/1\nUR  - https://example.org/2\n"
        "DO  - 10.1000/t\nID  - k1\nC1  - odd\nER  - \n"
    )
    assert (entry.key, entry.kind, entry.line) == ("k1", "jour", 1)
    assert entry.authors == ["Ash, A.", "Elm, B."]
    assert entry.keywords == ["a", "b"]
    assert entry.fields["pages"] == "5-9"
    assert entry.fields["url"] == "https://example.org/1"
    assert entry.extra == {"urls": "https://example.org/2", "custom1": "odd"}
    assert entry.problem is None
    assert entry.repairs == []


def test_text_between_records_is_left_out_and_lines_stay_right():
    text = (
        "Search of May\n\n1. \nTY  - JOUR\nTI  - A\nER  - \n\nRecord 2 of 2\n\n"
        "TY  - JOUR\nTI  - B\nER  - \nend of list\n"
    )
    entries = both(text, 2)
    assert [(entry.line, entry.fields["title"]) for entry in entries] == [(4, "A"), (10, "B")]


def test_missing_er():
    first, second = both("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - ", 2)
    assert first.fields["title"] == "A"
    assert "no ER line" in first.repairs[0][2]
    assert second.repairs == []


def test_last_record_cut_off():
    (entry,) = both("TY  - JOUR\nTI  - A\nAB  - half an abstr")
    assert entry.fields["abstract"] == "half an abstr"
    assert "no ER line" in entry.repairs[0][2]


def test_missing_ty_is_read_and_said():
    first, second = both("TI  - A\nPY  - 2001\nER  - \nTY  - JOUR\nTI  - B\nER  - ", 2)
    assert (first.fields["title"], first.problem) == ("A", None)
    assert "no TY line" in first.repairs[0][2]
    assert (second.line, second.repairs) == (4, [])


def test_repeated_tags_are_kept():
    (entry,) = both("TY  - JOUR\nTI  - A\nTI  - B\nDO  - 10.1000/a\nDO  - 10.1000/b\nER  - ")
    assert entry.fields["title"] == "A"
    assert entry.extra == {"title": "B", "doi": "10.1000/b"}


def test_editors_beside_authors_are_kept():
    (entry,) = both("TY  - CHAP\nA2  - Ed, E\nAU  - Ash, A\nTI  - T\nER  - ")
    assert entry.authors == ["Ash, A"]
    assert entry.extra == {"secondary_authors": "Ed, E"}


def test_continued_lines_belong_to_the_tag_above():
    (entry,) = both("TY  - JOUR\nTI  - A long\n  title\nAB  - one\n\ntwo\nER  - ")
    assert entry.fields["title"] == "A long title"
    assert entry.fields["abstract"] == "one two"


@pytest.mark.parametrize("gap", ["  - ", " - ", "  -"])
def test_spacing_of_tags(gap):
    (entry,) = both(f"TY{gap}JOUR\nTI{gap}A title\nER{gap.rstrip()}\n")
    assert entry.fields["title"] == "A title"
    assert entry.problem is None


def test_full_title_outranks_short_title_in_any_order():
    (entry,) = both("TY  - JOUR\nST  - Tea\nT2  - J Tea\nJO  - Journal of Tea\nTI  - On tea\nER  - ")
    assert entry.fields["title"] == "On tea"
    assert entry.fields["container"] == "Journal of Tea"
    assert entry.extra == {"short_title": "Tea", "secondary_title": "J Tea"}


def test_date_without_a_year_does_not_hide_the_year():
    (entry,) = both("TY  - JOUR\nTI  - A\nDA  - MAY\nPY  - 2023\nER  - ")
    assert entry.fields["year"] == "2023"
    assert "MAY" in entry.extra.values()


@pytest.mark.parametrize("separator", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_only_newlines_end_a_line(separator):
    text = f"TY  - JOUR\nTI  - A{separator}B\nER  - \nTY  - JOUR\nTI  - C\nER  - "
    first, second = both(text, 2)
    assert first.fields["title"] == f"A{separator}B"
    assert second.line == 4


def test_stray_lines_after_the_end_belong_to_the_record_before():
    text = "1.\nTY  - JOUR\nTI  - A\nER  - \nNL  - J Tea\n\nLink to the text: x\n\n2.\nTY  - JOUR\nTI  - B\nER  - \nNL  - J\n"
    first, second = both(text, 2)
    assert (first.fields["title"], first.extra) == ("A", {"NL": "J Tea"})
    assert (second.fields["title"], second.line, second.extra) == ("B", 10, {"NL": "J"})
    assert first.raw.endswith("NL  - J Tea")


def test_what_stands_after_the_end_changes_no_field():
    (entry,) = both("TY  - JOUR\nTI  - A\nER  - \nDO  - 10.1000/x\n")
    assert (entry.fields, entry.extra) == ({"title": "A"}, {"doi": "10.1000/x"})


def test_ty_in_the_middle():
    text = "DB  - M\nTI  - A\nTY  - JOUR\nPY  - 2006\nER  - \n\nID  - k\nTY  - RPRT\nTI  - B\nER  - \n"
    first, second = both(text, 2)
    assert (first.fields["title"], first.fields["year"], first.kind) == ("A", "2006", "jour")
    assert (second.key, second.fields["title"], second.kind) == ("k", "B", "rprt")


def test_no_ty_and_no_er_at_all():
    first, second = both("TI  - A\nAU  - Ash, A\nPY  - 2001\n\nTI  - B\nAU  - Elm, B\nPY  - 2002\n", 2)
    assert (first.fields["title"], second.fields["title"]) == ("A", "B")


def test_first_authors_come_first_and_each_once():
    (entry,) = both("TY  - JOUR\nTI  - A\nAU  - Elm, B\nA1  - Ash, A\nAU  - Ash, A\nER  - ")
    assert entry.authors == ["Ash, A", "Elm, B"]


def test_lines_of_keywords_are_keywords_and_lines_of_authors_are_authors():
    (entry,) = both("TY  - JOUR\nTI  - A\nAU  - Ash, A\nElm, B\nKW  - a b\nc\nd e\nER  - ")
    assert (entry.authors, entry.keywords) == (["Ash, A", "Elm, B"], ["a b", "c", "d e"])


@pytest.mark.parametrize("before", ["  ", "\t", "> ", ">> ", "\u00a0"])
@pytest.mark.parametrize("gap", ["  - ", " - ", "  -", "- ", "  \u2013 "])
def test_indented_quoted_and_oddly_spaced(before, gap):
    lines = [f"TY{gap}JOUR", f"TI{gap}A long", "title", f"AU{gap}Ash, A", f"ER{gap.rstrip()}", ""] * 2
    first, second = both("\n".join(before + line for line in lines), 2)
    assert (first.fields["title"], second.authors, second.line) == ("A long title", ["Ash, A"], 7)


def test_only_the_first_line_lost_its_indentation():
    (entry,) = both("TY  - JOUR\n  TI  - A\n  PY  - 2001\n  ER  - \n")
    assert entry.fields == {"title": "A", "year": "2001"}


def test_small_letters():
    (entry,) = both("ty  - JOUR\nti  - A\nau  - Ash, A\ner  - \n")
    assert (entry.fields["title"], entry.authors, entry.repairs) == ("A", ["Ash, A"], [])


def test_a_record_pasted_into_a_note_stays_a_note():
    (entry,) = both("TY  - JOUR\nTI  - A\nN1  - see\n  TY  - JOUR\n  TI  - B\n  ER  - \nPY  - 2001\nER  - ")
    assert (entry.fields["title"], entry.fields["year"]) == ("A", "2001")
    assert "TI  - B" in entry.extra["notes"]


def test_a_blank_line_after_every_line():
    lines = [
        "TY  - JOUR",
        "TI  - A long",
        "title",
        "AU  - Ash, A",
        "PY  - 2001",
        "KW  - a",
        "VL  - 2",
        "ER  - ",
    ]
    first, second = both("\n\n".join(lines * 2), 2)
    assert first.fields["title"] == second.fields["title"] == "A long title"


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ("TY  - JOUR\nM3  - Immunological Disorders [3291]", "jour"),
        ("TY  - JOUR\nM3  - Book Review", "book review"),
        ("TY  - CHAP\nM3  - Article", "chap"),
        ("TY  - UNPB\nM3  - working_paper", "working_paper"),
        ("TY  - JOUR\nM3  - 10.1000/paper", "jour"),
    ],
)
def test_kind_by_m3_where_it_is_one(tags, kind):
    (entry,) = both(f"{tags}\nTI  - A\nER  - ")
    assert entry.kind == kind


def test_m3_may_be_a_doi_and_c7_the_pages():
    (entry,) = both("TY  - JOUR\nTI  - A\nM3  - doi: 10.1000/x\nC7  - Artn 109857\nER  - ")
    assert (entry.fields["doi"], entry.fields["pages"]) == ("doi: 10.1000/x", "109857")


def test_article_number_beside_pages_is_kept():
    (entry,) = both("TY  - JOUR\nTI  - A\nSP  - 67-76\nEP  - 76\nC7  - 12\nER  - ")
    assert (entry.fields["pages"], entry.extra) == ("67-76", {"end_page": "76", "custom7": "12"})


def test_pages_that_are_none():
    (entry,) = both("TY  - JOUR\nTI  - A\nSP  - No\nEP  - Specified\nER  - ")
    assert ("pages" in entry.fields, entry.extra) == (False, {"start_page": "No Specified"})


def test_tags_that_web_of_science_glues_to_a_line_are_fields():
    (entry,) = both("TY  - JOUR\nTI  - A\nAD  - Univ X, SpainC3  - Univ XPU  - ELSEVIER\nER  - ")
    assert entry.fields["publisher"] == "ELSEVIER"
    assert entry.extra == {"author_address": "Univ X, Spain", "custom3": "Univ X"}


def test_text_of_another_format_after_a_record_is_not_part_of_it():
    (entry,) = both("TY  - JOUR\nTI  - A\nER  - \n\n@misc{k,\n title = {B}\n}\n")
    assert entry.raw.count("\n") == 2


@pytest.mark.parametrize(
    "said",
    [
        "Empirical Study; Quantitative Study",
        "Literature Review, Meta Analysis",
        "Field Study; Interview",
        "Case Study",
    ],
)
def test_m3_that_says_how_a_study_was_made_is_no_kind(said):
    (entry,) = both(f"TY  - JOUR\nM3  - {said}\nTI  - A\nER  - ")
    assert entry.kind == "jour"
    assert said in entry.extra.values()


def test_several_keywords_in_one_line():
    (entry,) = both(
        "TY  - JOUR\nTI  - A\nKW  - housing first; homelessness;rent &amp; roof\nKW  - jobs\nER  - "
    )
    assert entry.keywords == ["housing first", "homelessness", "rent &amp; roof", "jobs"]


@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_the_kind_may_be_the_last_line_of_records_without_an_end(between):
    record = "TI  - {0}\nAU  - {0}, A.\nPY  - 200{1}\nTY  - {2}\n"
    text = between.join(
        record.format(*each) for each in (("A", 1, "JOUR"), ("B", 2, "BOOK"), ("C", 3, "THES"))
    )
    entries = both(text, 3)
    assert [(e.fields["title"], e.authors, e.fields["year"], e.kind) for e in entries] == [
        ("A", ["A, A."], "2001", "jour"),
        ("B", ["B, A."], "2002", "book"),
        ("C", ["C, A."], "2003", "thes"),
    ]
    assert not any(entry.repairs for entry in entries)


def test_a_kind_that_is_the_second_line_is_not_the_last():
    entries = both("TI  - A\nTY  - JOUR\nAU  - Ash, A.\n\nTI  - B\nTY  - BOOK\nAU  - Elm, B.\n", 2)
    assert [(e.fields["title"], e.kind, e.authors) for e in entries] == [
        ("A", "jour", ["Ash, A."]),
        ("B", "book", ["Elm, B."]),
    ]


@pytest.mark.parametrize(
    "third", ["PY  - 2001", "JO  - Journal", "T2  - Journal", "DO  - 10.1000/a", "KW  - rent"]
)
def test_records_without_kind_and_end_are_parted_by_blank_lines(third):
    entries = both(f"TI  - A\nAU  - Ash, A.\n{third}\n\nAU  - Elm, B.\nTI  - B\n{third}\n", 2)
    assert [(e.fields["title"], e.authors) for e in entries] == [("A", ["Ash, A."]), ("B", ["Elm, B."])]
    assert all("no TY line" in entry.repairs[0][2] for entry in entries)


def test_what_the_cochrane_library_writes():
    (entry,) = both(
        "TY  - JOUR\nAN  - CN-1\nTI  - A\nC3  - PUBMED 32123456,EMBASE 632000001\nUS  - https://example.org/1\nER  - \n"
    )
    assert (entry.fields["pmid"], entry.fields["url"]) == ("32123456", "https://example.org/1")


def test_what_embase_writes():
    (entry,) = both(
        "TY  - JOUR\nT1  - A\nJF  - Housing Studies\nJA  - Hous. Stud.\nDB  - Embase Medline\nU5  - 32123456\nER  - \n"
    )
    assert (entry.fields["container"], entry.fields["pmid"]) == ("Housing Studies", "32123456")


def test_fields_are_called_as_in_rispy():
    assert NAMES == TAG_KEY_MAPPING


def test_an_end_without_its_dash_is_no_part_of_a_value():
    text = "TY  - JOUR\nTI  - On tea\nPY  - 2015\nER\n\nTY  - JOUR\nTI  - On rent\nAB  - One\nER\ntwo\nER \n"
    read = ingest([Source("a.ris", text.encode())])
    assert [(r.title, r.year) for r in read.records] == [("On tea", 2015), ("On rent", None)]
    assert read.records[1].abstract == "One ER two" and not read.remarks and not read.quarantine


def test_a_rich_text_document_is_set_aside_and_its_marks_are_in_no_title():
    text = r"{\rtf1\ansi\deff0{\fonttbl{\f0 Times;}}" + "\n" + r"\f0 TY  - JOUR\par" + "\n" + r"TI  - On tea\par" + "\n" + r"ER  - \par" + "\n}"  # fmt: skip
    read = ingest([Source("a.rtf", text.encode())])
    (aside,) = read.quarantine
    assert not read.records and "rich text" in aside.problem and "plain text" in aside.how_to_fix


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("C2  - 32741292\nDB  - Scopus", {"pmid": "32741292"}),
        ("C2  - 32741292\nUR  - https://www.scopus.com/inward/record.uri?eid=2", {"pmid": "32741292"}),
        ("C2  - 32741292", {}),
        ("C2  - PMC1234567\nDB  - Scopus", {"pmcid": "PMC1234567"}),
    ],
)
def test_scopus_gives_the_number_in_pubmed_where_endnote_has_that_in_pubmed_central(lines, found):
    (entry,) = FORMATS["ris"].entries(f"TY  - JOUR\nTI  - A\n{lines}\nER  - \n")
    assert {name: value for name, value in entry.fields.items() if name.startswith("pm")} == found
    assert not found or "C2" not in str(entry.extra)

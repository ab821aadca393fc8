"""The RIS reader: records end where they end, and what is missing is said."""

import pytest

from evidence.ingest.formats import BY_NAME
read = BY_NAME["ris"].entries


def both(text):
    entries = list(read(text))
    assert BY_NAME["ris"].count(text) == len(entries)
    return entries


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
    entries = both(text)
    assert [(entry.line, entry.fields["title"]) for entry in entries] == [(4, "A"), (10, "B")]


def test_missing_er():
    first, second = both("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - ")
    assert first.fields["title"] == "A"
    assert "no ER line" in first.repairs[0][2]
    assert second.repairs == []


def test_last_record_cut_off():
    (entry,) = both("TY  - JOUR\nTI  - A\nAB  - half an abstr")
    assert entry.fields["abstract"] == "half an abstr"
    assert "no ER line" in entry.repairs[0][2]


def test_missing_ty_is_set_aside_with_its_text():
    first, second = both("TI  - A\nPY  - 2001\nER  - \nTY  - JOUR\nTI  - B\nER  - ")
    assert first.problem.field == "TY"
    assert "TI  - A" in first.raw
    assert (second.line, second.problem) == (4, None)


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
    first, second = both(text)
    assert first.fields["title"] == f"A{separator}B"
    assert second.line == 4

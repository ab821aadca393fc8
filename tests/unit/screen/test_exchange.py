"""Screening done elsewhere: labels in exports."""

import pytest

from evidence.ingest.stage import Source, ingest
from evidence.screen.exchange import label_of


def records(text, name="a.csv"):
    return ingest([Source(name, text.encode())]).records


@pytest.mark.parametrize("column", ["asreview_label", "label_included", "included", "final_included"])
def test_labels_are_read_from_the_columns_of_tools_and_published_sets(column):
    found = records(f"title,year,{column}\nOne study,2001,1\nAnother study,2002,0\nA third study,2003,\n")
    assert [label_of(r) for r in found] == [True, False, None]


def test_labels_are_read_from_the_notes_of_asreview_in_ris():
    text = "".join(
        f"TY  - JOUR\nTI  - Study {n}\nN1  - {note}\nER  - \n\n"
        for n, note in enumerate(["ASReview_relevant", "ASReview_irrelevant", "ASReview_not_seen"])
    )
    assert [label_of(r) for r in records(text, "a.ris")] == [True, False, None]

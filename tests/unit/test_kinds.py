"""The words of databases for kinds of publication."""

import pytest
from rispy.config import TYPE_OF_REFERENCE_MAPPING

from evidence.kinds import KINDS, kind


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Article; Early Access", "article"),
        ("Article; Proceedings Paper", "article"),
        ("Editorial Material", "article"),
        ("Conference paper", "conference"),
        ("Book chapter", "chapter"),
        ("Review", "article"),
        ("Journal Article; Randomized Controlled Trial", "article"),
        ("journal-article", "article"),
        ("article-journal", "article"),
        ("journalArticle", "article"),
        ("book_section", "chapter"),
        ("posted-content", "preprint"),
        ("Clinical Trial-II", "clinical_trial_ii"),
        ("info:eu-repo/semantics/doctoralThesis", "thesis"),
        ("info:eu-repo/semantics/conferenceObject", "conference"),
        ("DocumentFromInternetSite", "web"),
        ("ConferenceProceedings", "conference"),
        ("inreference", "chapter"),
        ("Review: PDF Only", "article"),
        ("IEEE Conferences", "conference"),
        ("-", "other"),
        ("", "other"),
    ],
)
def test_kind(text, known):
    assert kind(text) == known


@pytest.mark.parametrize(
    "words", ["JOUR EJOUR INPR", "BOOK EBOOK EDBOOK", "CHAP ECHAP", "CONF CPAPER", "RPRT GOVDOC PAMP"]
)
def test_types_of_ris_that_mean_one_thing(words):
    assert {kind(word) for word in words.split()} <= {kind(words.split()[0])}
    assert all(word in TYPE_OF_REFERENCE_MAPPING for word in words.split())


def test_what_is_known_stays_as_it_is():
    assert all(kind(known) == known for known in set(KINDS.values()))

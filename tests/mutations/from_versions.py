"""Faults in what is said to have changed from one version of the evidence to another."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

_WORDS = "12 one more study for never weakens, one against never strengthens"
_SAME = "the same entry under another name is the same entry"

OF_VERSIONS = (
    Mutation(
        "a study against a claim strengthens it", _WORDS, "compare/findings.py",
        "return m * n >= k * of", "return True",
        ("unit/compare/test_findings.py::test_one_more_study_for_never_weakens_and_one_against_never_strengthens",),
    ),
    Mutation(
        "what leans against a claim is told as for it", _WORDS, "compare/findings.py",
        "toward = own.lean == Lean.FOR", "toward = True",
        ("unit/compare/test_findings.py::test_equal_evidence_gets_equal_words_and_for_and_against_are_told_alike",),
    ),
    Mutation(
        "two identifiers are one entry", _SAME, "compare/entries_matched.py",
        "getattr(one, name) and getattr(other, name) and getattr(one, name) != getattr(other, name)", "False",
        ("unit/compare/test_entries.py::test_what_is_one_entry_and_what_is_not",),
    ),
    Mutation(
        "two years of a report are one entry", _SAME, "compare/entries_matched.py",
        "return years and _numbers(one.title) == _numbers(other.title)", "return years",
        ("unit/compare/test_entries.py::test_parts_and_years_of_a_report_are_entries_of_their_own",),
    ),
    Mutation(
        "a work under another name is another work", _SAME, "compare/same.py",
        "    work = _one_to_one(shared)", "    work: dict[str, str] = {}",
        ("unit/compare/test_renamed.py::test_other_names_alone_are_told_entry_by_entry",),
    ),
    Mutation(
        "a column that was not frozen was empty", "12 no word says more than was compared", "compare/known.py",
        "return frozenset(names - set(next(csv.reader(lines), [])))", "return frozenset()",
        ("unit/compare/test_differences.py::test_what_an_earlier_program_did_not_freeze_is_not_known_and_no_change",),
    ),
    Mutation(
        "the name of a study is the study", _SAME, "compare/works.py",
        "studies[row.study_id][then.get(work, work)].append(row)", "studies[row.study_id][work].append(row)",
        ("unit/compare/test_differences.py::test_nothing_changed_is_no_change",),
    ),
    Mutation(
        "words that were kept are told as gone", "sentences word by word", "compare/sentences.py",
        "yield Run(Fate.KEPT, own)", "yield Run(Fate.OUT, own)",
        ("unit/compare/test_sentences.py::test_numbers_and_hedges_are_words",),
    ),
)  # fmt: skip

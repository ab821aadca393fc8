"""Faults in what is said to have changed from one version of the evidence to another."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

_WORDS = "12 one more study for never weakens, one against never strengthens"
_CAUSE = "causes by computing again"
_SAME = "the same entry under another name is the same entry"
_FROZEN = "a release is what was found, whole"
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
    Mutation(
        "rows of a release stand as they came", _FROZEN, "releases/rows_as_text.py",
        "    cells.sort(key=lambda row: ([row[n] for n in at], row))", "    assert at is not None",
        ("unit/releases/test_freeze.py::test_twice_frozen_is_the_same_bytes_whatever_the_order_of_rows_and_files",),
    ),
    Mutation(
        "an edited release is read as it stands", _FROZEN, "releases/about.py",
        "if digest_of(folder / name) != digest", "if not digest_of(folder / name)",
        ("unit/releases/test_version.py::test_a_release_that_was_edited_says_so",),
    ),
    Mutation(
        "a release of an old build is frozen", _FROZEN, "built_from.py",
        "return [*_apart(before, now), *(", "return [*(",
        ("unit/test_built_from.py::test_what_moved_since_the_build_is_named_and_releases_are_no_part_of_it",),
    ),
    Mutation(
        "a name that leads to two works leads to one", "what caused a change is computed", "compare/bearing.py",
        "bear = pc.or_(bear, pc.is_in(records[name], told))", "assert told is not None",
        ("unit/compare/test_bearing.py::test_a_name_that_another_work_has_too_is_kept",),
    ),
    Mutation(
        "a record writes into the pull request", "8 text from records is text", "compare/printed.py",
        'plain = _MARKUP.sub(lambda match: f"\\\\{match[0]}", " ".join(text.split()))', 'plain = " ".join(text.split())',
        ("unit/compare/test_printed.py::test_markdown_holds_text_alone",),
    ),
    Mutation(
        "one of several smallest sets is named alone", _CAUSE, "compare/smallest.py",
        "found.update(unit for kind in taken for unit in kinds[kind])", "found.update(sorted(unit for kind in taken for unit in kinds[kind])[:size])",
        ("property/test_causes.py::test_units_that_do_the_same_are_named_together_and_no_set_is_tried_twice",),
    ),
    Mutation(
        "what cancels is no cause of a number", _CAUSE, "compare/smallest.py",
        "own = frozenset(unit for unit in units if not holds(every - {unit}))", "own = frozenset()",
        ("property/test_causes.py::test_what_adds_up_is_all_that_moves_it",),
    ),
    Mutation(
        "a decision that is put back leaves the standing of its items", _CAUSE, "compare/replay.py",
        "any({self.units.fate.get(work), self.units.existence(work)} & back for work in works)", "False",
        ("unit/compare/test_causes.py::test_a_decision_is_the_cause_of_what_its_passages_count_for",),
    ),
    Mutation(
        "the program is never a cause", _CAUSE, "compare/causes.py",
        "by_program = (then.text, now.text) != (change.before, change.after)", "by_program = False",
        ("unit/compare/test_causes_of_program.py::test_where_nothing_of_the_program_is_known_to_differ_that_is_said",),
    ),
    Mutation(
        "phrases are taken for the cause unasked", _CAUSE, "compare/recoded.py",
        "if told not in (None, codes[0]):", "if False:",
        ("unit/compare/test_causes.py::test_codes_that_the_machine_gives_with_the_phrases_of_before_too_are_not_the_phrases",),
    ),
)  # fmt: skip

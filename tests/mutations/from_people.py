"""Faults in how what people write is read and followed: tables, settings, names, templates, and files that they own."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

_PEOPLE = "3 people outrank machines"
_PROSE = "4 every number in prose is computed"
_ROWS = "11 people's rows are conserved"

OF_PEOPLE = (
    Mutation(
        "what was brought before is written again", _ROWS, "brought/fates.py",
        "if _says(earlier) == row.decision and _same(earlier.moment, row.date):", "if False:",
        ("unit/brought/test_fates.py::test_a_changed_decision_is_written_and_an_older_one_is_not",),
    ),
    Mutation(
        "an older export outweighs what she said since", _PEOPLE, "brought/fates.py",
        "if _after(last.moment, row.date):", "if False:",
        ("unit/brought/test_fates.py::test_a_changed_decision_is_written_and_an_older_one_is_not",),
    ),
    Mutation(
        "a title alone says which work an entry is", _PEOPLE, "brought/matching.py",
        "keyed = {work for name in names for work in ours.named.get(name, ()) if _alike(entry, ours.titles[work])}",
        "keyed = {work for work, titles in ours.titles.items() if _alike(entry, titles)}",
        ("unit/brought/test_matching.py::test_a_title_alone_is_asked_about",),
    ),
    Mutation(
        "our name in a note is not read", _ROWS, "brought/matching.py",
        "entry.source_key, *marked(own.values()))", "entry.source_key)",
        ("unit/brought/test_matching.py::test_our_name_in_a_note_is_enough_whatever_became_of_the_title",),
    ),
    Mutation(
        "codes that are brought take the place of hers", _ROWS, "brought/codes.py",
        "(*held.get(key, ()), *(row.decision for row in group))", "row.decision for row in group",
        ("unit/brought/test_codes.py::test_codes_are_added_to_what_she_had_coded_and_the_mapping_is_kept",),
    ),
    Mutation(
        "a label of one person is the team's too", _PEOPLE, "brought/codes.py",
        "own = {tag for one in voices for tag in one.hers}", "own: set[str] = set()",
        ("unit/brought/test_codes.py::test_a_label_is_of_who_gave_it_and_else_of_who_is_named",),
    ),
    Mutation(
        "a row without a label is an exclusion", _PEOPLE, "brought/tools/asreview_project.py",
        'word = "" if label is None else str(label)', 'word = str(label or 0)',
        ("unit/brought/tools/test_asreview_project.py::test_every_label_stands_on_its_record",),
    ),
    Mutation(
        "a lost reference is taken for the likest", _ROWS, "became.py",
        "_ALIKE = 80", "_ALIKE = 0",
        ("unit/test_became.py::test_a_key_much_like_it_and_none_at_all",),
    ),
    Mutation(
        "a title outweighs an identifier", _ROWS, "became.py",
        '(("doi", "pmid"), "the same identifier"),', '((), "the same identifier"),',
        ("unit/test_became.py::test_an_identifier_outweighs_a_title",),
    ),
    Mutation(
        "a case that no extract is of is no mistake", _ROWS, "named.py",
        "if known - {\"\"} and name not in known", "if known - {\"\"} and not name",
        ("unit/test_named.py::test_a_case_that_a_claim_asks_for",
         "unit/test_named.py::test_a_case_of_the_source_a_comparison_and_an_export"),
    ),
    Mutation(
        "an example of a code leads nowhere without a word", _ROWS, "named.py",
        "if name not in also and not records.find(name)", "if name not in also and not name",
        ("unit/test_named.py::test_examples_and_sources_of_the_codebook_and_the_record_of_the_claims",),
    ),
    Mutation(
        "an earlier threshold joins what is half alike", _ROWS, "older_settings.py",
        "0 < value < LEAST_TO_JOIN", "1 < value < LEAST_TO_JOIN",
        ("unit/test_older_settings.py::test_an_earlier_threshold_is_read_as_todays_and_said",),
    ),
    Mutation(
        "an alias is a word that is not known", _ROWS, "written.py",
        "*words.items()]", "]",
        ("unit/given/test_check.py::test_what_a_reviewer_had_read_is_one_of_the_known_words",),
    ),
    Mutation(
        "words of a reviewer's own vanish", _PEOPLE, "given/check.py",
        "and cell not in column.known:", "and cell in column.known:",
        ("unit/given/test_check.py::test_words_of_a_reviewers_own_are_kept_and_said_and_are_no_full_text",),
    ),
    Mutation(
        "a bound counts as above itself", _ROWS, "given/cells.py",
        "number <= column.above", "number < column.above",
        ("unit/given/test_check.py::test_a_number_that_cannot_be_true_sets_its_row_aside",
         "property/test_given.py::test_a_cell_keeps_its_rules_where_frictionless_finds_that_it_does"),
    ),
    Mutation(
        "a word that is not known is read", _ROWS, "given/cells.py",
        "if word and word not in words:", "if not word:",
        ("unit/given/test_check.py::test_one_bad_row_is_set_aside_and_the_others_go_on",
         "property/test_given.py::test_a_cell_keeps_its_rules_where_frictionless_finds_that_it_does"),
    ),
    Mutation(
        "an id is used twice without a word", _ROWS, "given/check.py",
        "cells.problems(row), None) or twin:", "cells.problems(row), None):",
        ("unit/given/test_check.py::test_rows_balance_and_a_repeated_key_keeps_the_first",),
    ),
    Mutation(
        "a slot that has no value passes check", _PROSE, "brief/slots.py",
        "elif name not in template.slots:", "elif not name:",
        ("unit/brief/test_slots.py::test_what_is_no_slot_in_a_sentence_of_a_claim",
         "unit/brief/test_slots.py::test_a_share_is_there_only_with_a_verdict"),
    ),
    Mutation(
        "a setting that its rule does not have is passed over", _PEOPLE, "synthesise/rules.py",
        '"additionalProperties": False,', '"additionalProperties": True,',
        ("unit/synthesise/test_rule_settings.py::test_what_leads_nowhere",),
    ),
    Mutation(
        "a rule gives a number that is not declared", _PROSE, "synthesise/claim_rules/trend.py",
        'decided={"z": "z of the trend"},', "decided={},",
        ("unit/synthesise/test_rule_numbers.py::test_every_number_is_declared_and_given",),
    ),
    Mutation(
        "a command writes among the inputs", _PEOPLE, "owned.py",
        'for folder in ("literature", "config", "book", "releases"):', 'for folder in ("literature", "book", "releases"):',
        ("unit/test_owned.py::test_nothing_is_written_among_the_inputs",),
    ),
    Mutation(
        "blind, the others are seen all the same", _PEOPLE, "desk/person.py",
        "return self.mine(row) if self.blind else self.tables.rows(row)", "return self.tables.rows(row)",
        ("unit/desk/test_screening_together.py::test_blind_no_byte_depends_on_what_the_other_said",),
    ),
    Mutation(
        "another page's form is taken", _PEOPLE, "desk/guard.py",
        "return origin is not None and not (", "return origin is None and not (",
        ("unit/desk/test_app.py::test_another_page_writes_and_reads_nothing",),
    ),
    Mutation(
        "a form needs no token", _PEOPLE, "desk/app.py",
        'if request.method == "POST" and not', 'if request.method == "PUT" and not',
        ("unit/desk/test_app.py::test_a_form_without_the_token_of_the_page_writes_nothing",),
    ),
    Mutation(
        "the first row is taken back, and not the last", _ROWS, "given/withdrawn.py",
        "gone += [own.pop(), row]", "gone += [own.pop(0), row]",
        ("unit/given/test_withdrawn.py::test_a_row_takes_back_the_last_of_the_same_person_on_the_same_thing",),
    ),
    Mutation(
        "half a row stays", _ROWS, "owned.py",
        'if handle.read(1) == b"\\n":', "if handle.read(1):",
        ("faults/test_desk.py::test_a_row_that_was_half_written_is_taken_away_at_the_next",),
    ),
    Mutation(
        "a row without a time stands before those of its day", _ROWS, "given/reading.py",
        'at or (time if said == day else "")', "at",
        ("unit/desk/test_screening.py::test_a_decision_by_hand_below_those_of_the_desk_is_the_later_one",),
    ),
    Mutation(
        "what was taken back is evidence all the same", _ROWS, "extract/coded_rows.py",
        "left = {(one.file, one.line) for one in kept.rows}", "left = {(one.file, one.line) for one in typed}",
        ("unit/extract/test_stage.py::test_a_row_that_was_taken_back_is_no_evidence_and_its_identifier_is_free_again",),
    ),
    Mutation(
        "an id that two files give counts twice", _ROWS, "extract/coded_rows.py",
        "in left - twins.keys()]", "in left]",
        ("unit/extract/test_stage.py::test_an_identifier_that_two_files_give_counts_once",),
    ),
    Mutation(
        "a ratio and its log are called the same in a form", _PEOPLE, "desk/derived.py",
        "if of_ratios(kind) or not is_ratio(kind)", "if kind",
        ("unit/desk/test_forms.py::test_a_ratio_and_its_log_are_told_apart",),
    ),
    Mutation(
        "answers to questions that are asked no more are dropped", _ROWS, "desk/queues/appraisal.py",
        "if gone := given.keys() - asked.keys():", "if gone := given.keys() - given.keys():",
        ("unit/desk/queues/test_appraisal.py::test_answers_to_questions_that_are_asked_no_more_are_refused",),
    ),
)  # fmt: skip

"""Faults from the files to works, codes and coded rows: ingest, deduplicate, screen, classify, extract, appraise."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

_CONSERVED = "1 conservation"
_SILENCE = "2 nothing lost in silence"
_PEOPLE = "3 people outrank machines"
_BYTES = "7 the same bytes"
_ROWS = "11 people's rows are conserved"
_EVIDENCE = "only what is included counts"

OF_RECORDS = (
    Mutation(
        "an entry that cannot be used is lost", _SILENCE, "ingest/stage.py",
        "batch.quarantine.append(row)", "pass",
        ("unit/ingest/test_stage.py::test_balance_and_reasons",),
    ),
    Mutation(
        "what a reader swallows is not said", _SILENCE, "ingest/stage.py",
        "for missing in range(max(counted - read, 0)):", "for missing in range(0):",
        ("unit/ingest/test_stage.py::test_what_a_reader_swallows_is_reported",),
    ),
    Mutation(
        "files are read as the disk lists them", _BYTES, "ingest/stage.py",
        "for source in sorted(sources, key=lambda s: s.name):", "for source in sources:",
        ("unit/ingest/test_stage.py::test_of_identical_entries_the_one_of_the_first_file_by_name_has_no_ordinal",),
    ),
    Mutation(
        "a record is lost in the merge", _CONSERVED, "deduplicate/merge.py",
        "np.r_[starts, ends[-1:]]", "np.r_[starts, ends[-1:] - 1]",
        ("unit/deduplicate/test_stage.py::test_people_keep_apart_what_rules_would_join",),
    ),
    Mutation(
        "what people say of two records is passed over", _PEOPLE, "deduplicate/clerical_review.py",
        "return Ruled({pair: settled[n][0] for pair, n in by_pair.items()}, first)", "return Ruled({}, {})",
        ("unit/deduplicate/test_stage.py::test_people_keep_apart_what_rules_would_join",
         "unit/deduplicate/test_stage.py::test_people_join_what_rules_do_not"),
    ),
    Mutation(
        "the last ruling is the last of the file", _PEOPLE, "deduplicate/clerical_review.py",
        "given = sorted(decisions, key=moment)", "given = list(decisions)",
        ("unit/deduplicate/test_stage.py::test_the_last_decision_on_a_pair_stands",),
    ),
    Mutation(
        "a retracted work stays as it was screened", _EVIDENCE, "screen/stage.py",
        "if outcome.decision == Screen.EXCLUDE:", "if outcome.decision:",
        ("living/test_arrivals.py::test_a_retraction_that_stands_in_the_record_alone",),
    ),
    Mutation(
        "the numbers of a retracted study are weak and no more", _EVIDENCE, "extract/stage.py",
        "if work is not None and work.retracted:", "if work is not None and not work:",
        ("living/test_arrivals.py::test_each_arrival_says_what_it_does_and_the_study_counts_once_and_then_nowhere",),
    ),
    Mutation(
        "a database outranks who says that a study stands", _PEOPLE, "deduplicate/retracted.py",
        "if work not in people and not (", "if not (",
        ("living/test_arrivals.py::test_a_person_outranks_what_the_record_says_of_itself",),
    ),
    Mutation(
        "a key that is used again carries a decision to another work", _ROWS, "mentions.py",
        "if name not in self._strange(place)}", "}",
        ("unit/deduplicate/test_known.py::test_a_key_of_an_entry_that_is_gone_leads_to_no_other_that_has_come_to_bear_it",),
    ),
    Mutation(
        "a part, a volume or a year more is the same entry again", _ROWS, "deduplicate/again.py",
        "other = renumbered | ", "other = ",
        ("unit/deduplicate/test_again.py::test_a_year_behind_what_a_database_put_in_brackets_is_another_year",),
    ),
    Mutation(
        "an entry that is described anew is a new one", _ROWS, "deduplicate/known.py",
        "sure = [pair for pair in pairs if pair.sure]", "sure = [pair for pair in pairs if not pair]",
        ("unit/deduplicate/test_known.py::test_another_key_and_a_corrected_title_keep_the_work_its_id_and_its_decisions",),
    ),
    Mutation(
        "an entry that is gone from one export says nothing of its work", _ROWS, "deduplicate/known.py",
        "now |= _by_others(work_of, now, ids)", "now |= {}",
        ("unit/deduplicate/test_known.py::test_an_entry_that_is_gone_speaks_for_the_work_by_which_it_stood",),
    ),
    Mutation(
        "a person's inclusion is passed over", _PEOPLE, "screen/stage.py",
        "for place in own}", "for place in own[1:]}",
        ("unit/screen/test_stage.py::test_one_decision",),
    ),
    Mutation(
        "what nobody decided is included", _PEOPLE, "screen/stage.py",
        "Screening(work_id, Screen.UNDECIDED,", "Screening(work_id, Screen.INCLUDE,",
        ("unit/screen/test_stage.py::test_nobody_decided",),
    ),
    Mutation(
        "the least inclusive of two reviewers stands", _PEOPLE, "screen/stage.py",
        "standing = min(decisions,", "standing = max(decisions,",
        ("unit/screen/test_stage.py::test_two_reviewers_disagree",),
    ),
    Mutation(
        "a duplicate has no fate", _CONSERVED, "screen/steps.py",
        "pc.invert(primary),", "pc.and_(primary, False),",
        ("unit/test_ledger.py::test_every_entry_has_one_fate",),
    ),
    Mutation(
        "the first sum of the ledger cannot fail", _CONSERVED, "ledger.py",
        "sum(c.counted for c in counts),", "len(works) + duplicates + quarantined,",
        ("unit/test_ledger.py::test_a_sum_that_does_not_hold_says_so",),
    ),
    Mutation(
        "superseded decisions are not counted", _ROWS, "decided.py",
        "return remarks + undone, standing, len(applied) - standing", "return remarks + undone, standing, 0",
        ("unit/test_decided.py",),
    ),
    Mutation(
        "a machine's code stands beside a person's", _PEOPLE, "classify/proposals.py",
        "if work.work_id in coded:", "if False:",
        ("unit/classify/test_classify.py::test_people_are_accepted_and_machines_never_overwrite_them",),
    ),
    Mutation(
        "the machine never abstains", _PEOPLE, "classify/proposals.py",
        "if allowed[c] and p[c] >= accept_at]", "if allowed[c]]",
        ("unit/classify/test_classify.py::test_the_machine_abstains_with_its_reason",),
    ),
    Mutation(
        "the machine has seen the answer", _PEOPLE, "classify/combine.py",
        "self.taught & ~np.isin(self.folds, list(without))", "self.taught",
        ("unit/classify/test_classify.py::test_no_work_is_judged_by_a_machine_that_saw_its_study",),
    ),
    Mutation(
        "the row of an excluded record counts", _EVIDENCE, "extract/stage.py",
        "if decision != Screen.INCLUDE:", "if False:",
        ("unit/extract/test_stage.py::test_a_row_of_a_record_that_is_not_included_is_shown_and_not_counted",),
    ),
    Mutation(
        "the row of an unknown record counts", _ROWS, "extract/stage.py",
        "if remark and remark.dropped:", "if False:",
        ("unit/extract/test_stage.py::test_a_row_whose_record_cannot_be_told_is_shown_and_counts_nowhere",),
    ),
    Mutation(
        "an impossible estimate is lost", _SILENCE, "extract/stage.py",
        "set_aside.append(_unusable(row, file, line, bad))", "_unusable(row, file, line, bad)",
        ("unit/extract/test_derive.py::test_rows_through_the_whole_stage",),
    ),
    Mutation(
        "a claim under test is evidence like any other", "5 claims are no evidence for themselves", "extract/stage.py",
        'if row.get("case_id") in settings.claim_cases:', "if False:",
        ("unit/extract/test_stage.py::test_a_claim_under_test_is_no_evidence_whatever_its_record",),
    ),
    Mutation(
        "the first of two appraisers is right", _PEOPLE, "appraise/stage.py",
        "differ = settled is None and len({d.answer for d in own.values()}) > 1", "differ = False",
        ("unit/appraise/test_appraise.py::test_reviewers_who_differ_until_they_settle_it",),
    ),
    Mutation(
        "half an appraisal is a whole one", "6 no false precision", "appraise/stage.py",
        "if state == APPRAISED and (missing or remarks):", "if False:",
        ("unit/appraise/test_appraise.py::test_a_whole_appraisal_and_a_part_of_one",),
    ),
    Mutation(
        "a study that does not count is to be appraised", _EVIDENCE, "appraise/stage.py",
        "if item.standing == Standing.COUNTED:", "if True:",
        ("unit/appraise/test_appraise.py::test_a_study_that_does_not_count_waits_for_no_appraisal",),
    ),
    Mutation(
        "what a tool proposes is taken for a judgement", _PEOPLE, "appraise/judgements.py",
        "risk=tool.means(domain.id, answers.get(domain.id, \"\"))", "risk=tool.means(domain.id, answers.get(domain.id) or proposed(tool, domain, answers, taken_up(tool, answers)))",
        ("unit/appraise/test_risks.py::test_half_a_judgement_is_asked_for_the_rest_and_nothing_is_taken_from_a_proposal",),
    ),
    Mutation(
        "answers are summed", "6 no false precision", "appraise/rows.py",
        "    other: tuple[str, ...] =", "    score: int = column(\"criteria that are met\", default=0)\n    other: tuple[str, ...] =",
        ("unit/appraise/test_appraise.py::test_no_answer_is_summed",),
    ),
    Mutation(
        "the whole is the best of its domains", "6 no false precision", "appraise/proposals.py",
        "worst = max(means, key=RISKS.index)", "worst = min(means, key=RISKS.index)",
        ("validation/test_rob2.py::test_the_whole_is_its_worst_domain_and_is_only_proposed",),
    ),
    Mutation(
        "the full text is one decision among others", _PEOPLE, "screen/stage.py",
        "[d for d in decisions if d.level is ScreenedAt.FULL_TEXT] or decisions", "decisions",
        ("unit/screen/test_stage.py::test_the_full_text_outranks_title_and_abstract_whoever_judged_it_and_when",),
    ),
    Mutation(
        "a report that could not be had was assessed", "1 conservation", "brief/prisma.py",
        "had = [row for row in sought if not row.unretrieved]", "had = list(sought)",
        ("unit/brief/test_prisma_numbers.py::test_full_texts_are_sought_retrieved_and_judged_and_the_sums_hold",),
    ),
)  # fmt: skip

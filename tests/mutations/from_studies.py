"""Faults from coded rows to verdicts: synthesise, effects, qca, assess."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

_DIRECT = "12 no word says more than was compared"
_UNIT = "12 every count has its unit"
_POOLED = "6 no false precision"
_EVIDENCE = "only what is included counts"
_PEOPLE = "3 people outrank machines"
_CLAIMS = "5 claims are no evidence for themselves"

OF_STUDIES = (
    Mutation(
        "papers are counted for studies, by direction", _UNIT, "synthesise/direction.py",
        "votes[cell][item.study_id].append(", "votes[cell][item.work_id].append(",
        ("unit/synthesise/test_direction.py::test_seven_papers_of_one_study_are_one_vote",),
    ),
    Mutation(
        "papers are counted for studies, in the map", _UNIT, "synthesise/direction.py",
        "by_study[item.study_id].append(", "by_study[item.work_id].append(",
        ("unit/synthesise/test_direction.py::test_seven_papers_of_one_study_are_one_vote_in_the_map",),
    ),
    Mutation(
        "papers are counted for studies, in sign tests", _UNIT, "synthesise/swim.py",
        "groups[place][item.study_id]", "groups[place][item.item_id]",
        ("unit/synthesise/test_swim.py::test_studies_are_counted_and_never_papers",),
    ),
    Mutation(
        "rows are counted for the studies of a pool", _UNIT, "synthesise/pool.py",
        "n_studies=len({item.study_id for item in group})", "n_studies=len(group)",
        ("unit/synthesise/test_pool.py::test_studies_are_counted_and_never_rows",),
    ),
    Mutation(
        "an item that does not count has a direction", _EVIDENCE, "synthesise/direction.py",
        "if item.standing != Standing.COUNTED or not direction:", "if not direction:",
        ("unit/synthesise/test_direction.py::test_what_does_not_count_is_in_no_cell",),
    ),
    Mutation(
        "an item that does not count is on the map", _EVIDENCE, "synthesise/direction.py",
        "counted = [item for item in items if item.standing == Standing.COUNTED]", "counted = items",
        ("unit/synthesise/test_direction.py::test_what_does_not_count_is_in_no_cell",),
    ),
    Mutation(
        "a work that was excluded is on the map", _EVIDENCE, "synthesise/direction.py",
        "inside = [w for w in both if decision.get(w) == Screen.INCLUDE]", "inside = both",
        ("unit/synthesise/test_direction.py::test_a_cell_of_the_map_holds_the_included_works_of_both_codes",),
    ),
    Mutation(
        "half of the results are a direction", _UNIT, "synthesise/direction.py",
        "n >= agreement * counts.total()", "n >= 0.5 * counts.total()",
        ("unit/synthesise/test_direction.py::test_the_seventy_per_cent_rule",),
    ),
    Mutation(
        "a turned comparison is not turned", _UNIT, "synthesise/direction.py",
        "if item.comparison in turned else direction", "if False else direction",
        ("unit/synthesise/test_direction.py::test_a_turned_comparison_is_turned",),
    ),
    Mutation(
        "an estimate that may not be pooled is pooled", _POOLED, "synthesise/likeness.py",
        "item.poolable in POOLABLE", "item.poolable",
        ("unit/synthesise/test_pool.py::test_what_is_refused_has_a_reason_and_no_estimate",),
    ),
    Mutation(
        "effects of different roles are pooled", _POOLED, "synthesise/likeness.py",
        "Alike(item.role, item.outcome, item.effect_type, item.measure, item.comparison)",
        'Alike("", item.outcome, item.effect_type, item.measure, item.comparison)',
        ("unit/synthesise/test_pool.py::test_roles_outcomes_types_measures_and_comparisons_are_never_mixed",),
    ),
    Mutation(
        "days and months are pooled", _POOLED, "synthesise/likeness.py",
        "factor(row.unit, rows[0].unit) != 1", "False",
        ("unit/synthesise/test_likeness.py::test_units_meet_where_one_is_a_multiple_of_the_other",),
    ),
    Mutation(
        "what is better in one row and worse in another is pooled", _POOLED, "synthesise/likeness.py",
        "if len(sides) < 2:", "if True:",
        ("unit/synthesise/test_likeness.py::test_a_risk_ratio_of_the_opposite_outcome_is_refused",),
    ),
    Mutation(
        "a vote of the map is one step", _UNIT, "synthesise/direction.py",
        "return study_direction((study_direction(own, agreement) for own in domains.values()), agreement)",
        "return study_direction((one for own in domains.values() for one in own), agreement)",
        ("unit/synthesise/test_direction.py::test_a_study_has_one_vote_everywhere",),
    ),
    Mutation(
        "a barred role is pooled", _POOLED, "synthesise/pool.py",
        "if key.role in never:", "if False:",
        ("unit/synthesise/test_pool.py::test_a_role_may_be_barred",),
    ),
    Mutation(
        "what does not count is pooled", _EVIDENCE, "synthesise/pool.py",
        "[item for item in rows if item.standing in POOLED]", "rows",
        ("unit/synthesise/test_pool.py::test_what_does_not_count_is_not_pooled",),
    ),
    Mutation(
        "a study is in a pool twice", _UNIT, "synthesise/pool.py",
        "best.setdefault(item.study_id, item)", "best.setdefault(item.item_id, item)",
        ("unit/synthesise/test_pool.py::test_one_estimate_a_study_the_longest_follow_up",),
    ),
    Mutation(
        "ratios are pooled as they stand", _POOLED, "measures/__init__.py",
        "return math.log(estimate) if of_ratios(kind) else estimate", "return estimate",
        ("unit/synthesise/test_pool.py::test_ratios_are_pooled_as_logs",),
    ),
    Mutation(
        "a ratio on a scale that nobody knows is pooled", _POOLED, "measures/__init__.py",
        'if kind.startswith("log_") or not words & _OF_RATIOS:', "if True:",
        ("unit/measures/test_measures.py::test_a_ratio_on_a_scale_that_nobody_knows_is_never_pooled",),
    ),
    Mutation(
        "a pool has another level than was set", _POOLED, "synthesise/pool.py",
        "test=test or how.test, level=how.level)", "test=test or how.test, level=0.9)",
        ("unit/synthesise/test_pool.py::test_the_interval_has_the_level_that_was_asked_for",),
    ),
    Mutation(
        "a study of a pool has another level than was set", _POOLED, "synthesise/pool.py",
        "reach = float(norm.ppf(0.5 + how.level / 2))", "reach = float(norm.ppf(0.975))",
        ("unit/synthesise/test_pool.py::test_the_interval_has_the_level_that_was_asked_for",),
    ),
    Mutation(
        "heterogeneity has another level than was set", _POOLED, "synthesise/pool.py",
        "q_profile(fit, how.level)", "q_profile(fit, 0.95)",
        ("unit/synthesise/test_pool.py::test_bounds_of_heterogeneity_have_the_level_that_was_asked_for",),
    ),
    Mutation(
        "only the heaviest study is influential", _POOLED, "synthesise/pool.py",
        "abs(own.dffits[i]) > 3 * np.sqrt(1 / (fit.k - 1))", "abs(own.dffits[i]) > 3 * np.sqrt(fit.k - 1)",
        ("unit/synthesise/test_pool.py::test_a_study_that_moves_the_result_is_flagged",),
    ),
    Mutation(
        "a study that outweighs the others is not influential", _POOLED, "synthesise/pool.py",
        "or own.hat[i] > 3 / fit.k", "or own.hat[i] > 3",
        ("unit/synthesise/test_pool.py::test_a_study_that_outweighs_the_others_is_flagged_though_it_moves_nothing",),
    ),
    Mutation(
        "few studies that agree are certain", _POOLED, "meta/model.py",
        'max(1.0, scale) if test == "adhoc" else scale', "scale",
        ("validation/test_metafor.py::test_studies_that_agree_are_no_surer_than_their_own_errors",),
    ),
    Mutation(
        "a person's side is passed over", _PEOPLE, "synthesise/sides.py",
        "elif study_id in read_by_study:", "elif False:",
        ("unit/synthesise/test_sides.py::test_a_person_outranks_every_clause",),
    ),
    Mutation(
        "the claim counts as evidence for itself", _CLAIMS, "synthesise/sides.py",
        "Side.FOR,\n        False,", "Side.FOR,\n        True,",
        ("unit/synthesise/test_sides.py::test_a_claim_under_test_is_shown_and_never_counted",),
    ),
    Mutation(
        "a study that nobody read is for the claim", "5 no finding without its counter-evidence", "synthesise/sides.py",
        "return Side.NOT_READ, directness", "return Side.FOR, directness",
        ("unit/synthesise/test_sides.py::test_clauses_give_a_side_and_the_rest_is_not_read",),
    ),
    Mutation(
        "a study that nobody read is silent", _DIRECT, "synthesise/sides.py",
        "return Side.NOT_READ, directness", "return Side.SILENT, directness",
        ("unit/synthesise/test_sides.py::test_what_a_person_read_as_silent_is_silent_and_what_nobody_read_is_not",),
    ),
    Mutation(
        "a passage of a case is a comparison", _DIRECT, "synthesise/directness.py",
        "if not is_comparison(item):", "if False:",
        ("unit/synthesise/test_sides.py::test_directness_is_proposed_from_what_an_item_compares",),
    ),
    Mutation(
        "rows that share evidence are several bodies", _DIRECT, "synthesise/sides.py",
        "body=body[row.study_id]", "body=row.study_id",
        ("unit/synthesise/test_sides.py::test_studies_that_share_evidence_or_a_case_are_one_body",),
    ),
    Mutation(
        "two thirds that lean are agreement", _POOLED, "synthesise/axes.py",
        "Verdict.AGREEMENT_FOR if low > 0.5 else", "Verdict.AGREEMENT_FOR if low > 0 else",
        ("unit/synthesise/test_rules.py::test_balance", "property/test_votes.py::test_the_words_by_hand"),
    ),
    Mutation(
        "one more study against strengthens a claim", _DIRECT, "synthesise/axes.py",
        "if n_for / n >= majority:", "if (n_for + n_against) / n_for >= majority if n_for else False:",
        ("property/test_votes.py::test_one_more_body_for_never_weakens_and_one_against_never_strengthens",),
    ),
    Mutation(
        "one more study for weakens a claim", _DIRECT, "synthesise/axes.py",
        "if n_for != n_against:", "if n_for != n_against and n < 12:",
        ("property/test_votes.py::test_one_more_body_for_never_weakens_and_one_against_never_strengthens",),
    ),
    Mutation(
        "against is said sooner than for", _DIRECT, "synthesise/axes.py",
        "if n_against / n >= majority:", "if n_against / n > 1 - majority:",
        ("property/test_votes.py::test_for_and_against_are_said_alike", "property/test_votes.py::test_the_words_by_hand"),
    ),
    Mutation(
        "more evidence has a lesser word", _DIRECT, "synthesise/axes.py",
        '(5, "several"), (2, "few")', '(5, "few"), (2, "several")',
        ("property/test_votes.py::test_the_word_for_an_amount_never_shrinks",),
    ),
    Mutation(
        "equal evidence has other words in another order", _DIRECT, "synthesise/bodies.py",
        "given.pop() if len(given) == 1 else Side.QUALIFIES", "speaking[0].side",
        ("property/test_votes.py::test_a_body_that_speaks_with_two_tongues_qualifies",),
    ),
    Mutation(
        "what is shown and not counted has a vote", _DIRECT, "synthesise/ruling.py",
        "            and self.counts(row)\n", "",
        ("property/test_votes.py::test_equal_evidence_gets_equal_words_whoever_it_is_and_in_whatever_order", "unit/synthesise/test_rules.py::test_balance_leaves_out_what_is_not_counted"),
    ),
    Mutation(
        "a code that is rarer speaks for a claim that it is more frequent", _DIRECT, "synthesise/claim_rules/contrast.py",
        "_turned(wide, sign)", "_turned(wide, -sign)",
        ("property/test_votes.py::test_one_more_case_for_never_weakens_and_one_against_never_strengthens",),
    ),
    Mutation(
        "the rarest of several states is the commonest", _DIRECT, "synthesise/claim_rules/diversity.py",
        "most = max(", "most = min(",
        ("property/test_votes.py::test_one_more_case_in_a_lesser_state_never_weakens_many_paths", "unit/synthesise/test_rules.py::test_diversity_fails_where_one_state_holds_the_cases"),
    ),
    Mutation(
        "what compares something near is counted", _DIRECT, "synthesise/ruling.py",
        "row.directness in self.bears", "row.directness",
        ("unit/synthesise/test_rules.py::test_what_does_not_speak_directly_is_not_counted", "property/test_votes.py::test_a_verdict_needs_direct_votes"),
    ),
    Mutation(
        "a body of evidence votes as often as it is told", _DIRECT, "synthesise/ruling.py",
        "found.update(body.side for body in self.bodies())", "found.update(row.side for row in self.speaking())",
        ("property/test_votes.py::test_one_body_is_one_vote",),
    ),
    Mutation(
        "a rule carries out any test", _DIRECT, "synthesise/rules.py",
        "and test not in rule.tests:", "and False:",
        ("unit/synthesise/test_rule_settings.py::test_a_rule_carries_out_the_test_that_the_claim_states",),
    ),
    Mutation(
        "a result that is not significant is none", _DIRECT, "synthesise/by_sign.py",
        "if within or not value:", "if within or not value or (low is not None and low < 0 < high):",
        ("unit/synthesise/test_by_sign.py::test_sign",),
    ),
    Mutation(
        "what was sought for a claim is a sample of the field", _DIRECT, "synthesise/sampled.py",
        "{code: studies - sought for", "{code: set(studies) for",
        ("unit/synthesise/test_sampled.py::test_a_study_that_is_known_from_such_an_export_alone_is_left_out",),
    ),
    Mutation(
        "a bound is said to be exact", _DIRECT, "synthesise/robustness.py",
        "exact=bool(best.studies) and best.bodies <= size)", "exact=True)",
        ("unit/synthesise/test_robustness.py::test_where_there_are_too_many_ways_a_bound_is_said_to_be_one",),
    ),
    Mutation(
        "the fingerprint passes over estimates", "6 a verdict goes stale", "synthesise/findings.py",
        "sorted(values, key=lambda v: v[0])", "[]",
        ("unit/synthesise/test_fingerprint.py::test_a_value_under_the_claim_is_and_one_that_is_not_under_it_is_not",),
    ),
    Mutation(
        "a contradictory combination is sufficient", _POOLED, "qca/truth_table.py",
        "reached = fit.consistency >= consistency - 1e-12", "reached = fit.consistency >= 0.5",
        ("unit/qca/test_qca.py::test_contradictions_are_shown_and_explained_by_nothing",),
    ),
    Mutation(
        "a claim under test is a case", _CLAIMS, "qca/memberships.py",
        'if item.kind == Kind.EXTRACT and item.standing == Standing.COUNTED:', 'if item.kind == "extract":',
        ("unit/qca/test_qca.py::test_cases_that_lack_a_condition_or_do_not_count_are_named_and_left_out",),
    ),
    Mutation(
        "a verdict outlives its evidence", "6 a verdict goes stale", "assess/states.py",
        "if decision.evidence_hash != fingerprint:", "if False:",
        ("unit/assess/test_assess.py::test_states", "unit/assess/test_assess.py::test_a_person_rates_a_pool_and_new_evidence_makes_it_stale"),
    ),
    Mutation(
        "an implication outlives its claims", "6 a verdict goes stale", "assess/implications.py",
        "state(decision, now, ())", "state(decision, decision.evidence_hash, ())",
        ("unit/assess/test_implications.py::test_it_stands_until_a_claim_that_it_rests_on_moves",),
    ),
    Mutation(
        "a judgement outlives what it was made on", "6 a verdict goes stale", "fingerprints.py",
        "if name in then and then[name] not in marks)", "if False)",
        ("property/test_judged.py::test_exactly_what_rests_on_what_moved_is_stale",),
    ),
    Mutation(
        "a code outlives when not to use it", "6 a verdict goes stale", "fingerprints.py",
        "for t in (c.definition, c.include, c.exclude)", "for t in (c.definition, c.include)",
        ("property/test_judged.py::test_exactly_what_rests_on_what_moved_is_stale",),
    ),
    Mutation(
        "half an appraisal speaks of bias", "6 no false precision", "assess/grade.py",
        "m.study_id in studies and studies[m.study_id].state == APPRAISED", "m.study_id in studies",
        ("unit/assess/test_assess.py::test_risk_of_bias_rests_on_whole_appraisals_and_on_weight",),
    ),
    Mutation(
        "estimates that are all the same are certain", _POOLED, "synthesise/pool.py",
        "fit.se[0] == 0:", "fit.se[0] < 0:",
        ("unit/synthesise/test_pool.py::test_estimates_that_are_all_the_same_are_no_certainty",),
    ),
    Mutation(
        "a proposal of certainty is a verdict", _PEOPLE, "assess/grade.py",
        'judged = getattr(decision, domain) if decision else ""', "judged = proposed",
        ("unit/assess/test_assess.py::test_grade_speaks_of_pools_alone",),
    ),
    Mutation(
        "what speaks against a theme only qualifies it", "5 no finding without its counter-evidence", "synthesise/themes.py",
        "return Side.AGAINST if has.sign and has == named.turned else Side.QUALIFIES", "return Side.QUALIFIES",
        ("unit/synthesise/test_themes.py::test_who_speaks_follows_from_direction",),
    ),
    Mutation(
        "a passage that does not count speaks for a theme", _CLAIMS, "synthesise/themes.py",
        "counted = [row for row in own if row.counted]", "counted = list(own)",
        ("unit/synthesise/test_themes.py::test_who_speaks_follows_from_direction",),
    ),
    Mutation(
        "silent studies are data", "12 no word says more than was compared", "assess/stage.py",
        "if side.counted and side.side in TAKEN:", "if side.counted:",
        ("unit/assess/test_assess.py::test_silent_studies_are_no_data",),
    ),
    Mutation(
        "a further code is a vote", "12 no word says more than was compared", "synthesise/stage.py",
        "own = study_directions(items, roles", "own = study_directions(coded, roles",
        ("unit/synthesise/test_themes.py::test_further_codes_are_no_votes",),
    ),
    Mutation(
        "both sides hold one assumption", _POOLED, "qca/enhanced.py",
        "return sides[0] & sides[1]", "return set()",
        ("unit/qca/test_enhanced.py::test_contradictory_assumptions_are_those_that_both_sides_would_make",),
    ),
    Mutation(
        "a coded membership outranks a person's", _PEOPLE, "qca/memberships.py",
        "value = membership(items, values, condition) if value is None else value",
        "value = membership(items, values, condition)",
        ("unit/qca/test_entered.py::test_a_membership_that_a_person_gave_stands_before_the_coding",),
    ),
    Mutation(
        "nothing is too trivial to be necessary", _POOLED, "qca/necessary.py",
        "if one.fit.relevance >= relevance - _NEARLY:", "if True:",
        ("unit/qca/test_enhanced.py::test_necessary_alternatives_are_short_consistent_and_relevant",),
    ),
    Mutation(
        "an unknown design starts high", _POOLED, "assess/start.py",
        "if unknown:", "if False:",
        ("unit/assess/test_grade_scale.py::test_certainty_starts_at_the_lowest_design_and_nowhere_where_one_is_not_known",),
    ),
    Mutation(
        "what was not seen is missing", "12 no word says more than was compared", "assess/missing.py",
        "*(Seen.NOT_SEEN, Direction", "*(Seen.NOT_REPORTED, Direction",
        ("unit/assess/test_missing.py::test_every_study_of_the_comparison_has_one_state",),
    ),
    Mutation(
        "every correlation of errors is none", _POOLED, "meta/multilevel.py",
        "+ rho * np.outer(root, root)", "+ 0 * np.outer(root, root)",
        ("validation/test_dependent.py::test_correlated_and_hierarchical_effects",),
    ),
)  # fmt: skip

"""Qualitative comparative analysis (Ragin 1987, 2008): which combinations of conditions go with an outcome.

`calibrate` gives memberships, `truth_table` the configurations, `minimise` the exact solutions with all ties, `fit`
consistency and coverage, `robustness` what other thresholds would say, `reading` the sentence, `stage` the whole for the
coded cases of a review. Own code, because the libraries for Python were judged to lack multi-value conditions, all tied
models or intermediate solutions; every solution is tested against the R package QCA (Dușa 2019).
"""

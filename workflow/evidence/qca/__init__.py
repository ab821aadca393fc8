"""Qualitative comparative analysis (Ragin 1987, 2008): which combinations of conditions go with an outcome.

`calibrate` gives memberships, `truth_table` the configurations, `minimise` the exact solutions with all ties, `fit`
consistency and coverage, `enhanced` what no solution may rest on, `necessary` what is necessary, `case_types` typical and deviant
cases, `spread` skewed sets, `robustness` what other thresholds would say, `reading` the sentence, `stage` the whole for the
coded cases of a review. Own code, because setqca 0.2 (exact, all ties) has no multi-value conditions, PyQCA 0.2 calls
itself experimental and asks to be checked against established software, and neither is in requirements.lock; every solution is tested against the R package QCA (Dușa 2019).
"""

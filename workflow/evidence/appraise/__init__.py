"""Appraise: people's answers to appraisal questions by study. Never summed to a score (MMAT 2018)."""

"""Appraise: people's answers to appraisal questions by study. Never summed to a score (MMAT 2018)."""

from evidence.appraise.stage import DISAGREE, NOT_APPRAISED, appraise

__all__ = ["DISAGREE", "NOT_APPRAISED", "appraise"]

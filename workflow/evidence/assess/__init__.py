"""Assess: certainty is a person's verdict on computed facts, and goes stale when they change."""

from evidence.assess.stage import assess
from evidence.assess.states import INCOMPLETE, JUDGED, NOT_JUDGED, STALE

__all__ = ["INCOMPLETE", "JUDGED", "NOT_JUDGED", "STALE", "assess"]

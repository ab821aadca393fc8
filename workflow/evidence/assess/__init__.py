"""Assess: certainty is a person's verdict on computed facts, and goes stale when they change."""

from evidence.assess.stage import INCOMPLETE, JUDGED, NOT_JUDGED, STALE, assess

__all__ = ["INCOMPLETE", "JUDGED", "NOT_JUDGED", "STALE", "assess"]

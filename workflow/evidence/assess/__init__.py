"""Assess: certainty is a person's verdict on computed facts, and goes stale when they change."""

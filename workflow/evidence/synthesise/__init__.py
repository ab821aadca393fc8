"""Synthesise: evidence items in; directions, map, pools, sides and verdicts out."""

from evidence.synthesise.stage import Settings, Synthesis, synthesise

__all__ = ["Settings", "Synthesis", "synthesise"]

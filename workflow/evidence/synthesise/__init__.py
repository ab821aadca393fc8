"""Synthesise: evidence items in; directions, map, pools, sides and verdicts out."""

"""Meaning: texts as points, near one another where they say much the same."""

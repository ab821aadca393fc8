"""Classify: works and people's codes in; labels with reasons, and an honest evaluation, out."""

from evidence.classify.stage import Classified, Settings, classify

__all__ = ["Classified", "Settings", "classify"]

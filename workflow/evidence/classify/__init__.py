"""Classify: works and people's codes in; labels with reasons, and an honest evaluation, out."""

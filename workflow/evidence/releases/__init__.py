"""Releases: the evidence as it stood at a moment, small enough to be kept in the repository and compared."""

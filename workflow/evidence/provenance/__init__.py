"""Provenance that other programs read: RO-Crates of book and pack, how to cite the review, and the pack itself."""

"""Releases of a review as a reader meets them."""

"""Faults put into the product on purpose, each of which a fast test must see."""

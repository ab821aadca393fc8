"""What changed between two versions of the evidence, and what caused it."""

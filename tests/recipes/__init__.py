"""The files that CONTRIBUTING.md takes as examples: each is all that its recipe needs."""

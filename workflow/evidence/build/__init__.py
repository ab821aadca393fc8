"""Build: the whole pipeline by Snakemake, from whatever state the last run left behind."""

from evidence.build.locks import clear, orphans, rivals
from evidence.build.run import Outcome, snakemake

__all__ = ["Outcome", "clear", "orphans", "rivals", "snakemake"]

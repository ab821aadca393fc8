"""Build: the whole pipeline by Snakemake, from whatever state the last run left behind."""

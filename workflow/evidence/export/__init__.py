"""The way out: works as references and tables for other tools, the flow for PRISMA2020, the effects for metafor.

A format is one module that writes and one row of `formats.FORMATS`; the book's downloads use the same writers.
"""

"""What waits for a person's judgement, with what it is to be judged by: worksheets print it, and the desk shows it.

A module for each kind. What it gives knows its row: the cells of the table of decisions, those among them that a worksheet prints and
nobody reads, and blanks where a person judges.
"""

"""Every work and every case: one table to search, and a card each."""

from evidence.brief.studies.explorer_files import StudyBook, study_book

__all__ = ["StudyBook", "study_book"]

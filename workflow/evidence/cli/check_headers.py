"""What is wrong with the headers of tables, told of all of them at once: a stage would end at the first."""

from __future__ import annotations

from collections.abc import Sequence

from evidence import inputs
from evidence.codebook import Codebook
from evidence.errors import UserError
from evidence.given.codes import with_codes
from evidence.given.declare import given_by
from evidence.given.header import check_header
from evidence.given_catalogue import tables_at
from evidence.io import read_people
from evidence.layout import Layout


def header_mistakes(at: Layout, codebook: Codebook, claims: Sequence[str]) -> list[UserError]:
    """An error for each table that cannot be read by its header, so that all are mended in one sitting."""
    found = []
    for row, paths in tables_at(at):
        table = with_codes(given_by(row), codebook, claims)
        for path in paths:
            try:
                check_header(read_people(path)[0], inputs.name_of(path, at), table)
            except UserError as error:
                found.append(error)
    return found

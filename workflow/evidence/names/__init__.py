"""How a written name, or a list of names, is read, and how a name is written out again: for all formats.

An author is stored as `Family, Given` or `Family, Given, Suffix`; a body (and a person of one name)
is stored whole. A body whose name holds a comma is told from a person by its words
(`Ministry of Housing, Communities and Local Government`, see `bodies`). Where they say nothing but the
source did (`{Shelter, Scotland}`), a no-break space follows the comma: it looks the same, and no
person's name has one. `is_body` is the one place that tells.
"""

from evidence.names.joined import may_be_two
from evidence.names.parsing import from_parts, read, read_all, written_list
from evidence.names.person import is_body
from evidence.names.writing import parts, surname, to_bibtex, to_csl, to_ris

__all__ = [
    "from_parts",
    "is_body",
    "may_be_two",
    "parts",
    "read",
    "read_all",
    "surname",
    "to_bibtex",
    "to_csl",
    "to_ris",
    "written_list",
]

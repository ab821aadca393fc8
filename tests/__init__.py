"""Every test computes as the command line does, which tells numpy so before it is loaded."""

from evidence.processor import as_on_any_other

as_on_any_other()

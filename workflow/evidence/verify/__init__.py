"""Verify: a published book built again from its inputs in a clean room, compared byte for byte, every difference explained."""

from evidence.verify.compare import Difference, causes, differences, place
from evidence.verify.packed import is_pack, programs, unpack
from evidence.verify.published import Published, read_published
from evidence.verify.room import rebuild
from evidence.verify.whole import whole

__all__ = [
    "Difference",
    "Published",
    "causes",
    "differences",
    "is_pack",
    "place",
    "programs",
    "read_published",
    "rebuild",
    "unpack",
    "whole",
]

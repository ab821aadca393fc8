"""Texts as they are compared: letters and digits alone, keys of several of them, and the number in a longer text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_GREEK = {
    **{"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda"},
    **{"μ": "mu", "π": "pi", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ω": "omega", "θ": "theta"},
}
# A character of a script that has no spaces between words.
HAN = "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_GREEK_LETTER = "[" + "".join(_GREEK) + "]"
# Placeholders that exports write where a value is missing.
PLACEHOLDER = r"^(unknown|untitled|no title|n a|na|none|null|anonymous|anon|no authorship indicated)?$"


def fold(texts: pa.Array) -> pa.Array:
    """Letters and digits only, without accents, lower case, single spaces; Greek letters by name."""
    texts = pc.replace_substring(texts, "&", " and ")
    if pc.all(pc.string_is_ascii(texts)).as_py():  # the classes of Unicode are costly to prepare
        return pc.utf8_trim_whitespace(pc.replace_substring_regex(pc.utf8_lower(texts), "[^a-z0-9]+", " "))
    texts = pc.replace_substring_regex(pc.utf8_normalize(texts, "NFKD"), r"\p{Mn}+", "")
    texts = pc.utf8_lower(texts)
    greek = pc.match_substring_regex(texts, _GREEK_LETTER)
    if pc.any(greek).as_py():
        for letter, name in _GREEK.items():
            texts = pc.replace_substring(texts, letter, name)
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(texts, r"[^\p{L}\p{N}]+", " "))


def rewritten(texts: pa.Array, sign: str, rewrite: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Texts of which those in which a sign is found are rewritten: a long pattern is costly to prepare and to look for."""
    found = pc.match_substring_regex(texts, sign)
    if not pc.any(found).as_py():
        return texts
    return pc.replace_with_mask(texts, found, rewrite(texts.filter(found)))


def joined(*parts: Any) -> pa.Array:
    """A key of several parts; null where one of them is empty."""
    key = pc.binary_join_element_wise(*parts, "|")
    for part in parts:
        key = pc.if_else(pc.equal(part, ""), pa.scalar(None, pa.string()), key)
    return key


def first_run(texts: pa.Array, pattern: str) -> pa.Array:
    """What the group `x` of a pattern finds in texts in lower case; empty where it finds nothing or a placeholder. In the pattern `\\pL` stands
    in brackets alone."""
    if pc.all(pc.equal(texts, "")).as_py():
        return texts
    # To prepare the letters of all scripts takes as long as to look through a thousand texts.
    if pc.all(pc.string_is_ascii(texts)).as_py():
        pattern = pattern.replace(r"\pL", "a-z")
    found = pc.fill_null(pc.struct_field(pc.extract_regex(pc.utf8_lower(texts), pattern), "x"), "")
    return pc.if_else(pc.match_substring_regex(found, PLACEHOLDER), "", found)


def value_at(flat: pa.Array, at: np.ndarray, nobody: np.ndarray) -> pa.Array:
    """The value at each place; empty for records without a list of their own."""
    if nobody.all():
        return pa.array([""] * len(at), pa.string())
    return pc.fill_null(flat.take(pa.array(np.where(nobody, 0, at), mask=nobody)), "")

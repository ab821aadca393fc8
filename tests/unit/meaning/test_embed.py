"""Texts as points: near what the full model gives, the same bits whatever the batch, the threads and the processor."""

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from evidence.errors import UserError
from evidence.meaning import model, sentences, weights
from evidence.meaning.embed import meaning_of
from evidence.meaning.settings import MeaningPlan, Voice

SENTENCES = [
    "Supported housing for homeless people run by charities",
    "A non-profit landlord offers flats and advice to rough sleepers",
    "Randomised trial of a job-search programme for the long-term unemployed",
    "Contracting out employment services: what payment by results does",
    "The orbit of Neptune was predicted before it was seen",
]
# Cosines of the full model: model.safetensors (sha256 53aa5117…) by onnxruntime 1.32.0 in float32, mean of the last layer.
COSINES = [
    [1.0, 0.414, 0.2788, 0.1482, -0.0963],
    [0.414, 1.0, 0.2083, 0.1704, -0.0844],
    [0.2788, 0.2083, 1.0, 0.3466, -0.0182],
    [0.1482, 0.1704, 0.3466, 1.0, 0.0248],
    [-0.0963, -0.0844, -0.0182, 0.0248, 1.0],
]
ODD = ["", " ", "?", "日本語", "x" * 100_000, "word " * 20_000, "é\u0301", "a\ud800b", "\u0000"]


def read(texts, voice=Voice.SENTENCES, cache=None) -> np.ndarray:
    return meaning_of(texts, MeaningPlan(voice=voice), cache).matrix


def test_cosines_are_those_of_the_full_model() -> None:
    points = read(SENTENCES)
    assert np.abs(points @ points.T - COSINES).max() < 0.01
    assert points.dtype == np.float32 and points.shape == (5, 384)


@pytest.mark.parametrize("voice", [Voice.SENTENCES, Voice.WORDS])
def test_points_have_length_one_and_their_products_are_exact(voice) -> None:
    points = read([*SENTENCES, *ODD[2:]], voice)
    # as much as 384 roundings to 1/2048 can, of the coarser voice
    errs = 1e-3 if voice is Voice.SENTENCES else np.sqrt(384) / 4096
    assert np.abs(np.linalg.norm(points, axis=1) - 1)[:-1].max() < errs
    whole = (points * 2048).astype(np.int64)
    assert np.array_equal(points * 2048, whole)
    assert np.array_equal((points @ points.T) * 2048**2, whole @ whole.T)


@pytest.mark.parametrize("voice", [Voice.SENTENCES, Voice.WORDS])
def test_no_bit_depends_on_the_batch_or_the_order(voice) -> None:
    texts = [*SENTENCES, *ODD, *(f"{s} {n}" for n in range(2) for s in SENTENCES)]
    together = read(texts, voice)
    alone = np.vstack([read([text], voice) for text in texts[:12]])
    assert np.array_equal(alone, together[:12])
    order = random.Random(5).sample(range(len(texts)), len(texts))
    assert np.array_equal(read([texts[i] for i in order], voice), together[order])


@pytest.mark.parametrize("voice", [Voice.SENTENCES, Voice.WORDS])
def test_a_text_without_words_is_noughts(voice) -> None:
    assert not read(["", " \n", "\u0000"], voice).any()
    assert read([], voice).shape == (0, 384)


PROBE = f"""
import hashlib
from evidence.meaning.embed import meaning_of
from evidence.meaning.settings import MeaningPlan
print(hashlib.sha256(meaning_of({SENTENCES[:2]!r}, MeaningPlan()).matrix.tobytes()).hexdigest())
"""


@pytest.mark.parametrize(
    "machine",
    [
        {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4"},
        {"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"},
    ],
)
def test_no_bit_depends_on_the_processor_or_the_threads(machine) -> None:
    own = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-c", PROBE], env=own | machine, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(read(SENTENCES[:2]).tobytes()).hexdigest()


def test_cores_change_no_bit_and_no_place(monkeypatch) -> None:
    texts = [f"{text} {'again ' * n}" for n, text in enumerate(SENTENCES * 3)]
    monkeypatch.setattr(sentences, "AT_ONCE", 24)  # so that there is a batch for every core
    monkeypatch.setattr(sentences, "cores", lambda: 1)
    alone = read(texts)
    monkeypatch.setattr(sentences, "cores", lambda: 4)
    assert np.array_equal(read(texts), alone)
    assert len({row.tobytes() for row in alone}) == len(texts)


def test_a_cache_changes_no_bit_and_is_used(tmp_path, monkeypatch) -> None:
    points = read(SENTENCES, cache=tmp_path)
    (file,) = tmp_path.iterdir()
    monkeypatch.setattr(model, "_sentences", None)  # whoever reads a text again now fails
    assert np.array_equal(read(SENTENCES[::-1], cache=tmp_path), points[::-1])
    monkeypatch.undo()
    file.write_bytes(b"broken")
    assert np.array_equal(read(SENTENCES, cache=tmp_path), points)


def test_more_texts_than_the_setting_are_read_word_by_word() -> None:
    few = meaning_of(SENTENCES, MeaningPlan(sentences_up_to=5))
    many = meaning_of(SENTENCES, MeaningPlan(sentences_up_to=4))
    assert (few.name, many.name) == (Voice.SENTENCES, Voice.WORDS)
    assert not np.array_equal(few.matrix, many.matrix)
    assert meaning_of(SENTENCES, MeaningPlan(voice=Voice.NONE)) is None


def test_what_is_not_installed_or_other_is_said_in_words(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(weights, "find_spec", lambda name: None)
    with pytest.raises(UserError, match="not installed"):
        weights.check_installed(MeaningPlan())
    weights.check_installed(MeaningPlan(voice=Voice.NONE))
    (tmp_path / "model.onnx").write_bytes(b"others")
    spec = type("Spec", (), {"origin": str(tmp_path / "__init__.py")})
    monkeypatch.setattr(weights, "find_spec", lambda name: spec)
    for looks in (weights.weights, lambda: weights.check_installed(MeaningPlan())):
        with pytest.raises(UserError, match="not those that this version knows"):
            looks()


def test_a_machine_that_computes_otherwise_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(model, "_ITS_POINT", "0" * 64)
    model._sentences.cache_clear()
    with pytest.raises(UserError, match="computes the language model to other numbers"):
        read(SENTENCES)


def test_importing_loads_no_numbers() -> None:
    code = "import sys, evidence.meaning.embed, evidence.meaning.weights; print('numpy' in sys.modules)"
    own = {**os.environ, "PYTHONPATH": str(Path(weights.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], env=own, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

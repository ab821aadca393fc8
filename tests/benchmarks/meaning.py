"""How near meaning comes to the full model, and what it takes.

`python tests/benchmarks/meaning.py TEXTS.json [FULL.npy]`: TEXTS.json is a list of texts; FULL.npy the points that other software gave them
(one row a text, of any length). Prints CPU time, pieces of words, the sha256 of the points and the cosines to FULL.
`OPENBLAS_CORETYPE`, `OPENBLAS_NUM_THREADS` and `NPY_DISABLE_CPU_FEATURES` make the machine compute as another would: the sha256 must not change.
"""

import argparse
import hashlib
import json
import time
from pathlib import Path

import numpy as np

from evidence.meaning.embed import meaning_of
from evidence.meaning.settings import MeaningPlan, Voice


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("full", type=Path, nargs="?")
    options = parser.parse_args()
    texts = json.loads(options.texts.read_text())
    for voice in (Voice.SENTENCES, Voice.WORDS):
        plan = MeaningPlan(voice=voice, sentences_up_to=len(texts))
        meaning_of(["loads the model"], plan)
        begun = time.process_time()
        points = meaning_of(texts, plan).matrix
        took = time.process_time() - begun
        print(
            f"{voice}: {1000 * took / len(texts):.3f} CPU ms a text", hashlib.sha256(points).hexdigest()[:16]
        )
        if options.full and voice is Voice.SENTENCES:
            full = np.load(options.full)
            lengths = np.linalg.norm(points, axis=1) * np.linalg.norm(full, axis=1)
            cosines = (points * full).sum(axis=1) / np.maximum(lengths, 1e-9)
            print(f"cosine: mean {cosines.mean():.5f}, least {cosines.min():.5f}")


if __name__ == "__main__":
    main()

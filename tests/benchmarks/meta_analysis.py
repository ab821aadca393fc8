"""REML on many effects beside metafor and PyMARE, in one run.

`python tests/benchmarks/meta_analysis.py [K ...] [--pymare PYTHON] [--metafor RSCRIPT]`: each fits random effects by REML to the same
normal effects; the time is that of the fit alone, the estimates are printed to be compared. metafor holds k x k matrices, so that it is run
up to 2,000 effects.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from evidence.meta import rma

_PYMARE = """
import sys, time, numpy as np
from pymare import Dataset
from pymare.estimators import VarianceBasedLikelihoodEstimator
d = np.loadtxt(sys.argv[1], delimiter=",")
data = Dataset(y=d[:, :1], v=d[:, 1:])
began = time.monotonic()
found = VarianceBasedLikelihoodEstimator(method="reml").fit_dataset(data).summary()
print(time.monotonic() - began, float(np.ravel(found.tau2)[0]), float(np.ravel(found.fe_params)[0]))
"""
_METAFOR = """
suppressMessages(library(metafor)); d <- read.csv(commandArgs(TRUE)[1], header=FALSE)
began <- proc.time()[[3]]; m <- rma(d$V1, d$V2, control=list(threshold=1e-10)); cat(proc.time()[[3]] - began, m$tau2, m$beta[1])
"""
MOST_IN_R = 2_000


def made(k: int) -> tuple[np.ndarray, np.ndarray]:
    """(k,) normal effects about .3 with a variance of .05 between them, and (k,) their sampling variances."""
    chance = np.random.default_rng(1)
    v = chance.uniform(0.01, 0.2, k)
    return chance.normal(0.3, np.sqrt(v + 0.05)), v


def main(sizes: list[int], pymare: str | None, rscript: str | None) -> None:
    print("| effects | tool | seconds | tau2 | estimate |\n|---|---|---|---|---|")
    for k in sizes:
        y, v = made(k)
        began = time.monotonic()
        fit = rma(y, v)
        show(k, "evidence.meta", time.monotonic() - began, fit.tau2, float(fit.b[0]))
        with tempfile.TemporaryDirectory() as scratch:
            data = Path(scratch) / "effects.csv"
            np.savetxt(data, np.column_stack([y, v]), delimiter=",", fmt="%.17g")
            if pymare:
                show(k, "PyMARE", *run([pymare, "-c", _PYMARE, str(data)]))
            if rscript and k <= MOST_IN_R:
                show(k, "metafor", *run([rscript, "-e", _METAFOR, str(data)]))


def run(command: list[str]) -> list[float]:
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [float(word) for word in out.split()[-3:]]


def show(k: int, tool: str, seconds: float, tau2: float, estimate: float) -> None:
    print(f"| {k:,} | {tool} | {seconds:.3f} | {tau2:.8f} | {estimate:.8f} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", type=int, nargs="*")
    parser.add_argument("--pymare", help="a Python that has PyMARE")
    parser.add_argument("--metafor", help="Rscript of an R that has metafor")
    options = parser.parse_args()
    main(options.sizes or [1_000, 2_000, 100_000], options.pymare, options.metafor)

"""The same digits on every processor: numpy and OpenBLAS compute as on the oldest one that they know of the kind.

Both look at the processor when they are loaded and choose among kernels of their own. Newer ones add in another order and round once where older ones round twice, so that
the last digits of a regression were not those of the machine beside it, and with them the checksums of the book.
"""

from __future__ import annotations

import os
import platform

ENVIRONMENT = {
    "OPENBLAS_CORETYPE": "Nehalem",
    "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
}
"""What stands in the environment before either is loaded (OpenBLAS with DYNAMIC_ARCH, numpy's CPU dispatch); a name that numpy does not know is nothing to it."""
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""One thread each: gradient boosting and BLAS stall when a core is taken, and sums must not vary."""


def as_on_any_other() -> None:
    """To be called before numpy is loaded. What a person has set herself stays: there are processors on which OpenBLAS has to be told how to compute."""
    settings = dict.fromkeys(THREADS, "1")
    if platform.machine().lower() in ("x86_64", "amd64"):
        settings |= ENVIRONMENT
    for name, value in settings.items():
        os.environ.setdefault(name, value)

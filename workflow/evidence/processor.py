"""The same digits on every processor: numpy and OpenBLAS compute as on those of 2013, also where they know of more.

Both look at the processor when they are loaded and choose among kernels of their own. Newer ones add in another order, so that the last digits of a regression were not those
of the machine beside it, and with them the checksums of the book. To compute as on the oldest of all would take half as long again to read what texts mean.
"""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from pathlib import Path

SINCE_2013 = {
    "OPENBLAS_CORETYPE": "Haswell",
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR",
}
"""What stands in the environment before either is loaded (OpenBLAS with DYNAMIC_ARCH, numpy's CPU dispatch), where the processor has AVX2 and FMA; a name that numpy does not know is nothing to it."""
OLDER = {
    "OPENBLAS_CORETYPE": "Nehalem",
    "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
}
"""The same where it has not, or where it cannot be told: last digits may differ there."""
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""One thread each: gradient boosting and BLAS stall when a core is taken, and sums must not vary."""
_TOLD = Path("/proc/cpuinfo")


def as_on_any_other() -> None:
    """To be called before numpy is loaded. What a person has set herself stays: there are processors on which OpenBLAS has to be told how to compute."""
    settings = dict.fromkeys(THREADS, "1")
    if platform.machine().lower() in ("x86_64", "amd64"):
        settings |= SINCE_2013 if {"avx2", "fma"} <= _features() else OLDER
    for name, value in settings.items():
        os.environ.setdefault(name, value)


def _features() -> set[str]:
    """What the processor says that it can do; nothing where the system does not tell."""
    with suppress(OSError), _TOLD.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            if line.startswith("flags"):
                return {*line.split()}
    return set()

#!/usr/bin/env python3
"""Says which PyTorch there is, what multiplies its matrices, and whether the products are right.

    /usr/bin/python3 pytorch_build.py [--keep-settings]

Prints a line such as "1.13.1 with OpenBLAS" and a line "right" or "wrong"; fails without PyTorch or
NumPy.
With --keep-settings, variables that choose OpenBLAS's code for the processor stay as they are: some
builds multiply wrongly on some processors unless they are set.
"""
import os
import pathlib
import sys

if "--keep-settings" not in sys.argv:  # they are read when OpenBLAS is loaded, with NumPy
    for name in ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"]:
        os.environ.pop(name, None)
import numpy as np
import torch


def blas():
    if torch.backends.mkl.is_available():
        return "MKL"
    maps = pathlib.Path("/proc/self/maps")
    loaded = maps.read_text() if maps.exists() else ""
    if "/blas/libblas.so" in loaded:  # where Debian has it
        return "reference BLAS"
    return "OpenBLAS" if "openblas" in loaded else "another BLAS"


def products_are_right():
    """Multiplies small whole numbers, exact in either precision, and compares with NumPy's
    products of integers, which no BLAS computes. The sizes are those of the benchmarks."""
    random = np.random.default_rng(1)
    for m, k, n in [(1, 784, 500), (100, 784, 500), (784, 100, 500), (16, 800, 3136), (100, 500, 10)]:
        a, b = random.integers(-8, 9, (m, k)), random.integers(-8, 9, (k, n))
        exact = torch.from_numpy(a @ b)
        for dtype in [torch.float32, torch.float64]:
            x, y = torch.from_numpy(a).to(dtype), torch.from_numpy(b).to(dtype)
            for product in [x @ y, (y.T @ x.T).T, x @ y.T.contiguous().T, x.T.contiguous().T @ y]:
                if not torch.equal(product.long(), exact):
                    return False
    return True


print(torch.__version__, "with", blas())
print("right" if products_are_right() else "wrong")

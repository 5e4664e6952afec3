#!/usr/bin/env python3
"""Prints PyTorch's version and the library that multiplies its matrices, or fails without PyTorch."""
import pathlib

import numpy  # the peers need it besides
import torch


def blas():
    if torch.backends.mkl.is_available():
        return "MKL"
    maps = pathlib.Path("/proc/self/maps")
    loaded = maps.read_text() if maps.exists() else ""
    if "/blas/libblas.so" in loaded:  # where Debian has it
        return "reference BLAS"
    return "OpenBLAS" if "openblas" in loaded else "another BLAS"


print(torch.__version__, "with", blas())

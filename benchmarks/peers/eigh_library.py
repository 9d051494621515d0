"""linalg.eigh of PyTorch, CuPy or numpy and the projection of one residual, on a device.

Usage: eigh_library.py torch|cupy|numpy cuda|cpu; then on each line: M REPETITIONS.
"""
import sys

import library
import numpy as np
import sample
import served

name, device = sys.argv[1:3]
ROWS = 512
lib = None


def prepare():
    global lib
    lib = library.opened(name, device)
    solve([64, 1])  # makes the library's handles
    return lib.version


def solve(numbers):
    m, repetitions = map(int, numbers)
    x, g = lib.array(sample.points(m, 2)), lib.array(sample.residual(m))

    def gram():
        k = lib.empty(m, m)
        for i in range(0, m, ROWS):
            k[i : i + ROWS] = sample.accurate_rows(lib.xp, x, i, i + ROWS)
        return k

    def work(k):
        values, vectors = lib.xp.linalg.eigh(k)
        return values, vectors.T @ g / m**0.5

    try:
        times, (values, c) = served.timed(lib, repetitions, gram, work)
    finally:
        lib.free()
    return {**times, "answer": sample.answer(*(np.array(v.tolist()) for v in (values, c)))}


served.serve(prepare, solve)

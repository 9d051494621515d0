"""The kernel times vectors in numpy: rows of the matrix in blocks that fit the cache, none kept.

Usage: product_numpy.py; then on each line: M VECTORS REPETITIONS.
"""
import numpy as np
import sample
import served

BLOCK = 16


def product(x, v):
    out = np.empty_like(v)
    for i in range(0, len(x), BLOCK):
        out[:, i : i + BLOCK] = v @ sample.kernel_rows(np, x, i, i + BLOCK).T
    return out


def solve(numbers):
    m, vectors, repetitions = map(int, numbers)
    x, v = sample.points(m, 2), sample.uniform(vectors * m, 2).reshape(vectors, m)
    times, result = served.timed(repetitions, lambda: x, lambda p: product(p, v), lambda: None)
    return {**times, "answer": [float((result * v).sum())]}


served.serve(lambda: f"numpy {np.__version__}", solve)

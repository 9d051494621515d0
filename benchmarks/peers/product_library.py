"""The kernel times vectors: rows of the matrix in blocks, none kept; by numpy, PyTorch, CuPy, or JAX, which is jitted.

Usage: product_library.py numpy|torch|jax|cupy cuda|cpu; then on each line: M D VECTORS REPETITIONS.
"""
import sys

import library
import sample
import served

name, device = sys.argv[1:3]
ROWS = 1024 if device == "cuda" else 16
# Rows at once where a compiler joins the loops over them.
JITTED_ROWS = 256
lib = None


def prepare():
    global lib
    lib = library.opened(name, device)
    return lib.version


def eager(x, v):
    out = lib.empty(*v.shape)
    m = x.shape[0]
    for i in range(0, m, ROWS):
        out[:, i : i + ROWS] = v @ sample.fast_rows(lib.xp, x, i, min(m, i + ROWS), m).T
    return out


def jitted(x, v):
    m = x.shape[0]
    whole = m // JITTED_ROWS * JITTED_ROWS

    def rows(begin, count):
        # Points in another order: the block's own come first.
        turned = lib.xp.roll(x, -begin, axis=0)
        block = sample.fast_rows(lib.xp, turned, 0, count, m)
        return lib.xp.roll(v, -begin, axis=1) @ block.T

    parts = lib.jax.lax.map(lambda begin: rows(begin, JITTED_ROWS), lib.xp.arange(0, whole, JITTED_ROWS))
    out = lib.xp.moveaxis(parts, 0, 1).reshape(v.shape[0], whole)
    return lib.xp.concatenate([out, rows(whole, m - whole)], axis=1) if whole < m else out


def solve(numbers):
    m, d, vectors, repetitions = map(int, numbers)
    product = lib.compiled(jitted) if name == "jax" else eager
    x = lib.array(sample.points(m, d))
    v = lib.array(sample.uniform(vectors * m, 2).reshape(vectors, m))
    lib.wait(product(x, v))
    times, result = served.timed(lib, repetitions, lambda: x, lambda p: product(p, v))
    return {**times, "answer": [float((result * v).sum())]}


served.serve(prepare, solve)

"""The kernel matrix in double precision: one triangle by numpy, PyTorch or CuPy, all of it by jitted JAX.

Trace and sum are those of a smaller matrix.
Usage: gram_library.py numpy|torch|jax|cupy cuda|cpu; then on each line: M D HIDDEN_LAYERS REPETITIONS M_OF_THE_ANSWER.
"""
import sys

import library
import sample
import served

name, device = sys.argv[1:3]
# Rows whose intermediate arrays fit the cache; a device rather wants many pairs at once.
ROWS = 1024 if device == "cuda" else 16
lib = None


def prepare():
    global lib
    lib = library.opened(name, device)
    return lib.version


def gram_of(hidden):
    if name == "jax":
        return lib.compiled(lambda x: sample.fast_rows(lib.xp, x, 0, x.shape[0], x.shape[0], hidden))
    return lambda x: sample.lower(lib, x, ROWS, hidden)


def solve(numbers):
    m, d, hidden, repetitions, few = map(int, numbers)
    gram = gram_of(hidden)
    small = gram(lib.array(sample.points(few, d)))
    trace = float(small.diagonal().sum())
    x = lib.array(sample.points(m, d))
    lib.wait(gram(x))  # compiles
    times, _ = served.timed(lib, repetitions, lambda: x, gram)
    return {**times, "answer": [trace, float(2 * lib.xp.tril(small).sum()) - trace]}


served.serve(prepare, solve)

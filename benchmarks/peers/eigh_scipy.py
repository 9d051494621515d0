"""scipy.linalg.eigh(driver='evd') and the projection of one residual on the same matrix.

The matrix is made by the accurate difference form.
Usage: eigh_scipy.py; then on each line: M REPETITIONS.
"""
import library
import numpy as np
import sample
import served

BLOCK = 16
linalg = None


def prepare():
    global linalg
    import scipy
    import scipy.linalg

    linalg = scipy.linalg
    return f"scipy {scipy.__version__}"


def gram(x):
    k = np.empty((len(x), len(x)))
    for i in range(0, len(x), BLOCK):
        k[i : i + BLOCK] = sample.accurate_rows(np, x, i, i + BLOCK)
    return k


def solve(numbers):
    m, repetitions = map(int, numbers)
    x, g = sample.points(m, 2), sample.residual(m)

    def work(k):
        values, vectors = linalg.eigh(k, driver="evd", overwrite_a=True, check_finite=False)
        return values, vectors.T @ g / np.sqrt(m)

    times, (values, c) = served.timed(library.Numpy("cpu"), repetitions, lambda: gram(x), work)
    return {**times, "answer": sample.answer(values, c)}


served.serve(prepare, solve)

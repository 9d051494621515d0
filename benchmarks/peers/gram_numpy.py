"""The best numpy form of the kernel matrix found: lower half, blocks of rows, in place, arccos.

Trace and sum are those of a smaller matrix (arccos costs half the digits next to the diagonal).
Usage: gram_numpy.py; then on each line: M REPETITIONS M_OF_THE_ANSWER.
"""
import numpy as np
import sample
import served

W2, B2 = sample.SIGMA_W2, sample.SIGMA_B2


def gram(x, block=256):
    m = len(x)
    r = np.sqrt(W2 * (x**2).sum(1) + B2)
    k = np.empty((m, m))
    for i in range(0, m, block):
        j = min(m, i + block)
        rr = np.outer(r[i:j], r[:j])
        u = W2 * x[i:j] @ x[:j].T + B2
        u /= rr
        np.minimum(u, 1, out=u)
        phi = np.arccos(u)
        s = np.sqrt((1 - u) * (1 + u))
        np.subtract(np.pi, phi, out=phi)
        phi *= u
        phi *= 2
        phi += s
        phi *= rr
        phi *= W2 / (2 * np.pi) / m
        k[i:j, :j] = phi
    return k


def solve(numbers):
    m, repetitions, few = map(int, numbers)
    x = sample.points(m, 2)
    small = gram(sample.points(few, 2))
    # Above the diagonal there are the blocks' own corners only.
    answer = [float(np.trace(small)), float(2 * np.tril(small, -1).sum() + np.trace(small))]
    gram(x)
    times, _ = served.timed(repetitions, lambda: x, gram, lambda: None)
    return {**times, "answer": answer}


served.serve(lambda: f"numpy {np.__version__}", solve)

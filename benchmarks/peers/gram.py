"""The best numpy form of the kernel matrix found: lower half, blocks of rows, in place, arccos.

Prints one JSON object: median seconds over the repetitions, and the largest error against the
scalar formula on a few entries (arccos costs half the digits next to the diagonal).
Usage: gram.py M REPETITIONS
"""
import json
import sys
import time

import numpy as np
import sample

m, repetitions = int(sys.argv[1]), int(sys.argv[2])
x = sample.points(m, 2)
w2, b2 = sample.SIGMA_W2, sample.SIGMA_B2


def gram(block=256):
    r = np.sqrt(w2 * (x**2).sum(1) + b2)
    k = np.empty((m, m))
    for i in range(0, m, block):
        j = min(m, i + block)
        rr = np.outer(r[i:j], r[:j])
        u = w2 * x[i:j] @ x[:j].T + b2
        u /= rr
        np.minimum(u, 1, out=u)
        phi = np.arccos(u)
        s = np.sqrt((1 - u) * (1 + u))
        np.subtract(np.pi, phi, out=phi)
        phi *= u
        phi *= 2
        phi += s
        phi *= rr
        phi *= w2 / (2 * np.pi) / m
        k[i:j, :j] = phi
    return k


def entry(a, b):
    """The difference form, accurate also next to the diagonal."""
    d = a - b
    cross = d[0] * b[1] - d[1] * b[0]
    s = np.sqrt(w2 * (w2 * cross**2 + b2 * (d @ d)))
    c = w2 * (a @ b) + b2
    return w2 / (2 * np.pi) / m * (s + 2 * c * (np.pi - np.arctan2(s, c)))


k = gram()
error = max(
    abs(k[i, j] - entry(x[i], x[j])) / k[i, i] for i in range(0, m, 997) for j in range(0, i + 1, 991)
)
assert error < 1e-7, error
times = []
for _ in range(repetitions):
    del k
    start = time.perf_counter()
    k = gram()
    times.append(time.perf_counter() - start)
print(json.dumps({"seconds": float(np.median(times)), "all": times, "error": float(error)}))

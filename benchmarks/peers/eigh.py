"""scipy.linalg.eigh(driver='evd') and the projection of one residual on the same matrix.

The matrix is made by the accurate difference form. Prints one JSON object: median seconds, three
numbers by which the answers are compared, and by how many kB the peak of resident memory rose in
the last solve above what there was before its matrix, the matrix included.
Usage: eigh.py M REPETITIONS
"""
import json
import sys
import time

import numpy as np
import sample
import scipy.linalg

m, repetitions = int(sys.argv[1]), int(sys.argv[2])
x, g = sample.points(m, 2), sample.residual(m)
w2, b2 = sample.SIGMA_W2, sample.SIGMA_B2


def gram():
    k = np.empty((m, m))
    for i in range(m):
        d = x - x[i]
        cross = d[:, 0] * x[i, 1] - d[:, 1] * x[i, 0]
        s = np.sqrt(w2 * (w2 * cross**2 + b2 * (d**2).sum(1)))
        c = w2 * (x @ x[i]) + b2
        k[i] = w2 / (2 * np.pi) / m * (s + 2 * c * (np.pi - np.arctan2(s, c)))
    return k


def status(what):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(what))


times = []
for _ in range(repetitions):
    with open("/proc/self/clear_refs", "w") as peak:
        peak.write("5")  # sets the peak back to what is resident now
    before = status("VmRSS")
    k = gram()
    start = time.perf_counter()
    values, vectors = scipy.linalg.eigh(k, driver="evd", overwrite_a=True, check_finite=False)
    c = vectors.T @ g / np.sqrt(m)
    times.append(time.perf_counter() - start)
    values, c = values[::-1], c[::-1]
    answer = [values[0], values[m // 2], float((c**2) @ np.sqrt(np.maximum(0, values)))]
    del k, vectors
peak = status("VmHWM")
print(
    json.dumps(
        {"seconds": float(np.median(times)), "all": times, "answer": answer, "memory": peak - before}
    )
)

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
BLOCK = 16


def gram():
    k = np.empty((m, m))
    for i in range(0, m, BLOCK):
        k[i : i + BLOCK] = sample.kernel_rows(np, x, i, i + BLOCK)
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

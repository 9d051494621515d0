"""scipy.linalg.eigh(driver='evd') and the projection of one residual on the same matrix.

The matrix is made by the accurate difference form. "memory" is by how many kB the peak of resident
memory rose in the last solve above what there was before its matrix, the matrix included.
Usage: eigh_scipy.py; then on each line: M REPETITIONS.
"""
import time

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
        k[i : i + BLOCK] = sample.kernel_rows(np, x, i, i + BLOCK)
    return k


def status(what):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(what))


def solve(numbers):
    m, repetitions = map(int, numbers)
    x, g = sample.points(m, 2), sample.residual(m)
    times = []
    for _ in range(repetitions):
        with open("/proc/self/clear_refs", "w") as peak:
            peak.write("5")  # sets the peak back to what is resident now
        before = status("VmRSS")
        k = gram(x)
        start = time.perf_counter()
        values, vectors = linalg.eigh(k, driver="evd", overwrite_a=True, check_finite=False)
        c = vectors.T @ g / np.sqrt(m)
        times.append(time.perf_counter() - start)
        values, c = values[::-1], c[::-1]
        answer = [values[0], values[m // 2], float((c**2) @ np.sqrt(np.maximum(0, values)))]
        del k, vectors
    return {"all": times, "answer": answer, "memory": status("VmHWM") - before}


served.serve(prepare, solve)

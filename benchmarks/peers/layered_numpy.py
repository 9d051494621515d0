"""One step of full-batch gradient descent of a layered ReLU network in numpy float32: three products a layer.

    python3 layered_numpy.py M N HIDDEN D STEPS

Prints seconds a step, wall and processor time, and the losses before and after, the first step left out.
"""

import sys
import time

import numpy as np


def main(m, n, hidden, d, steps):
    rng = np.random.default_rng(1)
    f32 = np.float32
    widths = [d] + [n] * hidden
    weights = [rng.standard_normal((b, a)).astype(f32) for a, b in zip(widths, widths[1:])]
    biases = [rng.standard_normal(b).astype(f32) for b in widths[1:]]
    output = rng.standard_normal(n).astype(f32)
    scales = [f32(1)] + [f32(1 / np.sqrt(n))] * hidden
    x = rng.standard_normal((m, d)).astype(f32)

    def forward():
        ys = [x]
        for w, b, s in zip(weights, biases, scales):
            ys.append(np.maximum(ys[-1] @ w.T * s + b, 0))
        return ys, scales[-1] * (ys[-1] @ output)

    ys, f = forward()
    target = f - rng.standard_normal(m).astype(f32)
    rate = f32(0.01 / m)
    losses = []
    for k in range(steps + 1):
        if k == 1:
            wall, cpu = time.perf_counter(), time.process_time()
        e = f - target
        losses.append(float(e @ e) / (2 * m))
        delta = (e[:, None] * (scales[-1] * output)) * (ys[-1] > 0)
        output -= rate * scales[-1] * (e @ ys[-1])
        for l in range(hidden - 1, -1, -1):
            gradient = delta.T @ ys[l]
            below = (delta @ weights[l]) * scales[l] * (ys[l] > 0) if l > 0 else None
            weights[l] -= (rate * scales[l]) * gradient
            biases[l] -= rate * delta.sum(axis=0)
            delta = below
        ys, f = forward()
    print(f"wall {(time.perf_counter() - wall) / steps:.4f} s, processor {(time.process_time() - cpu) / steps:.4f} s a step")
    print(f"losses {losses[0]:.6g} {losses[-1]:.6g}")


main(*(int(a) for a in sys.argv[1:6]))

"""torch.linalg.eigh or cupy.linalg.eigh and the projection of one residual, on a device.

Usage: eigh_device.py torch|cupy cuda|cpu; then on each line: M REPETITIONS.
"""
import importlib
import sys

import numpy as np
import sample
import served

library, device = sys.argv[1:3]
ROWS = 512


class Torch:
    def __init__(self):
        self.xp = importlib.import_module("torch")
        self.version = f"torch {self.xp.__version__}"
        if device == "cuda":
            self.version += f" on {self.xp.cuda.get_device_name()}"

    def array(self, a):
        return self.xp.from_numpy(a).to(device)

    def empty(self, m):
        return self.xp.empty((m, m), dtype=self.xp.float64, device=device)

    def wait(self):
        if device == "cuda":
            self.xp.cuda.synchronize()

    def free(self):
        if device == "cuda":
            self.xp.cuda.empty_cache()


class Cupy:
    def __init__(self):
        if device != "cuda":
            raise ValueError("cupy runs on CUDA only")
        self.xp = importlib.import_module("cupy")
        name = self.xp.cuda.runtime.getDeviceProperties(0)["name"].decode()
        self.version = f"cupy {self.xp.__version__} on {name}"

    def array(self, a):
        return self.xp.asarray(a)

    def empty(self, m):
        return self.xp.empty((m, m))

    def wait(self):
        self.xp.cuda.Device().synchronize()

    def free(self):
        self.xp.get_default_memory_pool().free_all_blocks()


peer = None


def prepare():
    global peer
    peer = {"torch": Torch, "cupy": Cupy}[library]()
    solve([64, 1])  # makes the library's handles
    return peer.version


def solve(numbers):
    m, repetitions = map(int, numbers)
    x, g = peer.array(sample.points(m, 2)), peer.array(sample.residual(m))

    def gram():
        k = peer.empty(m)
        for i in range(0, m, ROWS):
            k[i : i + ROWS] = sample.kernel_rows(peer.xp, x, i, i + ROWS)
        return k

    def work(k):
        values, vectors = peer.xp.linalg.eigh(k)
        return values, vectors.T @ g / m**0.5

    try:
        times, (values, c) = served.timed(repetitions, gram, work, peer.wait)
    finally:
        peer.free()
    values, c = (np.array(v.tolist())[::-1] for v in (values, c))
    answer = [values[0], values[m // 2], float(c**2 @ np.sqrt(np.maximum(0, values)))]
    return {**times, "answer": answer}


served.serve(prepare, solve)

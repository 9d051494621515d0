"""The kernel matrix in double precision, all M x M entries: PyTorch eager, jitted JAX, or CuPy.

Usage: gram_device.py torch|jax|cupy cuda|cpu; then on each line: M REPETITIONS M_OF_THE_ANSWER.
"""
import importlib
import os
import sys

import sample
import served

library, device = sys.argv[1:3]
# Takes and gives back memory at each call, as the engine does, instead of keeping all it ever had.
os.environ.setdefault("XLA_PYTHON_CLIENT_ALLOCATOR", "platform")
# Rows made at once by the libraries that store every intermediate array.
ROWS = 128
peer = None


class Jax:
    def __init__(self):
        import jax
        import jax.numpy as jnp

        jax.config.update("jax_platforms", device)
        jax.config.update("jax_enable_x64", True)
        self.jax, self.array = jax, jnp.asarray
        self.gram = jax.jit(lambda x: sample.kernel_rows(jnp, x, 0, x.shape[0]))
        self.version = f"jax {jax.__version__} on {jax.devices()[0].device_kind}"

    def wait(self, k):
        self.jax.block_until_ready(k)


class Eager:
    """PyTorch and CuPy."""

    def __init__(self):
        self.xp = importlib.import_module(library)
        if library == "cupy" and device != "cuda":
            raise ValueError("cupy runs on CUDA only")
        name = device
        if device == "cuda":
            properties = getattr(self.xp.cuda, "get_device_name", None)
            name = properties() if properties else (
                self.xp.cuda.runtime.getDeviceProperties(0)["name"].decode())
        self.version = f"{library} {self.xp.__version__} on {name}"

    def array(self, a):
        return self.xp.from_numpy(a).to(device) if library == "torch" else self.xp.asarray(a)

    def gram(self, x):
        m = x.shape[0]
        k = (self.xp.empty((m, m), dtype=self.xp.float64, device=device)
             if library == "torch" else self.xp.empty((m, m)))
        for i in range(0, m, ROWS):
            k[i : i + ROWS] = sample.kernel_rows(self.xp, x, i, i + ROWS)
        return k

    def wait(self, k):
        if library == "cupy":
            self.xp.cuda.Device().synchronize()
        elif device == "cuda":
            self.xp.cuda.synchronize()


def prepare():
    global peer
    peer = Jax() if library == "jax" else Eager()
    return peer.version


def solve(numbers):
    m, repetitions, few = map(int, numbers)
    small = peer.gram(peer.array(sample.points(few, 2)))
    answer = [float(small.diagonal().sum()), float(small.sum())]
    x = peer.array(sample.points(m, 2))
    peer.wait(peer.gram(x))  # compiles

    def work(points):
        k = peer.gram(points)
        peer.wait(k)
        return k

    times, _ = served.timed(repetitions, lambda: x, work, lambda: None)
    return {**times, "answer": answer}


served.serve(prepare, solve)

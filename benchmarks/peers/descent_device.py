"""Steps of full-batch gradient descent on a device in float32: PyTorch eager, compiled by
torch.compile and captured in a CUDA graph, or jitted JAX.

Network, points, residual and step size are those of DescentBenchmark.java; gradients are written
out, which is no slower than automatic differentiation.
Usage: descent_device.py torch-eager|torch-graph|jax cuda|cpu; then on each line:
M N D STEP_SIZE TIMED_STEPS ANSWER_STEPS REPETITIONS.
"""
import os
import sys

import numpy as np
import sample
import served

form, device = sys.argv[1:3]
# Gives memory back after each call, instead of keeping all it ever had.
os.environ.setdefault("XLA_PYTHON_CLIENT_ALLOCATOR", "platform")
W2, B2 = sample.SIGMA_W2, sample.SIGMA_B2
peer = None


def start(m, n, d):
    """Points (x, 1), lifted weights, output weights with their scale, residual."""
    x = np.concatenate([sample.points(m, d), np.ones((m, 1))], axis=1)
    w = W2**0.5 * sample.uniform(n * d, 3).reshape(n, d)
    u = np.concatenate([w, B2**0.5 * sample.uniform(n, 4)[:, None]], axis=1)
    v = (W2 / n) ** 0.5 * sample.uniform(n, 5)
    rates = np.array([W2] * d + [B2])
    return [a.astype("f4") for a in (x, u, v, rates, sample.residual(m))]


def outputs(x, u, v):
    z = x @ u.T
    return (z * (z > 0)) @ v


def step(x, y, rates, eta, u, v):
    """u and v after a step towards y."""
    m, n = x.shape[0], u.shape[0]
    z = x @ u.T
    active = z > 0
    e = (z * active) @ v - y
    g = (active * e[:, None]).T @ x
    return u - eta / m * rates * v[:, None] * g, v - eta / m * W2 / n * (u * g).sum(1)


class Torch:
    """Forms "torch-eager" and "torch-graph"."""

    def __init__(self):
        import torch

        self.torch = torch
        if form == "torch-graph" and device != "cuda":
            raise ValueError("CUDA graphs need CUDA")
        self.on = torch.cuda.get_device_name() if device == "cuda" else device
        self.version = f"torch {torch.__version__} on {self.on}"

    def array(self, a):
        return self.torch.from_numpy(a).to(device)

    def stepper(self, x, y, rates, eta, u, v):
        """A function that takes a number of steps, u and v, and returns u and v after them."""

        def eager(steps, u, v):
            for _ in range(steps):
                u, v = step(x, y, rates, eta, u, v)
            return u, v

        return eager if form == "torch-eager" else self.captured(x, y, rates, eta, u + 0, v + 0)

    def captured(self, x, y, rates, eta, u, v):
        # Shapes of an earlier question are of no use.
        self.torch._dynamo.reset()
        once = self.torch.compile(lambda u, v: step(x, y, rates, eta, u, v), dynamic=False)

        def advance():
            new_u, new_v = once(u, v)
            u.copy_(new_u)
            v.copy_(new_v)

        aside = self.torch.cuda.Stream()
        aside.wait_stream(self.torch.cuda.current_stream())
        with self.torch.cuda.stream(aside):
            for _ in range(3):
                advance()
        self.torch.cuda.synchronize()
        graph = self.torch.cuda.CUDAGraph()
        with self.torch.cuda.graph(graph):
            advance()

        def replayed(steps, from_u, from_v):
            u.copy_(from_u)
            v.copy_(from_v)
            for _ in range(steps):
                graph.replay()
            return u, v

        return replayed

    def wait(self):
        if device == "cuda":
            self.torch.cuda.synchronize()

    def free(self):
        if device == "cuda":
            self.torch.cuda.empty_cache()


class Jax:
    def __init__(self):
        import jax

        jax.config.update("jax_platforms", device)
        # Full float32, as the others.
        jax.config.update("jax_default_matmul_precision", "highest")
        self.jax = jax
        self.version = f"jax {jax.__version__} on {jax.devices()[0].device_kind}"

    def array(self, a):
        return self.jax.numpy.asarray(a)

    def stepper(self, x, y, rates, eta, u, v):
        loop = self.jax.jit(
            lambda steps, u, v: self.jax.lax.fori_loop(
                0, steps, lambda _, uv: step(x, y, rates, eta, *uv), (u, v)))
        return lambda steps, u, v: self.jax.block_until_ready(loop(steps, u, v))

    def wait(self):
        pass

    def free(self):
        pass


def prepare():
    global peer
    peer = Jax() if form == "jax" else Torch()
    return peer.version


def train(m, n, d, eta, timed, compared, repetitions):
    x, u, v, rates, residual = map(peer.array, start(m, n, d))
    y = outputs(x, u, v) - residual
    after = peer.stepper(x, y, rates, eta, u, v)
    e = np.array((outputs(x, *after(compared, u, v)) - y).tolist())
    times, _ = served.timed(repetitions, lambda: (u, v), lambda uv: after(timed, *uv), peer.wait)
    return {**times, "answer": float(e @ e / (2 * m)), "steps": timed}


def solve(numbers):
    m, n, d = map(int, numbers[:3])
    try:
        return train(m, n, d, numbers[3], *map(int, numbers[4:]))
    finally:
        peer.free()


served.serve(prepare, solve)

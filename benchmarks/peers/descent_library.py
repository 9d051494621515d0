"""Steps of full-batch gradient descent on a device in float32: PyTorch (or numpy) eager, PyTorch compiled by torch.compile and
captured in a CUDA graph, or jitted JAX.

Network, points, residual and step size are those of DescentBenchmark.java; gradients are written out, which is no slower
than automatic differentiation.
Usage: descent_library.py torch|numpy|torch-graph|jax cuda|cpu; then on each line:
M N D HIDDEN_LAYERS STEP_SIZE ANSWER_STEPS REPETITIONS.
"""
import sys

import library
import numpy as np
import sample
import served

form, device = sys.argv[1:3]
W2, B2 = sample.SIGMA_W2, sample.SIGMA_B2
lib = None


class Shallow:
    """Points (x, 1), lifted weights u, output weights v with their scale."""

    def __init__(self, m, n, d, eta):
        x = np.concatenate([sample.points(m, d), np.ones((m, 1))], axis=1)
        _, (w,), (b,), v = sample.layers(n, d, 1)
        self.state = tuple(map(lib.array, (np.concatenate([w, b[:, None]], axis=1), v)))
        self.x = lib.array(x.astype("f4"))
        self.rates = lib.array(np.array([W2] * d + [B2], "f4"))
        self.scale, self.output_scale = eta / m, eta / m * W2 / n

    def outputs(self, state):
        u, v = state
        z = self.x @ u.T
        return (z * (z > 0)) @ v

    def step(self, state, y):
        u, v = state
        z = self.x @ u.T
        active = z > 0
        e = (z * active) @ v - y
        g = (active * e[:, None]).T @ self.x
        return u - self.scale * self.rates * v[:, None] * g, v - self.output_scale * (u * g).sum(1)


class Layered:
    """Weights and biases of every layer, output weights, all times their scales."""

    def __init__(self, m, n, d, eta, hidden):
        scales, w, b, v = sample.layers(n, d, hidden)
        self.hidden = hidden
        self.state = tuple(map(lib.array, (*w, *b, v)))
        self.x = lib.array(sample.points(m, d).astype("f4"))
        self.moves = [eta / m * float(s) ** 2 for s in scales]
        self.bias_move = eta / m * B2

    def layer_values(self, state):
        values = [self.x]
        for w, b in zip(state[: self.hidden], state[self.hidden : -1]):
            z = values[-1] @ w.T + b
            values.append(z * (z > 0))
        return values

    def outputs(self, state):
        return self.layer_values(state)[-1] @ state[-1]

    def step(self, state, y):
        w, b, v = list(state[: self.hidden]), list(state[self.hidden : -1]), state[-1]
        values = self.layer_values(state)
        e = values[-1] @ v - y
        delta = e[:, None] * v * (values[-1] > 0)
        v = v - self.moves[-1] * (e @ values[-1])
        for l in range(self.hidden - 1, -1, -1):
            gradient, sums = delta.T @ values[l], delta.sum(0)
            if l > 0:
                delta = (delta @ w[l]) * (values[l] > 0)
            w[l] = w[l] - self.moves[l] * gradient
            b[l] = b[l] - self.bias_move * sums
        return (*w, *b, v)


def eager(problem, y):
    def advance(steps, state):
        for _ in range(steps):
            state = problem.step(state, y)
        return state

    return advance


def jitted(problem, y):
    loop = lib.compiled(lambda steps, state: lib.jax.lax.fori_loop(
        0, steps, lambda _, now: problem.step(now, y), state))
    return lambda steps, state: lib.jax.block_until_ready(loop(steps, state))


def captured(problem, y):
    torch = lib.xp
    # Shapes of an earlier question are of no use.
    torch._dynamo.reset()
    once = torch.compile(lambda *state: problem.step(state, y), dynamic=False)
    state = tuple(a.clone() for a in problem.state)

    def step():
        for old, new in zip(state, once(*state)):
            old.copy_(new)

    aside = torch.cuda.Stream()
    aside.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(aside):
        for _ in range(3):
            step()
    torch.cuda.synchronize()
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        step()

    def replayed(steps, begin):
        for old, new in zip(state, begin):
            old.copy_(new)
        for _ in range(steps):
            graph.replay()
        return state

    return replayed


def prepare():
    global lib
    if form == "torch-graph" and device != "cuda":
        raise ValueError("CUDA graphs need CUDA")
    lib = library.opened(form.split("-")[0], device)
    return lib.version


def train(m, n, d, hidden, eta, compared, repetitions):
    problem = Shallow(m, n, d, eta) if hidden == 1 else Layered(m, n, d, eta, hidden)
    y = problem.outputs(problem.state) - lib.array(sample.residual(m).astype("f4"))
    advance = {"torch-graph": captured, "jax": jitted}.get(form, eager)(problem, y)
    e = np.array((problem.outputs(advance(compared, problem.state)) - y).tolist())
    steps = served.steps(lib, lambda count: advance(count, problem.state))
    times, _ = served.timed(lib, repetitions, lambda: problem.state, lambda state: advance(steps, state))
    return {**times, "steps": steps, "answer": [float(e @ e / (2 * m))]}


def solve(numbers):
    try:
        return train(*map(int, numbers[:4]), numbers[4], *map(int, numbers[5:]))
    finally:
        lib.free()


served.serve(prepare, solve)

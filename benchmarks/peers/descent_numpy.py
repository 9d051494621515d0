"""Steps of full-batch gradient descent in numpy, float32: three forms, the fastest one counts.

plain: the formulas as one writes them; lifted: points (x, 1), gradient of all inputs in one product;
blocked: the same on blocks of points that fit the cache. Network, points, residual and step size are
those of DescentBenchmark.java.
Usage: descent_numpy.py; then on each line: M N D STEP_SIZE TIMED_STEPS ANSWER_STEPS REPETITIONS.
"""
import time

import numpy as np
import sample
import served

sw, sb = np.sqrt(sample.SIGMA_W2), np.sqrt(sample.SIGMA_B2)
m = n = d = eta = X = XL = None


class Network:
    def __init__(self):
        w = sample.uniform(n * d, 3).reshape(n, d)
        self.u = np.concatenate([sw * w, sb * sample.uniform(n, 4)[:, None]], axis=1).astype("f4")
        self.v = (sw / np.sqrt(n) * sample.uniform(n, 5)).astype("f4")
        self.rates = np.full(d + 1, sw**2, "f4")
        self.rates[d] = sb**2

    def move(self, g):
        """Against the gradient, where g = sum over points of e 1[z > 0] (x, 1)."""
        scale = np.float32(eta / m)
        gv = (self.u * g).sum(axis=1)
        self.u -= scale * self.rates * self.v[:, None] * g
        self.v -= np.float32(scale * sw**2 / n) * gv


def outputs(net):
    f = np.empty(m, "f4")
    for i in range(0, m, 500):
        f[i : i + 500] = np.maximum(XL[i : i + 500] @ net.u.T, 0) @ net.v
    return f


def plain(net, y):
    z = X @ net.u[:, :d].T + net.u[:, d]
    e = np.maximum(z, 0) @ net.v - y
    s = e[:, None] * (z > 0)
    net.move(np.concatenate([s.T @ X, s.sum(axis=0)[:, None]], axis=1))


def lifted(net, y):
    z = XL @ net.u.T
    e = np.maximum(z, 0) @ net.v - y
    s = (z > 0).astype("f4")
    s *= e[:, None]
    net.move(s.T @ XL)


def blocked(block):
    z, h = np.empty((block, n), "f4"), np.empty((block, n), "f4")

    def step(net, y):
        g = np.zeros((n, d + 1), "f4")
        for i in range(0, m, block):
            x = XL[i : i + block]
            a, b = z[: len(x)], h[: len(x)]
            np.dot(x, net.u.T, out=a)
            np.maximum(a, 0, out=b)
            e = b @ net.v - y[i : i + block]
            np.greater(a, 0, out=b, casting="unsafe")
            b *= e[:, None]
            g += b.T @ x
        net.move(g)

    return step


def seconds(step, steps, repetitions, y):
    """Of some steps, each time from the start."""
    times = []
    for _ in range(repetitions):
        net = Network()
        step(net, y)
        start = time.perf_counter()
        for _ in range(steps):
            step(net, y)
        times.append(time.perf_counter() - start)
    return times


def solve(numbers):
    global m, n, d, eta, X, XL
    m, n, d = map(int, numbers[:3])
    eta = numbers[3]
    timed, compared, repetitions = map(int, numbers[4:])
    X = sample.points(m, d).astype("f4")
    XL = np.concatenate([X, np.ones((m, 1), "f4")], axis=1)
    y = (outputs(Network()) - sample.residual(m)).astype("f4")
    forms = [plain, lifted] + [blocked(b) for b in (100, 250, 500)]
    best = min(forms, key=lambda form: min(seconds(form, 1, 2, y)))
    net = Network()
    for _ in range(compared):
        best(net, y)
    e = (outputs(net) - y).astype("f8")
    return {"all": seconds(best, timed, repetitions, y), "steps": timed,
            "answer": float(e @ e / (2 * m))}


served.serve(lambda: f"numpy {np.__version__}", solve)

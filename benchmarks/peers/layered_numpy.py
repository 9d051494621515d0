"""Steps of full-batch gradient descent of a layered ReLU network in numpy, float32: two forms, the faster one counts.

plain: the formulas as one writes them; in place: the same into arrays that stay, slopes as comparisons. Three products a
layer. Network, points, residual and step size are those of DescentBenchmark.java with several hidden layers. Prints one JSON
object: the median seconds of a step of the faster form, both forms, and the loss after the steps by which the answers are
compared.
Usage: layered_numpy.py M N HIDDEN D STEPS STEP_SIZE REPETITIONS
"""
import json
import sys
import time

import numpy as np
import sample

m, n, hidden, d, steps = map(int, sys.argv[1:6])
eta, repetitions = float(sys.argv[6]), int(sys.argv[7])
sw, sb = np.sqrt(sample.SIGMA_W2), np.sqrt(sample.SIGMA_B2)
X = sample.points(m, d).astype("f4")
residual = sample.residual(m)
f4 = np.float32


class Network:
    """Parameters multiplied by their scales, u = s w and sigma_b b, which move by s squared as fast."""

    def __init__(self):
        inputs = [d] + [n] * (hidden - 1)
        self.scales = [sw] + [sw / np.sqrt(n)] * hidden
        self.w, self.b = [], []
        for l, k in enumerate(inputs):
            self.w.append((self.scales[l] * sample.uniform(n * k, 3 + 10 * l).reshape(n, k)).astype("f4"))
            self.b.append((sb * sample.uniform(n, 4 + 10 * l)).astype("f4"))
        self.v = (self.scales[-1] * sample.uniform(n, 5)).astype("f4")
        self.delta = [np.empty((m, n), "f4") for _ in self.w]
        self.y = [X] + [np.empty((m, n), "f4") for _ in self.w]


def outputs(net):
    for l, (w, b) in enumerate(zip(net.w, net.b)):
        net.y[l + 1] = np.maximum(net.y[l] @ w.T + b, 0)
    return net.y[-1] @ net.v


def plain(net, y):
    e = outputs(net) - y
    delta = (e[:, None] * net.v) * (net.y[-1] > 0)
    rate = eta / m
    net.v -= f4(rate * net.scales[-1] ** 2) * (e @ net.y[-1])
    for l in range(hidden - 1, -1, -1):
        gradient, sums = delta.T @ net.y[l], delta.sum(axis=0)
        if l > 0:
            delta = (delta @ net.w[l]) * (net.y[l] > 0)
        net.w[l] -= f4(rate * net.scales[l] ** 2) * gradient
        net.b[l] -= f4(rate * sb**2) * sums


def in_place(net, y):
    for l, (w, b) in enumerate(zip(net.w, net.b)):
        z = np.matmul(net.y[l], w.T, out=net.y[l + 1])
        z += b
        np.maximum(z, 0, out=z)
    e = net.y[-1] @ net.v - y
    delta = np.multiply(e[:, None], net.v, out=net.delta[-1])
    delta *= net.y[-1] > 0
    rate = eta / m
    net.v -= f4(rate * net.scales[-1] ** 2) * (e @ net.y[-1])
    for l in range(hidden - 1, -1, -1):
        gradient, sums = delta.T @ net.y[l], delta.sum(axis=0)
        if l > 0:
            delta = np.matmul(delta, net.w[l], out=net.delta[l - 1])
            delta *= net.y[l] > 0
        gradient *= f4(rate * net.scales[l] ** 2)
        net.w[l] -= gradient
        net.b[l] -= f4(rate * sb**2) * sums


def start():
    net = Network()
    return net, (outputs(net) - residual).astype("f4")


def seconds(step):
    net, y = start()
    step(net, y)
    times = []
    for _ in range(repetitions):
        begin = time.perf_counter()
        step(net, y)
        times.append(time.perf_counter() - begin)
    return float(np.median(times))


forms = {"plain": plain, "in place": in_place}
measured = {name: seconds(step) for name, step in forms.items()}
best = min(measured, key=measured.get)
net, y = start()
for _ in range(steps):
    forms[best](net, y)
e = (outputs(net) - y).astype("f8")
print(
    json.dumps(
        {"seconds": measured[best], "form": best, "all": measured, "answer": float(e @ e / (2 * m))}
    )
)

"""Several hidden layers of ReLUs trained in numpy, float32: two forms, three products a layer in each.

plain: the formulas as one writes them; in place: the same into arrays that stay, slopes as comparisons. Network, points,
residual and step size are those of DescentBenchmark.java with several hidden layers.
"""
import numpy as np
import sample

sw, sb = np.sqrt(sample.SIGMA_W2), np.sqrt(sample.SIGMA_B2)
f4 = np.float32


class Network:
    """Parameters multiplied by their scales, u = s w and sigma_b b, which move by s squared as fast."""

    def __init__(self, problem):
        m, n, d, hidden = problem.m, problem.n, problem.d, problem.hidden
        self.scales, self.w, self.b, self.v = sample.layers(n, d, hidden)
        self.delta = [np.empty((m, n), "f4") for _ in self.w]
        self.y = [problem.x] + [np.empty((m, n), "f4") for _ in self.w]


class Problem:
    def __init__(self, m, n, d, eta, hidden):
        self.m, self.n, self.d, self.hidden = m, n, d, hidden
        self.rate = eta / m
        self.x = sample.points(m, d).astype("f4")
        self.y = (self.outputs(self.start()) - sample.residual(m)).astype("f4")
        self.forms = [self.plain, self.in_place]

    def start(self):
        return Network(self)

    def outputs(self, net):
        for l, (w, b) in enumerate(zip(net.w, net.b)):
            net.y[l + 1] = np.maximum(net.y[l] @ w.T + b, 0)
        return net.y[-1] @ net.v

    def plain(self, net):
        e = self.outputs(net) - self.y
        delta = (e[:, None] * net.v) * (net.y[-1] > 0)
        net.v -= f4(self.rate * net.scales[-1] ** 2) * (e @ net.y[-1])
        for l in range(self.hidden - 1, -1, -1):
            gradient, sums = delta.T @ net.y[l], delta.sum(axis=0)
            if l > 0:
                delta = (delta @ net.w[l]) * (net.y[l] > 0)
            net.w[l] -= f4(self.rate * net.scales[l] ** 2) * gradient
            net.b[l] -= f4(self.rate * sb**2) * sums

    def in_place(self, net):
        for l, (w, b) in enumerate(zip(net.w, net.b)):
            z = np.matmul(net.y[l], w.T, out=net.y[l + 1])
            z += b
            np.maximum(z, 0, out=z)
        e = net.y[-1] @ net.v - self.y
        delta = np.multiply(e[:, None], net.v, out=net.delta[-1])
        delta *= net.y[-1] > 0
        net.v -= f4(self.rate * net.scales[-1] ** 2) * (e @ net.y[-1])
        for l in range(self.hidden - 1, -1, -1):
            gradient, sums = delta.T @ net.y[l], delta.sum(axis=0)
            if l > 0:
                delta = np.matmul(delta, net.w[l], out=net.delta[l - 1])
                delta *= net.y[l] > 0
            gradient *= f4(self.rate * net.scales[l] ** 2)
            net.w[l] -= gradient
            net.b[l] -= f4(self.rate * sb**2) * sums

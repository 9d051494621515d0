"""One hidden layer of ReLUs trained in numpy, float32: three forms.

plain: the formulas as one writes them; lifted: points (x, 1), gradient of all inputs in one product; blocked: the same on
blocks of points that fit the cache. Network, points, residual and step size are those of DescentBenchmark.java.
"""
import numpy as np
import sample

sw, sb = np.sqrt(sample.SIGMA_W2), np.sqrt(sample.SIGMA_B2)


class Network:
    """Lifted weights and scaled output weights, which a step moves."""

    def __init__(self, problem):
        n, d = problem.n, problem.d
        w = sample.uniform(n * d, 3).reshape(n, d)
        self.u = np.concatenate([sw * w, sb * sample.uniform(n, 4)[:, None]], axis=1).astype("f4")
        self.v = (sw / np.sqrt(n) * sample.uniform(n, 5)).astype("f4")
        self.rates = np.full(d + 1, sw**2, "f4")
        self.rates[d] = sb**2


class Problem:
    def __init__(self, m, n, d, eta):
        self.m, self.n, self.d, self.eta = m, n, d, eta
        self.x = sample.points(m, d).astype("f4")
        self.lifted_x = np.concatenate([self.x, np.ones((m, 1), "f4")], axis=1)
        self.y = (self.outputs(self.start()) - sample.residual(m)).astype("f4")
        self.forms = [self.plain, self.lifted] + [self.blocked(b) for b in (100, 250, 500)]

    def start(self):
        return Network(self)

    def outputs(self, net):
        f = np.empty(self.m, "f4")
        for i in range(0, self.m, 500):
            f[i : i + 500] = np.maximum(self.lifted_x[i : i + 500] @ net.u.T, 0) @ net.v
        return f

    def move(self, net, g):
        """Against the gradient, where g = sum over points of e 1[z > 0] (x, 1)."""
        scale = np.float32(self.eta / self.m)
        gv = (net.u * g).sum(axis=1)
        net.u -= scale * net.rates * net.v[:, None] * g
        net.v -= np.float32(scale * sw**2 / self.n) * gv

    def plain(self, net):
        z = self.x @ net.u[:, : self.d].T + net.u[:, self.d]
        e = np.maximum(z, 0) @ net.v - self.y
        s = e[:, None] * (z > 0)
        self.move(net, np.concatenate([s.T @ self.x, s.sum(axis=0)[:, None]], axis=1))

    def lifted(self, net):
        z = self.lifted_x @ net.u.T
        e = np.maximum(z, 0) @ net.v - self.y
        s = (z > 0).astype("f4")
        s *= e[:, None]
        self.move(net, s.T @ self.lifted_x)

    def blocked(self, block):
        z, h = np.empty((block, self.n), "f4"), np.empty((block, self.n), "f4")

        def step(net):
            g = np.zeros((self.n, self.d + 1), "f4")
            for i in range(0, self.m, block):
                x = self.lifted_x[i : i + block]
                a, b = z[: len(x)], h[: len(x)]
                np.dot(x, net.u.T, out=a)
                np.maximum(a, 0, out=b)
                e = b @ net.v - self.y[i : i + block]
                np.greater(a, 0, out=b, casting="unsafe")
                b *= e[:, None]
                g += b.T @ x
            self.move(net, g)

        return step

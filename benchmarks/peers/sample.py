"""The data of the comparison: the same numbers as Sample.java, and the kernel matrix on any array library."""
import numpy as np

SIGMA_W2, SIGMA_B2 = 2.0, 1.0
MULTIPLIER, INCREMENT, MASK = 1664525, 1013904223, np.uint64(0xFFFFFFFF)


def uniform(count, seed):
    """Numerical Recipes' quick congruential generator, uniform on [-2, 2)."""
    state = np.array([(MULTIPLIER * seed + INCREMENT) & 0xFFFFFFFF], np.uint64)
    a, c = MULTIPLIER, INCREMENT
    while len(state) < count:
        # As many steps at once as there are numbers: x -> a x + c.
        state = np.concatenate([state, (state * np.uint64(a) + np.uint64(c)) & MASK])
        a, c = a * a & 0xFFFFFFFF, (a * c + c) & 0xFFFFFFFF
    return state[:count] / 2.0**30 - 2


def points(m, d):
    return uniform(m * d, 1).reshape(m, d)


def residual(m):
    return uniform(m, 2)


def accurate_rows(xp, x, i, j):
    """Rows i to j of the matrix of points x (M, 2), by the form that is accurate next to the diagonal.

    xp is numpy, torch, cupy or jax.numpy, of which x is an array.
    """
    a, b = x[:, 0], x[:, 1]
    ai, bi = a[i:j, None], b[i:j, None]
    da, db = ai - a, bi - b
    cross = da * bi - db * ai
    s = xp.sqrt(SIGMA_W2 * (SIGMA_W2 * cross**2 + SIGMA_B2 * (da**2 + db**2)))
    c = SIGMA_W2 * (ai * a + bi * b) + SIGMA_B2
    return SIGMA_W2 / (2 * np.pi) / x.shape[0] * (s + 2 * c * (np.pi - xp.arctan2(s, c)))


def fast_rows(xp, x, i, j, m, hidden=1):
    """Rows i to j of the kernel of points x (M, d) over m, from the cosines of one product of matrices: the fastest form found.

    arccos costs half the digits next to the diagonal. Written to work in place where the library can.
    """
    r2 = SIGMA_W2 * (x**2).sum(1) + SIGMA_B2
    u = (SIGMA_W2 * x[i:j]) @ x.T
    u += SIGMA_B2
    if hidden > 1:
        return deep_rows(xp, u, r2, i, j, hidden) / m
    r = xp.sqrt(r2)
    rr = r[i:j, None] * r
    u /= rr
    u = xp.clip(u, -1, 1)
    bracket = xp.arccos(u)
    bracket *= -2
    bracket += 2 * np.pi
    bracket *= u
    u *= u
    u *= -1
    u += 1
    bracket += xp.sqrt(u)
    bracket *= rr
    bracket *= SIGMA_W2 / (2 * np.pi * m)
    return bracket


def deep_rows(xp, covariance, r2, i, j, hidden):
    """The same for several hidden layers, by the recursion of covariance and NTK from their first layer on."""
    ntk = covariance
    for layer in range(hidden):
        r = xp.sqrt(r2)
        rr = r[i:j, None] * r
        u = xp.clip(covariance / rr, -1, 1)
        slope = xp.arccos(u)
        slope *= -1 / (2 * np.pi)
        slope += 0.5
        covariance = xp.sqrt(1 - u * u)
        covariance *= 1 / (2 * np.pi)
        u *= slope
        covariance += u
        covariance *= rr
        covariance *= SIGMA_W2
        # The output has no bias.
        covariance += SIGMA_B2 * (layer < hidden - 1)
        slope *= SIGMA_W2
        slope *= ntk
        slope += covariance
        ntk = slope
        r2 = SIGMA_W2 / 2 * r2 + SIGMA_B2
    return ntk


def lower(library, x, rows, hidden=1):
    """The triangle of the matrix of points x below the diagonal, in blocks of rows; above it, what a block has there."""
    m = x.shape[0]
    k = library.empty(m, m)
    for i in range(0, m, rows):
        j = min(m, i + rows)
        k[i:j, :j] = fast_rows(library.xp, x[:j], i, j, m, hidden)
    return k


def answer(values, coefficients):
    """What solves are compared by: largest and middle eigenvalue, sum of c^2 sqrt(lambda); values ascend."""
    weighted = coefficients**2 @ np.sqrt(np.maximum(0, values))
    return [float(values[-1]), float(values[-1 - len(values) // 2]), float(weighted)]


def layers(n, d, hidden):
    """A network of layers of n ReLUs, float32: scales of the layers, weights and biases times them, output weights."""
    sw, sb = np.sqrt(SIGMA_W2), np.sqrt(SIGMA_B2)
    scales, weights, biases = [sw] + [sw / np.sqrt(n)] * hidden, [], []
    for l, k in enumerate([d] + [n] * (hidden - 1)):
        weights.append((scales[l] * uniform(n * k, 3 + 10 * l).reshape(n, k)).astype("f4"))
        biases.append((sb * uniform(n, 4 + 10 * l)).astype("f4"))
    return scales, weights, biases, (scales[-1] * uniform(n, 5)).astype("f4")

"""The data of the comparison: the same numbers as Sample.java."""
import numpy as np

SIGMA_W2, SIGMA_B2 = 2.0, 1.0


def uniform(count, seed):
    """Numerical Recipes' quick congruential generator, uniform on [-2, 2)."""
    values = np.empty(count)
    state = seed
    for i in range(count):
        state = (1664525 * state + 1013904223) & 0xFFFFFFFF
        values[i] = state
    return values / 2.0**30 - 2


def points(m, d):
    return uniform(m * d, 1).reshape(m, d)


def residual(m):
    return uniform(m, 2)


def kernel_rows(xp, x, i, j):
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

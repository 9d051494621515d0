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

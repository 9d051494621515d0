"""The eigenvalue law's constant for points in the plane whose density is unknown, by scipy's k-d tree.

As the engine: a check that no points coincide, the points' apparent dimension, the density by the distance to the 5th
neighbour, the constant, and the same for four disjoint parts, from which its scatter is known.
Usage: density_scipy.py; then on each line: M REPETITIONS.
"""
import os
from math import gamma

import library
import numpy as np
import sample
import served

W2, B2 = sample.SIGMA_W2, sample.SIGMA_B2
NEIGHBOURS, FOR_DIMENSION, QUERIES, PARTS = 5, 20, 1000, 4
WORKERS = int(os.environ.get("OMP_NUM_THREADS", "1"))
spatial = None


def prepare():
    global spatial
    import scipy
    import scipy.spatial

    spatial = scipy.spatial
    return f"scipy {scipy.__version__}"


def constant(x, distances):
    """(average of gamma mu^(-1/3))^(3/2), with the exact moment of the k-th neighbour's ball; d = 2, alpha = 1."""
    mu = 1 / (len(x) - 1) / (np.pi * distances**2)
    across, along = np.sqrt(W2 * (x**2).sum(1) + B2), B2**0.5
    symbol = (W2**1.5 / (across * along)) ** (2 / 3) * 2 * np.pi * across * along
    moment = gamma(NEIGHBOURS) / gamma(NEIGHBOURS + 1 / 3)
    return (moment * symbol / (8 * np.pi**2) * mu ** (-1 / 3)).mean() ** 1.5


def nearest(x):
    return spatial.cKDTree(x).query(x, NEIGHBOURS + 1, workers=WORKERS)[0][:, -1]


def law(x):
    tree = spatial.cKDTree(x)
    distances = tree.query(x, NEIGHBOURS + 1, workers=WORKERS)[0]
    if (distances[:, -1] == 0).any():
        raise ValueError("points coincide")
    some = x[np.linspace(0, len(x) - 1, min(QUERIES, len(x))).astype(int)]
    near = tree.query(some, min(len(x), FOR_DIMENSION + 1), workers=WORKERS)[0][:, 1:]
    logs = np.log(near[:, -1:] / near[:, :-1]).sum(1) / (near.shape[1] - 2)
    parts = [constant(x[p::PARTS], nearest(x[p::PARTS])) for p in range(PARTS)]
    return constant(x, distances[:, -1]), np.std(parts), 1 / logs.mean()


def solve(numbers):
    m, repetitions = map(int, numbers)
    x = sample.points(m, 2)
    law(x)
    times, (value, _, dimension) = served.timed(library.Numpy("cpu"), repetitions, lambda: x, law)
    # Of few points the neighbours reach over edges, which makes them look flatter by some tenths.
    if round(dimension) != 2:
        raise ValueError(f"the points look {dimension}-dimensional")
    return {**times, "answer": [float(value)]}


served.serve(prepare, solve)

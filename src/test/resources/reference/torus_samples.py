"""Eigenvalues of uniform points on the torus over the Marchenko-Pastur prediction for samples.

The kernel has the eigenvalues |k|^-(2 + alpha) for k in Z^2 without 0, so that Lambda = pi^nu and the
law has no corrections but the lattice's; what is left of measured over predicted is what random
points do beyond Gaussian features. Prints the table of the page on accuracy:

    python3 torus_samples.py [M] [samples]        # 700 and 2: half a minute
"""

import sys

import numpy as np
from scipy.ndimage import map_coordinates, spline_filter

GRID = 1024
SHARES = np.array([0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9])


def predicted(nu, share):
    """zeta(f) f^nu: sample eigenvalues over their law at f = n/M."""
    a = 1 / nu
    theta = np.linspace(1e-6, np.pi - 1e-6, 400_001)
    ratio = np.sin(theta) / np.sin((1 - a) * theta)
    rho = (ratio * np.sin(np.pi * a) / (np.pi * a)) ** nu
    zeta = np.sin(a * theta) / (rho * np.sin((1 - a) * theta))
    f = 1 - theta / np.pi + (nu - 1) / np.pi * ratio * np.sin(a * theta)
    order = np.argsort(f)
    return np.interp(share, f[order], zeta[order]) * share**nu


def spline_of_kernel(alpha):
    """The kernel on a grid, as coefficients of a spline of order 5."""
    k = np.fft.fftfreq(GRID, 1 / GRID)
    square = k[:, None] ** 2 + k**2
    square[0, 0] = 1
    values = square ** (-(2 + alpha) / 2)
    values[0, 0] = 0
    return spline_filter(np.fft.ifft2(values).real * GRID**2, order=5, mode="grid-wrap")


def eigenvalues(spline, m, seed):
    """Of the kernel's matrix over m, largest first."""
    x = np.random.default_rng(seed).random((m, 2))
    matrix = np.zeros((m, m))
    for i in range(m):
        shift = (x[i] - x[: i + 1]) % 1 * GRID
        row = map_coordinates(spline, shift.T, order=5, mode="grid-wrap", prefilter=False)
        matrix[i, : i + 1] = row
        matrix[: i + 1, i] = row
    return np.linalg.eigvalsh(matrix)[::-1] / m


def ratios(alpha, m, samples):
    """Geometric means over 10 % of n to either side of each share."""
    nu = 1 + alpha / 2
    spline = spline_of_kernel(alpha)
    n = np.arange(m) + 0.5
    # k = 0 is missing: n + 1 wave numbers lie within the radius of the n-th.
    law = (np.pi / (n + 1)) ** nu * predicted(nu, n / m)
    logs = np.mean([np.log(eigenvalues(spline, m, s) / law) for s in range(samples)], axis=0)
    near = [(n > 0.9 * f * m) & (n < 1.1 * f * m) for f in SHARES]
    return [np.exp(logs[which].mean()) for which in near]


def main():
    m = int(sys.argv[1]) if len(sys.argv) > 1 else 700
    samples = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    print("n/M      " + " ".join(f"{f:5.2f}" for f in SHARES))
    for alpha in (1, 2, 3):
        print(f"alpha = {alpha}", " ".join(f"{r:5.2f}" for r in ratios(alpha, m, samples)), flush=True)


main()

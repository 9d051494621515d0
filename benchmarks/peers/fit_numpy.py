"""The power law of a series in numpy: logarithmic bins, local exponents, the longest steady stretch, least squares there.

What one would write for it, with the rules of the engine's window search; the engine also looks for a floor, moves the window
and takes residuals as correlated for its interval.
Usage: fit_numpy.py; then on each line: M REPETITIONS.
"""
import library
import numpy as np
import sample
import served

BINS_PER_DECADE, HALF_WIDTH, TOLERANCE, FLAT = 20, 0.2, 0.1, 0.02


def bins(x, y, low, high, count):
    place = np.minimum(count - 1, ((x - low) / (high - low) * count).astype(int))
    number = np.bincount(place, minlength=count)
    filled = number > 0
    return (np.bincount(place, x, count)[filled] / number[filled],
            np.bincount(place, y, count)[filled] / number[filled])


def slope(x, y):
    dx = x - x.mean()
    return dx @ y / (dx @ dx)


def steady(exponents):
    """First and last of the longest stretch within TOLERANCE of its median."""
    best = (0, 0)
    for begin in range(len(exponents)):
        for end in range(len(exponents), begin + best[1] - best[0], -1):
            part = exponents[begin:end]
            median = np.median(part)
            if abs(median) >= FLAT and abs(part - median).max() <= TOLERANCE * abs(median):
                best = (begin, end)
                break
    return best[0], best[1] - 1


def fit(values):
    x, y = np.log(np.arange(len(values)) + 0.5), np.log(values)
    half, step = HALF_WIDTH * np.log(10), np.log(10) / BINS_PER_DECADE
    bx, by = bins(x, y, x[0], x[-1], round((x[-1] - x[0]) / step))
    centres = np.arange(x[0] + half, x[-1] - half, step)
    near = [abs(bx - centre) <= half for centre in centres]
    kept = [(centre, slope(bx[n], by[n])) for centre, n in zip(centres, near) if n.sum() >= 3]
    first, last = steady(np.array([s for _, s in kept]))
    low, high = kept[first][0] - half, kept[last][0] + half
    inside = (x >= low) & (x <= high)
    bx, by = bins(x[inside], y[inside], low, high, max(6, round((high - low) / step)))
    line, covariance = np.polyfit(bx, by, 1, cov=True)
    return -line[0], np.exp(line[1]), np.sqrt(covariance[0, 0])


def solve(numbers):
    m, repetitions = map(int, numbers)
    n = np.arange(m) + 0.5
    values = n**-1.5 * (1 + 0.005 * sample.uniform(m, 7))
    fit(values)
    times, (exponent, _, _) = served.timed(library.Numpy("cpu"), repetitions, lambda: values, fit)
    return {**times, "answer": [float(exponent)]}


served.serve(lambda: f"numpy {np.__version__}", solve)

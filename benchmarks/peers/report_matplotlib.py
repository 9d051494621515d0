"""Three log-log charts of two curves each, drawn by matplotlib: side by side and each for itself, as SVG and PNG.

Usage: report_matplotlib.py; then on each line: M REPETITIONS.
"""
import tempfile

import library
import numpy as np
import served

CHARTS = 3
plt = None


def prepare():
    global plt
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot

    plt = matplotlib.pyplot
    return f"matplotlib {matplotlib.__version__}"


def panel(axes, x, k):
    axes.loglog(x, x ** -(k + 1.0), label="measured")
    axes.loglog(x, x ** -(k + 1.0), ":", label="theory")
    axes.set(title=f"Chart {k}", xlabel="n", ylabel="value")
    axes.legend()


def saved(figure, place, name):
    figure.tight_layout()
    for suffix in ("svg", "png"):
        figure.savefig(f"{place}/{name}.{suffix}")
    plt.close(figure)


def report(x):
    with tempfile.TemporaryDirectory() as place:
        figure, row = plt.subplots(1, CHARTS, figsize=(4 * CHARTS, 3.5))
        for k, axes in enumerate(row):
            panel(axes, x, k)
        saved(figure, place, "figure")
        for k in range(CHARTS):
            figure, axes = plt.subplots(figsize=(4, 3.5))
            panel(axes, x, k)
            saved(figure, place, f"chart-{k}")


def solve(numbers):
    m, repetitions = map(int, numbers)
    x = np.arange(1.0, m + 1)
    report(x)
    times, _ = served.timed(library.Numpy("cpu"), repetitions, lambda: x, report)
    return times


served.serve(prepare, solve)

"""Steps of full-batch gradient descent in numpy, float32: the fastest of several forms counts.

Usage: descent_numpy.py; then on each line: M N D HIDDEN_LAYERS STEP_SIZE ANSWER_STEPS REPETITIONS.
"""
import time

import layered_numpy
import library
import numpy as np
import sample
import served
import shallow_numpy

lib = library.Numpy("cpu")


def solve(numbers):
    m, n, d, hidden = map(int, numbers[:4])
    eta, compared, repetitions = numbers[4], *map(int, numbers[5:])
    problem = (shallow_numpy.Problem(m, n, d, eta) if hidden == 1
               else layered_numpy.Problem(m, n, d, eta, hidden))

    def advance(form, net, steps):
        for _ in range(steps):
            form(net)
        return net

    def seconds(form):
        net = advance(form, problem.start(), 1)
        start = time.perf_counter()
        form(net)
        return time.perf_counter() - start

    best = min(problem.forms, key=lambda form: min(seconds(form), seconds(form)))
    e = (problem.outputs(advance(best, problem.start(), compared)) - problem.y).astype("f8")
    steps = served.steps(lib, lambda count: advance(best, problem.start(), count))
    times, _ = served.timed(lib, repetitions, problem.start, lambda net: advance(best, net, steps))
    return {**times, "steps": steps, "answer": [float(e @ e / (2 * m))]}


served.serve(lambda: lib.version, solve)

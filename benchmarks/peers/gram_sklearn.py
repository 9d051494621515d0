"""scikit-learn's kernel matrix of the Laplace kernel exp(-|x - x'|), all M x M entries, over M.

Usage: gram_sklearn.py; then on each line: M REPETITIONS M_OF_THE_ANSWER.
"""
import sample
import served

kernel = None


def prepare():
    global kernel
    import sklearn
    from sklearn.gaussian_process.kernels import Matern

    kernel = Matern(length_scale=1.0, nu=0.5)
    return f"scikit-learn {sklearn.__version__}"


def gram(x):
    k = kernel(x)
    k /= len(x)
    return k


def solve(numbers):
    m, repetitions, few = map(int, numbers)
    small = gram(sample.points(few, 2))
    x = sample.points(m, 2)
    gram(x)
    times, _ = served.timed(repetitions, lambda: x, gram, lambda: None)
    return {**times, "answer": [float(small.trace()), float(small.sum())]}


served.serve(prepare, solve)

"""scikit-learn's kernel matrix of the Laplace kernel exp(-|x - x'|), all M x M entries, over M.

Usage: gram_sklearn.py; then on each line: M D HIDDEN_LAYERS REPETITIONS M_OF_THE_ANSWER (the third says nothing here).
"""
import library
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
    m, d, _, repetitions, few = map(int, numbers)
    small = gram(sample.points(few, d))
    x = sample.points(m, d)
    gram(x)
    times, _ = served.timed(library.Numpy("cpu"), repetitions, lambda: x, gram)
    return {**times, "answer": [float(small.trace()), float(small.sum())]}


served.serve(prepare, solve)

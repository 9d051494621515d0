"""The kernel matrix, assembled by a jitted JAX function in double precision, all M x M entries.

Usage: gram_jax.py cuda|cpu; then on each line: M REPETITIONS M_OF_THE_ANSWER.
"""
import os
import sys

import sample
import served

# Takes and gives back memory at each call, as the engine does, instead of keeping all it ever had.
os.environ.setdefault("XLA_PYTHON_CLIENT_ALLOCATOR", "platform")
jax = assemble = jnp = None


def prepare():
    global jax, assemble, jnp
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_platforms", sys.argv[1])
    jax.config.update("jax_enable_x64", True)
    assemble = jax.jit(lambda x: sample.kernel_rows(jnp, x, 0, x.shape[0]))
    return f"jax {jax.__version__} on {jax.devices()[0].device_kind}"


def solve(numbers):
    m, repetitions, few = map(int, numbers)
    small = assemble(jnp.asarray(sample.points(few, 2)))
    answer = [float(jnp.trace(small)), float(small.sum())]
    x = jnp.asarray(sample.points(m, 2))
    jax.block_until_ready(assemble(x))  # compiles
    times, _ = served.timed(
        repetitions, lambda: x, lambda p: jax.block_until_ready(assemble(p)), lambda: None)
    return {**times, "answer": answer}


served.serve(prepare, solve)

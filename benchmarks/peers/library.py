"""An array library on a device: numpy, PyTorch, CuPy or JAX, by the few calls in which they differ.

Each has xp (its functions of arrays), version, array(numpy array), empty(rows, columns), wait(result), free(), compiled(function)
and peak(), by how many kB its memory rose at most since begin(): on CUDA the library's own count, elsewhere none.
"""
import importlib
import os


class Numpy:
    """Arrays of the processor."""

    def __init__(self, device):
        import numpy

        self.xp = numpy
        self.version = f"numpy {numpy.__version__}"

    def array(self, a):
        return a

    def empty(self, rows, columns):
        return self.xp.empty((rows, columns))

    def compiled(self, function):
        return function

    def wait(self, result):
        pass

    def free(self):
        pass

    def begin(self):
        pass

    def peak(self):
        return None


class Torch(Numpy):
    def __init__(self, device):
        self.xp = importlib.import_module("torch")
        self.device = device
        self.on_cuda = device == "cuda"
        self.version = f"torch {self.xp.__version__}"
        if self.on_cuda:
            self.version += f" on {self.xp.cuda.get_device_name()}"

    def array(self, a):
        return self.xp.from_numpy(a).to(self.device)

    def empty(self, rows, columns):
        return self.xp.empty((rows, columns), dtype=self.xp.float64, device=self.device)

    def wait(self, result):
        if self.on_cuda:
            self.xp.cuda.synchronize()

    def free(self):
        if self.on_cuda:
            self.xp.cuda.empty_cache()

    def begin(self):
        if self.on_cuda:
            self.xp.cuda.reset_peak_memory_stats()
            self.before = self.xp.cuda.memory_allocated()

    def peak(self):
        return (self.xp.cuda.max_memory_allocated() - self.before) >> 10 if self.on_cuda else None


class Cupy(Numpy):
    def __init__(self, device):
        if device != "cuda":
            raise ValueError("cupy runs on CUDA only")
        self.xp = importlib.import_module("cupy")
        name = self.xp.cuda.runtime.getDeviceProperties(0)["name"].decode()
        self.version = f"cupy {self.xp.__version__} on {name}"

    def array(self, a):
        return self.xp.asarray(a)

    def wait(self, result):
        self.xp.cuda.Device().synchronize()

    def free(self):
        self.xp.get_default_memory_pool().free_all_blocks()

    def begin(self):
        self.free()
        self.before = self.xp.get_default_memory_pool().total_bytes()

    def peak(self):
        return (self.xp.get_default_memory_pool().total_bytes() - self.before) >> 10


class Jax(Numpy):
    def __init__(self, device):
        # Gives memory back after each call, as the engine does, instead of keeping all it ever had.
        os.environ.setdefault("XLA_PYTHON_CLIENT_ALLOCATOR", "platform")
        import jax

        jax.config.update("jax_platforms", device)
        jax.config.update("jax_enable_x64", True)
        # Products of float32 in full float32, as the others.
        jax.config.update("jax_default_matmul_precision", "highest")
        self.jax, self.xp = jax, jax.numpy
        self.version = f"jax {jax.__version__} on {jax.devices()[0].device_kind}"

    def array(self, a):
        return self.xp.asarray(a)

    def compiled(self, function):
        return self.jax.jit(function)

    def wait(self, result):
        self.jax.block_until_ready(result)


def opened(name, device):
    """The library of a name; raises what its import raises."""
    return {"numpy": Numpy, "torch": Torch, "cupy": Cupy, "jax": Jax}[name](device)

"""A peer as a process that stays: each line of numbers on standard input is answered by one line of JSON.

The first line that it prints names its version, or has "absent" if what it needs is not there. It
ends with its input.
"""
import ctypes
import gc
import json
import sys
import time

# Seconds that repeated steps shall take together, and how many they may be.
SPAN, MOST_STEPS = 0.2, 20000


def say(answer):
    print(json.dumps(answer), flush=True)


def serve(prepare, solve):
    """prepare() returns the version; solve(numbers) an answer, or raises what becomes its "error"."""
    try:
        version = prepare()
    except Exception as e:  # of whatever kind: the peer is not there
        say({"absent": f"{type(e).__name__}: {e}".splitlines()[0]})
        return
    say({"version": version})
    for line in sys.stdin:
        try:
            say(solve([float(word) for word in line.split()]))
        except Exception as e:  # such as out of memory, of a type of the library's own
            say({"error": f"{type(e).__name__}: {e}".splitlines()[0]})


class Resident:
    """By how many kB the peak of this process's resident memory rises, as Linux tells it; None elsewhere."""

    def __init__(self):
        gc.collect()
        try:
            ctypes.CDLL(None).malloc_trim(0)
            with open("/proc/self/clear_refs", "w") as peak:
                peak.write("5")  # sets the peak back to what is resident now
            self.before = self.status("VmRSS")
        except (OSError, AttributeError):
            self.before = None

    @staticmethod
    def status(what):
        with open("/proc/self/status") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith(what))

    def rise(self):
        return None if self.before is None else self.status("VmHWM") - self.before


def timed(lib, repetitions, prepare, work):
    """Seconds of work(prepare()), which is waited for, and the last result.

    "memory" is by how many kB memory rose at most in a repetition, what prepare() makes included: the device's by the
    library's own count, or the resident memory of this process.
    """
    times, memory = [], 0
    result = None
    for _ in range(repetitions):
        result = None
        lib.begin()
        resident = Resident()
        prepared = prepare()
        lib.wait(prepared)
        start = time.perf_counter()
        result = work(prepared)
        lib.wait(result)
        times.append(time.perf_counter() - start)
        del prepared
        peak = lib.peak()
        memory = max(memory, (resident.rise() if peak is None else peak) or 0)
    return {"all": times, "memory": memory}, result


def steps(lib, advance):
    """How many steps take about SPAN seconds; advance(n) takes n steps."""
    n, took = 1, 0.0
    while took < SPAN / 2 and n < MOST_STEPS:
        n = min(MOST_STEPS, max(n + 1, int(n * min(10, SPAN / max(took, 1e-9))))) if took else 2
        start = time.perf_counter()
        lib.wait(advance(n))
        took = time.perf_counter() - start
    return n

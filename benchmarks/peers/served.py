"""A peer as a process that stays: each line of numbers on standard input is answered by one line of JSON.

The first line that it prints names its version, or has "absent" if what it needs is not there. It
ends with its input.
"""
import json
import statistics
import sys
import time


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


def timed(repetitions, prepare, work, wait):
    """Median seconds of work(prepare()) until wait() returns, and the last result."""
    times = []
    for _ in range(repetitions):
        prepared = prepare()
        wait()
        start = time.perf_counter()
        result = work(prepared)
        wait()
        times.append(time.perf_counter() - start)
    return {"seconds": statistics.median(times), "all": times}, result

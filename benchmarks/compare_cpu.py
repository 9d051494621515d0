"""Measures the CPU back end against its peers, ours and theirs in turn, and writes the ratios.

Called by compare-cpu.sh, which builds first. Every comparison is a class below; another one is
added by writing a class and naming it in COMPARISONS.
"""
import argparse
import datetime
import json
import os
import platform
import re
import statistics
import subprocess
import sys
from pathlib import Path

from engine import Engine, Failed, numbers_after

HERE = Path(__file__).resolve().parent
CLASS_PATH = [HERE / "target" / "benchmarks.jar", HERE / "target" / "lib" / "*"]
ENGINE = Engine("java", HERE.parent / "target" / "ntk-asymptotics.jar", ["-Xmx2g"])


def jmh(benchmark, threads, parameters, warmups, iterations):
    """Seconds of every iteration of one benchmark in a fresh JVM, and what it printed."""
    options = ["-f", "1", "-wi", warmups, "-i", iterations, "-w", "1", "-r", "1"]
    try:
        return ENGINE.jmh(CLASS_PATH, benchmark, options, {"threads": threads, **parameters})
    except Failed as e:
        sys.exit(f"{benchmark} failed: {e}")


def peer(script, threads, *arguments):
    """The JSON object that a peer prints."""
    environment = dict(os.environ, OPENBLAS_NUM_THREADS=str(threads))
    done = subprocess.run(["/usr/bin/python3", HERE / "peers" / script, *map(str, arguments)],
                          env=environment, text=True, capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{script} failed:\n{done.stderr}")
    return json.loads(done.stdout)


class Gram:
    """Kernel matrix, M points in d = 2, against numpy's blocked half and against filling memory."""

    def __init__(self, quick):
        self.m, self.rounds = (2000, 1) if quick else (10000, 3)

    def run(self, threads):
        ours, theirs, fill = [], [], []
        for _ in range(self.rounds):
            ours += jmh("GramBenchmark", threads, {"m": self.m}, 4, 4)[0]
            theirs.append(peer("gram.py", threads, self.m, 3)["seconds"])
            fill += jmh("FillBenchmark", threads, {"m": self.m}, 2, 3)[0]
        t, p, f = (statistics.median(s) for s in (ours, theirs, fill))
        return {"what": f"gram, M = {self.m}, d = 2", "ours s": t, "numpy blocked half s": p,
                "times faster": p / t, "goal times faster": 8,
                "filling the same memory s": f, "share of fill speed": f / t, "goal share": 0.2}


class Modes:
    """All eigenvalues and one projection, against scipy's eigh with driver evd."""

    def __init__(self, quick):
        self.m, self.rounds = (1000, 1) if quick else (4000, 2)

    def run(self, threads):
        ours, theirs, memory, peer_memory = [], [], [], []
        for _ in range(self.rounds):
            seconds, printed = jmh("ModesBenchmark", threads, {"m": self.m}, 2, 3)
            ours += seconds
            memory.append(int(re.search(r"memory (\d+) kB", printed).group(1)))
            answer = numbers_after("answer", printed)
            result = peer("eigh.py", threads, self.m, 2)
            theirs.append(result["seconds"])
            peer_memory.append(result["memory"])
            for mine, other in zip(answer, result["answer"]):
                if abs(mine - other) > 1e-11 * answer[0]:
                    sys.exit(f"the answers differ: {answer} {result['answer']}")
        t, p = statistics.median(ours), statistics.median(theirs)
        a, b = max(memory) / 1024, min(peer_memory) / 1024
        return {"what": f"modes, M = {self.m}", "ours s": t, "scipy evd s": p,
                "times faster": p / t, "goal times faster": 2,
                "ours MiB": a, "scipy MiB": b, "share of memory": a / b, "goal share at most": 1 / 3}


class Descent:
    """A training step in single precision, against numpy's fastest of five float32 forms."""

    STEPS, STEP_SIZE, TIMED_STEPS = 20, 0.02, 50

    def __init__(self, quick):
        self.m, self.n, self.rounds = (1000, 300, 1) if quick else (10000, 3000, 2)

    def run(self, threads):
        result = {"what": f"descent step, M = {self.m}, N = {self.n}"}
        for d in (2, 4, 8):
            ours, theirs = [], []
            for _ in range(self.rounds):
                seconds, printed = jmh("DescentBenchmark", threads,
                                       {"m": self.m, "n": self.n, "d": d, "answerSteps": self.STEPS,
                                        "stepSize": self.STEP_SIZE, "steps": self.TIMED_STEPS}, 2, 3)
                ours += [s / self.TIMED_STEPS for s in seconds]
                answer = numbers_after("answer", printed)[1]
                result_of_peer = peer("descent_numpy.py", threads, self.m, self.n, d, self.STEPS,
                                      self.STEP_SIZE, 5)
                theirs.append(result_of_peer["seconds"])
                # numpy rounds its errors to float32: a loss of about 1 to a few of its last places.
                if abs(answer / result_of_peer["answer"] - 1) > 1e-5:
                    sys.exit(f"the losses differ: {answer} {result_of_peer['answer']}")
            t, p = statistics.median(ours), statistics.median(theirs)
            result.update({f"d = {d}: ours s": t, f"d = {d}: numpy float32 s": p,
                           f"d = {d}: times faster": p / t})
        result["goal times faster, d = 2"] = 6
        return result


COMPARISONS = [Gram, Modes, Descent]


def revision():
    out = subprocess.run(["git", "-C", HERE, "describe", "--always", "--dirty"],
                         text=True, capture_output=True)
    return out.stdout.strip() or "unknown"


def machine():
    model = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    java = subprocess.run(["java", "-version"], text=True, capture_output=True).stderr.splitlines()
    import numpy, scipy  # the peers' versions
    return {"processor": model.group(1) if model else platform.machine(),
            "cores": len(os.sched_getaffinity(0)), "load before": os.getloadavg()[0],
            "java": java[0], "numpy": numpy.__version__, "scipy": scipy.__version__}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--quick", action="store_true", help="small sizes: does everything run?")
    parser.add_argument("--out", default=str(HERE / "results"))
    options = parser.parse_args()
    report = {"date": datetime.date.today().isoformat(), "revision": revision(),
              "threads": options.threads, "machine": machine(), "comparisons": []}
    for comparison in COMPARISONS:
        result = comparison(options.quick).run(options.threads)
        report["comparisons"].append(result)
        print(json.dumps(result, indent=1), flush=True)
    name = report["date"] + ("-cpu-quick" if options.quick else "-cpu")
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{name}.json").write_text(json.dumps(report, indent=1) + "\n")
    (out / f"{name}.md").write_text(markdown(report))
    print(f"wrote {out / name}.md and .json")


def markdown(report):
    m = report["machine"]
    lines = [f"# CPU back end against its peers, {report['date']}", "",
             f"Revision {report['revision']}; {m['processor']}, {m['cores']} cores, "
             f"{report['threads']} threads for both sides, load before {m['load before']:.2f}; "
             f"{m['java']}; numpy {m['numpy']}, scipy {m['scipy']}. Medians, ours and theirs in turn.",
             ""]
    for result in report["comparisons"]:
        lines += [f"## {result['what']}", "", "| quantity | value |", "|---|---|"]
        lines += [f"| {k} | {v:.4g} |" for k, v in result.items() if k != "what"]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main()

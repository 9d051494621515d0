"""Judges and measures the CUDA back end from an unpacked portable bundle; called by gpu-acceptance.sh."""
import argparse
import datetime
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import gpu_table
from comparison import Descent, DescentGraph, Eigh, Gram, LayeredDescent, Modes, WideDescent
from engine import Engine, Failed
from peer import Peer

# Shares of the time that is left when each begins.
PLAN = [(Gram, 0.2), (Eigh, 0.3), (Modes, 0.4), (Descent, 0.5), (DescentGraph, 0.3), (WideDescent, 0.5),
        (LayeredDescent, 1.0)]
SMALL_SIZES = (100, 200)
SIZES = (1000, 2000, 5000, 10000, 20000, 30000, 50000, 70000, 100000, 130000)


class Machine:
    """The device under measurement: what is run on it, with what, until when."""

    def __init__(self, options):
        self.options = options
        self.bundle = Path(options.bundle).resolve()
        self.emulated = options.emulated and str(Path(options.emulated).resolve())
        self.settings = tempfile.NamedTemporaryFile(suffix=".settings")
        flags = ["-Djmh.ignoreLock=true"]
        flags += [f"-Dntk.cuda-libs={self.emulated}"] if self.emulated else []
        self.engine = Engine(
            self.bundle / "runtime/bin/java", self.bundle / "lib/ntk-asymptotics.jar", flags,
            {"NTK_EMULATED_DEVICE": self.settings.name} if self.emulated else {})
        benchmarks = self.bundle / "benchmarks"
        self.class_path = [benchmarks / "benchmarks.jar", benchmarks / "lib/*"]
        self.rounds = 1 if self.emulated else 2
        self.steps = 20 if self.emulated else 20000
        self.once_above = 10000
        self.began = time.monotonic()
        # Some seconds are for the table and for ending what runs.
        self.end = 60 * options.minutes - 5
        self.ceilings = {}

    def clock(self):
        return time.monotonic() - self.began

    def say(self, line):
        print(f"[{self.clock():3.0f} s] {line}", flush=True)

    def peer(self, name, script, *arguments):
        return Peer(name, self.options.python, script, *arguments, "cpu" if self.emulated else "cuda")

    def libraries(self):
        return ["--cuda-libs", self.emulated] if self.emulated else []

    def ntk(self, *arguments):
        done = subprocess.run([self.bundle / "ntk", *arguments], env=self.engine.environment, text=True,
                              capture_output=True, check=False)
        if done.returncode != 0:
            sys.exit(f"gpu-acceptance: {done.stderr.strip()}")
        return done.stdout

    def contract_suite(self, out, seconds):
        """The CUDA tests, on the device; their numbers, and all that they said in contract-suite.txt."""
        flags = (["-Dntk.require=emulated", f"-Dntk.emulated-device={self.emulated}"]
                 if self.emulated else ["-Dntk.require=gpu"])
        tests = self.bundle / "tests"
        command = self.engine.java_command(
            [tests / "classes", tests / "*", self.engine.jar], "org.junit.platform.console.ConsoleLauncher",
            "execute", "--disable-banner", "--disable-ansi-colors", "--details=tree",
            f"--scan-classpath={tests / 'classes'}",
            "--include-package=org.ntkasymptotics.backend.cuda",
            "--include-classname=" + (".*CudaEighTest" if self.emulated else ".*Cuda.*Test"))
        command[1:1] = flags
        with open(out / "contract-suite.txt", "w+") as log:
            try:
                code = subprocess.run(command, env=self.engine.environment, stdout=log, timeout=seconds,
                                      stderr=subprocess.STDOUT, check=False).returncode
            except subprocess.TimeoutExpired:
                code = f"ended after {seconds:.0f} s"
            log.seek(0)
            text = log.read()
        counts = {word: int(n) for n, word in re.findall(
            r"\[ *(\d+) tests (successful|failed|aborted|skipped)", text)}
        return {"passed": code == 0 and counts.get("successful", 0) > 0, "exit code": code, **counts}

    def measure_ceilings(self):
        """Copy bandwidth and rates of matrix products, which everything else is compared with."""
        n = 256 if self.emulated else 8192
        work = {"memory": ("copy bytes/s", 16 * n**2), "gemmDouble": ("double GEMM flop/s", 2 * n**3),
                "gemmSingle": ("single GEMM flop/s", 2 * n**3)}
        for method, (name, amount) in work.items():
            seconds, _ = self.engine.jmh(
                self.class_path, f"CeilingBenchmark.{method}",
                ["-f", "0", "-wi", "2", "-i", "5", "-w", "200ms", "-r", "200ms"], {"n": n, "backend": "CUDA"},
                timeout=120)
            self.ceilings[name] = amount / min(seconds)
            self.say(f"ceiling: {name} {self.ceilings[name]:.3g}")


def driver():
    """What nvidia-smi says, where it is."""
    if not shutil.which("nvidia-smi"):
        return {}
    fields = "name,driver_version,memory.total,clocks.max.sm,power.limit"
    done = subprocess.run(["nvidia-smi", f"--query-gpu={fields}", "--format=csv,noheader"],
                          text=True, capture_output=True, check=False)
    values = done.stdout.splitlines()[0].split(",") if done.stdout else []
    return dict(zip(fields.split(","), map(str.strip, values)))


def parse():
    parser = argparse.ArgumentParser(
        prog="gpu-acceptance.sh",
        description="Runs the CUDA contract tests on this machine's GPU and measures the CUDA back"
                    " end beside its peers.")
    parser.add_argument("--bundle", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--minutes", type=float, default=9, help="end within so many (default: 9)")
    parser.add_argument("--out", help="folder of the results (default: results beside the script)")
    parser.add_argument("--python", default="python3", help="the Python that has the peers' packages")
    parser.add_argument("--emulated", metavar="DIR", help="try everything, small, on the emulated device")
    options = parser.parse_args()
    if options.emulated and not (Path(options.emulated) / "libcuda.so.1").is_file():
        parser.error(f"--emulated: no libcuda.so.1 in {options.emulated}")
    if not options.minutes > 0:
        parser.error("--minutes must be above 0")
    return options


def identify(machine):
    """The beginning of the report: the device, the driver, the revision. Ends the program where there is no device."""
    doctor = json.loads(machine.ntk("doctor", "--json", "--backend", "cuda", *machine.libraries()))
    return {"device": doctor["backend"]["device"], "date": datetime.date.today().isoformat(),
            "revision": machine.ntk("--version").splitlines()[1].split()[1],
            "nvidia-smi": driver(), "doctor": doctor, "comparisons": []}


def measure(machine, report, write):
    """Ceilings and all comparisons, each within its share of the time; writes after each."""
    try:
        machine.measure_ceilings()
    except (Failed, subprocess.TimeoutExpired) as e:
        report["ceilings failed"] = str(e)
    report["ceilings"] = machine.ceilings
    for comparison, share in PLAN:
        measured = comparison(machine)
        largest = report["doctor"]["largest"].get(measured.operation, max(SIZES))
        sizes = SMALL_SIZES if machine.emulated else measured.limit(SIZES)
        measured.sizes = [size for size in sizes if size <= largest]
        now = machine.clock()
        report["comparisons"].append(measured.run(now + share * (machine.end - now)))
        write()


def main():
    machine = Machine(parse())
    report = identify(machine)
    name = re.sub(r"[^a-z0-9]+", "-", report["device"].lower()).strip("-") + "-" + report["date"]
    out = Path(machine.options.out) / name
    out.mkdir(parents=True, exist_ok=True)
    machine.say(f"{report['device']}: results go to {out}")

    def write():
        report["seconds"] = machine.clock()
        (out / "results.json").write_text(json.dumps(report, indent=1) + "\n")
        (out / "table.md").write_text(gpu_table.markdown(report))

    suite = report["contract suite"] = machine.contract_suite(out, machine.end / 3)
    machine.say(f"contract suite: {suite}")
    write()
    measure(machine, report, write)
    print((out / "table.md").read_text())
    wrong = [c["what"] for c in report["comparisons"] if any("wrong" in row for row in c["rows"])]
    if wrong or not suite["passed"]:
        sys.exit(f"gpu-acceptance: not accepted: contract suite {suite}, wrong answers in {wrong}")


if __name__ == "__main__":
    main()

"""Ours against the peers on one operation: sizes from small to large, ours and theirs in turn, answers compared."""
import statistics
import subprocess

from engine import Failed, numbers_after
from peer import Peer, running


class Comparison:
    """One operation; a subclass says how it is run, by whom else, and what it must do at least."""

    title = benchmark = None
    # As the memory plan names it.
    operation = None
    sizes = ()
    # How the time grows with the size, for leaving out what would take too long.
    power = 3
    tolerance = 1e-11

    def __init__(self, machine):
        self.machine = machine

    def limit(self, sizes):
        """Of some sizes those that make sense."""
        return sizes

    def peers(self):
        return []

    def ours(self, size):
        """JMH options and parameters."""
        raise NotImplementedError

    def question(self, size):
        """The numbers that a peer is asked."""
        raise NotImplementedError

    def shares(self, size, seconds):
        """Fractions of the measured ceilings."""
        return {}

    def per(self, size):
        """How many operations one measured time is of."""
        return 1

    def run(self, deadline):
        machine = self.machine
        peers, notes = running(self.peers())
        result = {"what": self.title, "peers": notes, "rows": []}
        predicted = 2.0
        try:
            for size in self.sizes:
                left = deadline - machine.clock()
                if predicted > left:
                    result["left out"] = f"{size} and above: {predicted:.0f} s expected, {left:.0f} s left"
                    break
                began = machine.clock()
                row = self.measure(size, peers, deadline)
                result["rows"].append(row)
                machine.say(f"{self.title}, {size}: " + text(row))
                if "error" in row:
                    break
                predicted = self.predict(size, machine.clock() - began, sum(row["spent"]))
        finally:
            for peer in peers:
                peer.close()
        return result

    def predict(self, size, took, solving):
        """Seconds of the next size: the programs' start does not grow with it."""
        following = [s for s in self.sizes if s > size]
        return took + solving * ((following[0] / size) ** self.power - 1) if following else 0

    def measure(self, size, peers, deadline):
        machine = self.machine
        row = {"size": size, "ours s": [], "spent": []}
        answers = {}
        times = {p.name: [] for p in peers}
        for _ in range(machine.rounds):
            began = machine.clock()
            options, parameters = self.ours(size)
            try:
                seconds, printed = machine.engine.jmh(
                    machine.class_path, self.benchmark, ["-f", "0", *options], parameters,
                    timeout=max(5, deadline - began))
            except (Failed, subprocess.TimeoutExpired) as e:
                row["error" if not row["ours s"] else "one round less"] = (
                    str(e) if isinstance(e, Failed) else "took longer than the time left")
                break
            row["ours s"] += [s / self.per(size) for s in seconds]
            row["spent"].append(sum(seconds))
            answers["ours"] = numbers_after("answer", printed)
            for peer in peers:
                began = machine.clock()
                got = peer.ask(self.question(size), deadline - began)
                if "error" in got:
                    row.setdefault("peer errors", {})[peer.name] = got["error"]
                    continue
                times[peer.name] += [s / got.get("steps", 1) for s in got["all"]]
                answers[peer.name] = got["answer"]
                row["spent"].append(sum(got["all"]))
        if row["ours s"]:
            self.conclude(row, size, times, answers)
        return row

    def conclude(self, row, size, times, answers):
        ours = statistics.median(row["ours s"])
        row["median s"] = ours
        row["answers"] = answers
        for name, all_of_peer in times.items():
            if all_of_peer:
                ratio = statistics.median(all_of_peer) / ours
                row[name] = {
                    "seconds": all_of_peer, "times faster": ratio,
                    "from": min(all_of_peer) / max(row["ours s"]),
                    "to": max(all_of_peer) / min(row["ours s"]),
                    "answers differ by": difference(answers["ours"], answers[name])}
        wrong = [n for n in times if n in row and not row[n]["answers differ by"] <= self.tolerance]
        if wrong:
            row["wrong"] = f"the answers differ from those of {', '.join(wrong)}: {answers}"
        row["shares"] = self.shares(size, ours)


def difference(ours, theirs):
    """The largest difference, of the largest number."""
    if isinstance(theirs, (int, float)):
        ours, theirs = ours[-1:], [theirs]
    return max(abs(a - b) for a, b in zip(ours, theirs)) / max(map(abs, ours))


def text(row):
    if "median s" not in row:
        return row["error"]
    parts = [f"{row['median s']:.3g} s"]
    parts += [f"{name} {value['times faster']:.3g} times" for name, value in row.items()
              if isinstance(value, dict) and "times faster" in value]
    parts += [f"{share:.0%} of {name}" for name, share in row["shares"].items()]
    return ", ".join(parts + ([row["wrong"]] if "wrong" in row else []))


class Gram(Comparison):
    title, benchmark, operation = "gram", "GramBenchmark", "gram"
    power, tolerance = 2, 1e-12

    def peers(self):
        return [self.machine.peer("PyTorch eager", "gram_device.py", "torch"),
                self.machine.peer("JAX jit", "gram_device.py", "jax")]

    def ours(self, size):
        few = min(size, 1000)
        return (["-wi", "2", "-i", "3", "-w", "300ms", "-r", "300ms"],
                {"m": size, "backend": "CUDA", "answerPoints": few})

    def question(self, size):
        return [size, 5, min(size, 1000)]

    def shares(self, size, seconds):
        copied = self.machine.ceilings.get("copy bytes/s")
        return {"copy bandwidth": 4 * size * (size + 1) / seconds / copied} if copied else {}


class Solve(Comparison):
    """Reduction to tridiagonal form: 4/3 M^3 operations, half of them reading a triangle per column."""

    def peers(self):
        return [self.machine.peer("torch.linalg.eigh", "eigh_device.py", "torch"),
                self.machine.peer("cupy.linalg.eigh", "eigh_device.py", "cupy")]

    def ours(self, size):
        large = size > self.machine.once_above
        return (["-wi", "0" if large else "1", "-i", "1" if large else "3"],
                {"m": size, "backend": "CUDA"})

    def question(self, size):
        return [size, 1 if size > self.machine.once_above else 3]

    def shares(self, size, seconds):
        ceilings = self.machine.ceilings
        if not ceilings:
            return {}
        return {"copy bandwidth": 4 / 3 * size**3 / seconds / ceilings["copy bytes/s"],
                "double GEMM": 4 / 3 * size**3 / seconds / ceilings["double GEMM flop/s"]}


class Eigh(Solve):
    title, benchmark = "eigh, vectors and a projection", "EighBenchmark"
    operation = "eigh"


class Modes(Solve):
    title, benchmark = "modes, a projection without vectors", "ModesBenchmark"
    operation = "modes"


class Descent(Comparison):
    """A step counts 6 d + 3 operations for a point and a neuron: forward 2 d + 2, backward 4 d + 1."""

    title, benchmark = "descent step, single precision", "DescentBenchmark"
    # Fewer steps are timed where a step takes longer.
    power, tolerance = 0, 1e-5
    inputs, hidden, step_size, compared = 2, 1, 0.02, 20
    # As ntk.cuda.steps names it.
    way = "persistent"

    def limit(self, sizes):
        return [s for s in sizes if s in (1000, 10000, 100000)]

    def peers(self):
        return [self.machine.peer(name, "descent_device.py", form) for name, form in (
            ("PyTorch eager", "torch-eager"), ("torch.compile and CUDA graph", "torch-graph"),
            ("JAX jit", "jax"))]

    def per(self, size):
        return min(self.machine.steps, max(20, 2 * 10**12 // (size**2 * self.inputs // 2)))

    def width(self, size):
        return size * 3 // 10

    def ours(self, size):
        return (["-wi", "1", "-i", "3", "-w", "500ms", "-r", "500ms"],
                {"m": size, "n": self.width(size), "d": self.inputs, "hidden": self.hidden,
                 "backend": "CUDA", "way": self.way,
                 "steps": self.per(size), "stepSize": self.step_size, "answerSteps": self.compared})

    def question(self, size):
        return [size, self.width(size), self.inputs, self.step_size, max(1, self.per(size) // 10),
                self.compared, 3]

    def shares(self, size, seconds):
        rate = self.machine.ceilings.get("single GEMM flop/s")
        work = (6 * self.inputs + 3) * size * self.width(size)
        return {"single GEMM": work / seconds / rate} if rate else {}


class DescentGraph(Descent):
    """The same steps as a captured graph of launches: which way is faster? The peers were timed already."""

    title, way = "descent step, single precision, a graph of launches", "graph"

    def peers(self):
        return []


class WideDescent(Descent):
    """A step of a network with as many inputs as MNIST has pixels."""

    title = "descent step, single precision, d = 784"
    inputs, step_size = 784, 5e-5

    def limit(self, sizes):
        return [s for s in sizes if s in (1000, 10000)]

    def shares(self, size, seconds):
        rate = self.machine.ceilings.get("single GEMM flop/s")
        return {"single GEMM": 6 * self.inputs * size * self.width(size) / seconds / rate} if rate else {}


class LayeredDescent(Descent):
    """A step of a network of three hidden layers, which is nearly all products."""

    title = "descent step, single precision, three hidden layers"
    hidden, step_size, compared = 3, 0.01, 10

    def limit(self, sizes):
        return [s for s in sizes if s in (1000, 10000)]

    def peers(self):
        return []

    def per(self, size):
        return min(self.machine.steps, max(20, 2 * 10**11 // (size * self.width(size)**2)))

    def width(self, size):
        return size // 10

    def shares(self, size, seconds):
        rate = self.machine.ceilings.get("single GEMM flop/s")
        work = 6 * size * self.width(size) ** 2 * (self.hidden - 1)
        return {"single GEMM": work / seconds / rate} if rate else {}

"""The engine under measurement: its JMH benchmarks, started in fresh JVMs."""
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Failed(Exception):
    """A program failed; the message is what it said."""


class Engine:
    """A Java, a class path and what the launcher sets for the engine."""

    def __init__(self, java, jar, flags=(), environment=None):
        self.java = str(java)
        self.jar = Path(jar)
        self.flags = ["--add-modules", "jdk.incubator.vector", *flags]
        self.environment = dict(
            os.environ,
            OPENBLAS_THREAD_TIMEOUT="4",
            # Large pages for matrices on the host. numpy asks for them itself.
            GLIBC_TUNABLES="glibc.malloc.hugetlb=1",
            **(environment or {}),
        )

    def java_command(self, class_path, *arguments):
        return [self.java, *self.flags, "-cp", ":".join(map(str, class_path)), *map(str, arguments)]

    def jmh(self, class_path, benchmark, options, parameters, timeout=None):
        """Seconds of every iteration of one benchmark, and what it printed.

        Raises Failed with the reason, and subprocess.TimeoutExpired.
        """
        with tempfile.NamedTemporaryFile(suffix=".json") as out:
            command = self.java_command(
                [*class_path, self.jar], "org.openjdk.jmh.Main", benchmark, "-foe", "true",
                "-rf", "json", "-rff", out.name, "-jvmArgs", " ".join(self.flags), *options)
            for name, value in parameters.items():
                command += ["-p", f"{name}={value}"]
            done = subprocess.run(command, env=self.environment, text=True, capture_output=True,
                                  timeout=timeout, check=False)
            if done.returncode != 0:
                raise Failed(reason(done.stdout + done.stderr))
            result = json.loads(Path(out.name).read_text())[0]
            return [s for fork in result["primaryMetric"]["rawData"] for s in fork], done.stdout


def reason(printed):
    """The last cause that a Java program named, else its last line."""
    causes = re.findall(r"^\s*(?:Caused by: )?[\w.$]+(?:Exception|Error): (.*)", printed, re.M)
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    return causes[-1] if causes else lines[-1] if lines else "it said nothing"


def numbers_after(word, printed):
    """The numbers that stand after a word at the end of a line."""
    return [float(v) for v in re.search(rf"\b{word} ([-+.e\d ]+)", printed).group(1).split()]

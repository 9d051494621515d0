"""Peers of a comparison: Python programs of peers/ that stay and answer line by line, each of them optional."""
import json
import subprocess
import tempfile
import threading
from pathlib import Path

PEERS = Path(__file__).resolve().parent / "peers"


class Peer:
    """One running peer; absent says why it is not there."""

    def __init__(self, name, python, script, *arguments, patience=120):
        self.name = name
        self.said = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [python, PEERS / script, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self.said, text=True, bufsize=1)
        hello = self.read(patience)
        self.version = hello.get("version")
        self.absent = None if self.version else hello.get("absent", hello.get("error"))

    def read(self, seconds):
        """The next line, or why there is none; a peer that takes too long is ended."""
        late = threading.Timer(max(1, seconds), self.process.kill)
        late.start()
        line = self.process.stdout.readline()
        while line and not line.startswith("{"):  # what a library says
            line = self.process.stdout.readline()
        if not late.is_alive() and not line:
            return {"error": f"took more than {seconds:.0f} s"}
        late.cancel()
        return json.loads(line) if line else {"error": self.last_words()}

    def last_words(self):
        code = self.process.wait()
        self.said.seek(0)
        lines = [line for line in self.said.read().splitlines() if line.strip()]
        return f"ended with code {code}" + (f": {lines[-1]}" if lines else "")

    def ask(self, numbers, seconds):
        """Its answer, with "error" if it has none."""
        if self.process.poll() is not None:
            return {"error": "has ended"}
        try:
            self.process.stdin.write(" ".join(map(str, numbers)) + "\n")
        except BrokenPipeError:
            return {"error": "has ended"}
        return self.read(seconds)

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def running(peers):
    """Those that are there, and a dictionary of what each is or why it is not there."""
    notes = {p.name: p.version or f"not there: {p.absent}" for p in peers}
    for peer in peers:
        if peer.absent:
            peer.close()
    return [p for p in peers if not p.absent], notes

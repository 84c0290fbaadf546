"""Prints one table of ratios, each measured side by side in one run; ends with 1 where a bound is exceeded.

Run it in `tests/`: ``../.venv/bin/python -m benchmarks [ROUNDS] [GROUP …]``; the groups are `program`, `devices`,
`faces` and `check`, and without one all are measured.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import checking, devices
from benchmarks.faces import eight_addresses
from benchmarks.server import Served, three_certificates
from benchmarks.terminal import Terminal

HERE = Path(__file__).parent
LEAST_ROUNDS = 9
PROGRAM = str(Path(sys.executable).with_name("pinspector"))
PIPELINE = "pipeline"


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison."""

    what: str
    """What is measured."""

    ours: str
    """Name of our measurements."""

    reference: str
    """Name of the measurements that they are held against."""

    bound: float
    """Most that the ratio may be."""

    group: str = "program"
    """What is measured together."""

    allowance: float = 0.0
    """Seconds that ours may take above the bound."""

    def holds(self, ours: float, reference: float) -> bool:
        """Return whether the bound is kept."""
        return ours <= self.bound * reference + self.allowance

    @property
    def most(self) -> str:
        """The bound in words."""
        return f"{self.bound:g}, and {self.allowance * 1000:.0f} ms" if self.allowance else f"{self.bound:g}"


ROWS = (
    Row("`show` of three certificates / shell pipeline", "show", PIPELINE, 0.6),
    Row("`--help` / `python -c pass`", "help", "pass", 5),
    Row("first paint / bare Textual app's", "paint", "bare paint", 1.2),
    Row("first paint of the demo / bare Textual app's", "demo", "bare paint", 1.2),
    Row("start until the chain and its pins stand / bare first paint", "chain", "bare paint", 1.7),
    Row("resident memory with a chain open / bare app's", "memory", "bare memory", 1.4),
    Row("devices for five cross-signed certificates / Mozilla's path once", "devices", "path", 2, "devices", 0.030),
    Row("faces of 8 addresses with 2 kinds of key / the slowest one", "faces", "slowest face", 1.5, "faces"),
)
GROUPS = ("program", "devices", "faces", "check")
MOST_FRAMES = 1


def main(argv: list[str]) -> int:
    """Measure, print, and return 1 where a bound is exceeded."""
    groups = [word for word in argv if word in GROUPS] or list(GROUPS)
    rounds = max(LEAST_ROUNDS, *(int(word) for word in argv if word.isdigit()), 0)
    measured: defaultdict[str, list[float]] = defaultdict(list)
    frames: list[int] = []
    with ExitStack() as stack:
        samplers = [_sampler(group, stack, frames) for group in groups if group != "check"]
        for number in range(rounds + 1):
            for sample in samplers:
                for name, value in sample().items() if number else ():
                    measured[name].append(value)
    medians = {name: statistics.median(values) for name, values in measured.items()}
    exceeded = report([row for row in ROWS if row.group in groups], medians, frames, rounds)
    if "check" not in groups:
        return exceeded
    seconds = checking.measure(checking.LEAST_ROUNDS)
    print(checking.row(seconds))
    return 1 if exceeded or seconds > checking.BOUND else 0


def _sampler(group: str, stack: ExitStack, frames: list[int]) -> Callable[[], dict[str, float]]:
    """Return what measures one round of a group."""
    match group:
        case "devices":
            return devices.sample
        case "faces":
            return stack.enter_context(eight_addresses()).sample
        case _:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            served = stack.enter_context(three_certificates(folder))
            environment = clean_environment(folder)
            return partial(measure, served, environment, leaf_pin(served, environment), frames)


def clean_environment(folder: Path) -> dict[str, str]:
    """Return an environment in which nothing but the programs counts: bytecode is kept, no settings are found."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "XDG_", "TEXTUAL"))}
    return {**kept, "HOME": str(folder)}


def leaf_pin(served: Served, environment: dict[str, str]) -> str:
    """Return the pin that both sides have to print, after checking that they agree on all three."""
    shown = subprocess.run(
        [PROGRAM, "show", *served.target], env=environment, capture_output=True, text=True, check=True
    )
    ours = [line.split("sha256/")[1] for line in shown.stdout.splitlines() if line.startswith("    pin ")]
    command = ["bash", str(HERE / "pipeline.sh"), str(served.port)]
    theirs = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.splitlines()
    assert ours == [line for line in theirs if line.endswith("=") and len(line) == 44]
    assert len(ours) == 3
    return ours[0]


def measure(served: Served, environment: dict[str, str], pin: str, frames: list[int]) -> dict[str, float]:
    """Return one round: seconds and bytes by name."""

    def seconds(*command: str) -> float:
        began = time.perf_counter()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began

    sample = {
        PIPELINE: seconds("bash", str(HERE / "pipeline.sh"), str(served.port)),
        "show": seconds(PROGRAM, "show", *served.target),
        "pass": seconds(sys.executable, "-c", "pass"),
        "help": seconds(PROGRAM, "--help"),
    }
    with Terminal([sys.executable, str(HERE / "bare_app.py")], environment) as terminal:
        sample["bare paint"] = terminal.wait_for("facts of the connection", "line 11", "palette")
        terminal.settle()
        sample["bare memory"] = float(terminal.memory())
    with Terminal([PROGRAM, *served.target], environment) as terminal:
        sample["paint"] = terminal.wait_for("Host", "palette")
        sample["chain"] = terminal.wait_for(f"sha256/{pin}", "Benchmark Root", "Benchmark Issuing CA")
        terminal.settle()
        sample["memory"] = float(terminal.memory())
        frames.append(terminal.frames_until(" ", "[x]", "1 of 3 picked", f"leaf {pin[:10]}", f'"sha256/{pin}"'))
    with Terminal([PROGRAM, "demo"], environment) as terminal:
        sample["demo"] = terminal.wait_for("Host", "palette")
    return sample


def report(rows: list[Row], medians: dict[str, float], frames: list[int], rounds: int) -> int:
    """Print the table and return 1 where a bound is exceeded."""
    print(f"Medians of {rounds} interleaved rounds. Python {sys.version.split()[0]}, {os.cpu_count()} processors.\n")
    print("| what | ours | reference | ratio | at most |")
    print("|---|---|---|---|---|")
    exceeded = 0
    for row in rows:
        ours, reference = medians[row.ours], medians[row.reference]
        exceeded += not row.holds(ours, reference)
        print(f"| {row.what} | {_unit(ours)} | {_unit(reference)} | {ours / reference:.2f} | {row.most} |")
    if frames:
        most = max(frames)
        exceeded += most > MOST_FRAMES
        print(f"| space until marks, pin bar and snippet are redrawn: frames | {most} | | {most} | {MOST_FRAMES} |")
    if "loading" in medians:
        print(f"| the tables of devices, read while the app is idle | {_unit(medians['loading'])} | | | |")
    return 1 if exceeded else 0


def _unit(value: float) -> str:
    if value > 1000:
        return f"{value / 2**20:.0f} MiB"
    return f"{value * 1000:.0f} ms" if value >= 0.01 else f"{value * 1000:.1f} ms"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

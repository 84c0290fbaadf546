"""The framework's parser in one JVM: its archive, compiled files in, its answers out."""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from testdata import REQUIRED, require_client

HERE = Path(__file__).resolve().parent
_GET = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get"
_FETCH_SECONDS = 540
_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Question:
    """One file for one build."""

    is_debuggable: bool
    file: Path
    debug_file: Path | None
    hosts: tuple[str, ...]

    @property
    def line(self) -> str:
        """The line of `AndroidParser`'s input."""
        debug = self.debug_file or "-"
        return f"{int(self.is_debuggable)} {self.file} {debug} {','.join(self.hosts)}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The config that counts for a host."""

    domains: frozenset[str]
    pins: frozenset[str]
    expiry: str | None
    """`yyyy-MM-dd HH:mm` in UTC; None for never."""
    sources: frozenset[str]
    system: str
    """`passes`, or why the chain of the system's root is refused."""
    user: str
    """The same for the chain of the user's root."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the platform makes of a file."""

    refused: str
    """The message of the exception without the position; empty where the file is taken."""
    chosen: tuple[Chosen, ...] = ()
    """One for each host."""


def framework() -> Path:
    """Return the archive of the framework; skips by name where it, Java or aapt2 is absent.

    Under ``PINSPECTOR_REQUIRE=clients`` an absent archive is fetched with Maven, and what cannot be had fails.
    """
    (coordinate,) = (HERE / "maven.txt").read_text().split()
    group, artifact, version = coordinate.split(":")
    folder = Path.home().joinpath(".m2", "repository", *group.split("."), artifact, version)
    archive = folder / f"{artifact}-{version}.jar"
    for tool in ("java", "javac", "aapt2"):
        require_client(shutil.which(tool), tool)
    if not archive.exists() and "clients" in REQUIRED:
        require_client(shutil.which("mvn"), "mvn")
        command = ["mvn", "-q", "-B", _GET, f"-Dartifact={coordinate}", "-Dtransitive=false"]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_FETCH_SECONDS)
        if done.returncode:
            pytest.fail(f"Maven did not fetch {coordinate}: {done.stdout[-2000:]}")
    require_client(archive.exists(), coordinate)
    return archive


def ask(archive: Path, questions: Sequence[Question], system: Path, user: Path, folder: Path) -> list[Answer]:
    """Return an answer for each question; `system` and `user` are chains in PEM, classes go to `folder`."""
    sources = [str(path) for path in sorted(HERE.rglob("*.java"))]
    subprocess.run(
        ["javac", "-nowarn", "-d", str(folder), "-cp", str(archive), *sources],
        check=True,
        timeout=_SECONDS,
        capture_output=True,
    )
    command = ["java", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC", "-Dfile.encoding=UTF-8"]
    done = subprocess.run(
        [*command, "-cp", f"{folder}:{archive}", "AndroidParser", str(system), str(user)],
        input="".join(f"{question.line}\n" for question in questions),
        text=True,
        encoding="utf-8",
        timeout=_SECONDS,
        capture_output=True,
        check=False,
        env={"ANDROID_ROOT": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.split("\n")[:-1]
    assert len(lines) == len(questions), done.stderr
    return [_answer(line) for line in lines]


def _answer(line: str) -> Answer:
    if line.startswith("refused "):
        return Answer(line.removeprefix("refused ").partition(" at: Binary XML")[0])
    word, *hosts = line.split("\t")
    assert word == "read"
    return Answer("", tuple(_chosen(host) for host in hosts))


def _chosen(text: str) -> Chosen:
    domains, pins, expiry, sources, system, user = text.split("|")
    until = None if expiry == "never" else expiry
    return Chosen(_set(domains), _set(pins), until, _set(sources), system, user)


def _set(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split(",")))

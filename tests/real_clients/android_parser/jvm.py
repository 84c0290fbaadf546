"""The framework's parser in one JVM: its archive, compiled files in, its answers out."""

import fcntl
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from testdata import REQUIRED, require_client

HERE = Path(__file__).resolve().parent
_GET = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get"
_FETCH_SECONDS = 540
_SECONDS = 120
_JAVA = {14: 17, 16: 21}
"""The oldest Java that reads the classes of each Android."""


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


@dataclass(frozen=True, slots=True)
class Framework:
    """One Android's classes, and a Java that runs them."""

    release: int
    """The version of Android: 14, 16."""
    archive: Path
    """Its classes."""
    java: Path
    """The folder with `java` and `javac`."""


def framework(release: int) -> Framework:
    """Return the framework of an Android; skips by name where it, a Java that is new enough or aapt2 is absent.

    Under ``PINSPECTOR_REQUIRE=clients`` an absent archive is fetched with Maven, and what cannot be had fails, but for
    a newer Java than the distribution's: that one fails under ``PINSPECTOR_REQUIRE=maven``.
    """
    least = _JAVA[release]
    require_client(shutil.which("aapt2"), "aapt2")
    require_client(shutil.which("javac"), "javac")
    java = _java(least)
    if java is None and "maven" not in REQUIRED:
        pytest.skip(f"real client absent: Java {least}, for Android {release}")
    assert java is not None, f"Java {least} is absent, for Android {release}"
    coordinate = next(line for line in (HERE / "maven.txt").read_text().split() if f":{release}-" in line)
    group, artifact, version = coordinate.split(":")
    folder = Path.home().joinpath(".m2", "repository", *group.split("."), artifact, version)
    archive = folder / f"{artifact}-{version}.jar"
    if not archive.exists() and "clients" in REQUIRED:
        require_client(shutil.which("mvn"), "mvn")
        _fetch(coordinate, archive)
    require_client(archive.exists(), coordinate)
    return Framework(release, archive, java)


def _fetch(coordinate: str, archive: Path) -> None:
    """Have Maven fetch an archive, one process at a time."""
    with (Path(tempfile.gettempdir()) / "pinspector-maven.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if archive.exists():
            return
        command = ["mvn", "-q", "-B", _GET, f"-Dartifact={coordinate}", "-Dtransitive=false"]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_FETCH_SECONDS)
        if done.returncode:
            pytest.fail(f"Maven did not fetch {coordinate}: {done.stdout[-2000:]}")


def _java(least: int) -> Path | None:
    """Return the folder of a Java compiler of at least this version, the usual one first, or None."""
    found = [Path(path).resolve().parent for path in [shutil.which("javac")] if path]
    found += [path.parent for path in sorted(Path("/usr/lib/jvm").glob("*/bin/javac"))]
    for folder in found:
        release = folder.parent / "release"
        text = release.read_text() if release.exists() else ""
        version = re.search(r'JAVA_VERSION="(\d+)', text)
        if version is not None and int(version[1]) >= least:
            return folder
    return None


def ask(with_: Framework, questions: Sequence[Question], system: Path, user: Path, folder: Path) -> list[Answer]:
    """Return an answer for each question; `system` and `user` are chains in PEM, classes go to `folder`."""
    sources = [str(path) for path in sorted(HERE.rglob("*.java"))]
    subprocess.run(
        [with_.java / "javac", "-nowarn", "-d", folder, "-cp", with_.archive, *sources],
        check=True,
        timeout=_SECONDS,
        capture_output=True,
    )
    options = ["-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"]
    done = subprocess.run(
        [with_.java / "java", *options, "-cp", f"{folder}:{with_.archive}", "AndroidParser", system, user],
        input="".join(f"{question.line}\n" for question in questions),
        text=True,
        encoding="utf-8",
        timeout=_SECONDS,
        capture_output=True,
        check=False,
        env={"ANDROID_ROOT": str(folder), "LANG": "C.UTF-8"},
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

"""Java programs of this folder, each in one JVM: the library's archives, lines in, lines out."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from testdata import REQUIRED, require_client

HERE = Path(__file__).resolve().parent
DEBIAN = Path("/usr/share/java")
SECONDS = 240


def debian_jars(*names: str) -> list[Path] | None:
    """Return the archives that Debian's Java packages install, or None where one is absent."""
    found = [DEBIAN / f"{name}.jar" for name in names]
    return found if all(path.exists() for path in found) else None


def maven_jars(*coordinates: str) -> list[Path] | None:
    """Return the archives `group:artifact:version` of the user's Maven repository, or None where one is absent."""
    repository = Path.home() / ".m2" / "repository"
    found = []
    for coordinate in coordinates:
        group, artifact, version = coordinate.split(":")
        found.append(repository.joinpath(*group.split("."), artifact, version, f"{artifact}-{version}.jar"))
    return found if all(path.exists() for path in found) else None


def require_jars(jars: Sequence[Path] | None, name: str, *, from_maven: bool) -> Sequence[Path]:
    """Return the archives; skips the test by name where they or Java are absent.

    Fails under ``PINSPECTOR_REQUIRE=clients``, and for Maven's (`mvn dependency:get -Dartifact=…` for each line of
    maven.txt) under ``PINSPECTOR_REQUIRE=maven``.
    """
    found = jars if shutil.which("java") and shutil.which("javac") else None
    if found is None and from_maven and "maven" not in REQUIRED:
        pytest.skip(f"real client absent: {name}")
    require_client(found, name)
    return found or ()


def run(program: str, jars: Sequence[Path], lines: Sequence[str], folder: Path) -> list[str]:
    """Return one line of output for each line of input of a program of this folder; classes go to `folder`."""
    path = ":".join(str(jar) for jar in jars)
    subprocess.run(
        ["javac", "-nowarn", "-d", str(folder), "-cp", path, "-sourcepath", str(HERE), str(HERE / f"{program}.java")],
        check=True,
        timeout=SECONDS,
        capture_output=True,
    )
    done = subprocess.run(
        [
            "java",
            "-XX:TieredStopAtLevel=1",
            "-Djdk.tls.maxCertificateChainLength=64",
            "-cp",
            f"{folder}:{path}",
            program,
        ],
        input="\n".join(lines) + "\n",
        text=True,
        timeout=SECONDS,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = done.stdout.splitlines()
    assert len(answers) == len(lines), done.stderr
    return answers

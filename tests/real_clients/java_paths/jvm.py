"""Java programs of this folder, each in one JVM: the library's archives, lines in, lines out."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

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


def java() -> str | None:
    """Return the Java launcher that also compiles, or None."""
    return shutil.which("java") if shutil.which("javac") else None


def run(program: str, jars: Sequence[Path], lines: Sequence[str], folder: Path) -> list[str]:
    """Return one line of output for each line of input of a program of this folder; classes go to `folder`."""
    path = ":".join(str(jar) for jar in jars)
    subprocess.run(
        ["javac", "-nowarn", "-d", str(folder), "-cp", path, str(HERE / f"{program}.java")],
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

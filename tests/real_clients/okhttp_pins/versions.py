"""OkHttp by version from Maven Central, and one virtual machine that runs them all."""

import base64
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from real_clients.java_paths.jvm import maven_jars
from testdata import REQUIRED, require_client

HERE = Path(__file__).resolve().parent
SECONDS = 240

_OKIO_1 = "com.squareup.okio:okio:1.15.0"
VERSIONS: Mapping[str, tuple[str, ...]] = {
    "3.0.1": ("com.squareup.okhttp3:okhttp:3.0.1", _OKIO_1),
    "3.3.1": ("com.squareup.okhttp3:okhttp:3.3.1", _OKIO_1),
    "3.8.1": ("com.squareup.okhttp3:okhttp:3.8.1", _OKIO_1),
    "3.12.13": ("com.squareup.okhttp3:okhttp:3.12.13", _OKIO_1),
    "4.2.2": (
        "com.squareup.okhttp3:okhttp:4.2.2",
        "com.squareup.okio:okio:2.2.2",
        "org.jetbrains.kotlin:kotlin-stdlib:1.3.50",
    ),
    "4.12.0": (
        "com.squareup.okhttp3:okhttp:4.12.0",
        "com.squareup.okio:okio-jvm:3.6.0",
        "org.jetbrains.kotlin:kotlin-stdlib:1.8.21",
    ),
    "5.5.1": (
        "com.squareup.okhttp3:okhttp-jvm:5.5.1",
        "com.squareup.okio:okio-jvm:3.18.1",
        "org.jetbrains.kotlin:kotlin-stdlib:2.1.21",
    ),
}
"""Archives of each version: its own, Okio's, and Kotlin's."""


def require_versions(versions: Sequence[str]) -> dict[str, list[Path]]:
    """Return the archives of `versions`, fetched by Maven into its repository where they are absent.

    Skips the test by name where neither they nor Maven are there; fails then under ``PINSPECTOR_REQUIRE=clients``.
    """
    for tool in ("java", "javac"):
        require_client(shutil.which(tool), tool)
    wanted = sorted({coordinate for version in versions for coordinate in VERSIONS[version]})
    absent = [coordinate for coordinate in wanted if maven_jars(coordinate) is None]
    if absent:
        require_client(shutil.which("mvn"), "Maven, for OkHttp from Maven Central")
        if not REQUIRED & {"clients", "maven"}:
            pytest.skip("real client absent: OkHttp from Maven Central, which is fetched only where it is required")
        _fetch(absent)
    found = {version: maven_jars(*VERSIONS[version]) for version in versions}
    for version, jars in found.items():
        require_client(jars, f"OkHttp {version}")
    return {version: jars for version, jars in found.items() if jars}


def _fetch(coordinates: Sequence[str]) -> None:
    """Have Maven put the archives into its repository, all of them in one run."""
    items = "".join(
        f"<artifactItem><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>"
        "</artifactItem>"
        for group, artifact, version in (coordinate.split(":") for coordinate in coordinates)
    )
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "pom.xml"
        project.write_text(
            "<project><modelVersion>4.0.0</modelVersion><groupId>archives</groupId><artifactId>archives</artifactId>"
            "<version>1</version><build><plugins><plugin><artifactId>maven-dependency-plugin</artifactId>"
            f"<configuration><artifactItems>{items}</artifactItems></configuration></plugin></plugins></build></project>"
        )
        command = ["mvn", "-q", "-B", "-f", str(project), "dependency:copy", f"-DoutputDirectory={folder}/jars"]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=SECONDS)
        assert done.returncode == 0, done.stdout + done.stderr


def encoded(text: str) -> str:
    """Return `text` as the program reads it."""
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


def ask(lines: Sequence[str], folder: Path) -> list[str]:
    """Return one answer for each line; the program is compiled into `folder` and runs once."""
    versions = sorted({line.split(" ")[0] for line in lines})
    jars = require_versions(versions)
    compiled = ["javac", "-nowarn", "-encoding", "UTF-8", "-d", str(folder), str(HERE / "OkHttpPins.java")]
    subprocess.run(compiled, check=True, timeout=SECONDS, capture_output=True)
    named = [f"{version}={':'.join(map(str, jars[version]))}" for version in versions]
    done = subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", "-cp", str(folder), "OkHttpPins", *named],
        input="\n".join(lines) + "\n",
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = done.stdout.split("\n")[:-1]
    assert len(answers) == len(lines), done.stderr
    return answers

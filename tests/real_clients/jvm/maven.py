"""Libraries from Maven Central, each set of them in a folder of its own, fetched by one call of Maven."""

import os
import shutil
import subprocess
from pathlib import Path

from testdata import require_client

_LIST = Path(__file__).with_name("libraries.txt")
_SECONDS = 300
_PROJECT = """<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion>
<groupId>proofs</groupId><artifactId>{name}</artifactId><version>1</version><packaging>pom</packaging>
{body}
</project>
"""
_DEPENDENCY = (
    "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"
)  # fmt: skip


def library_sets() -> dict[str, list[str]]:
    """Return the coordinates `group:artifact:version` of each set by its name, as the list has them."""
    lines = [line.split() for line in _LIST.read_text(encoding="ascii").splitlines()]
    return {name: coordinates for name, *coordinates in lines}


def fetch(folder: Path) -> dict[str, list[Path]]:
    """Return the archives of each set with what they depend on; Maven copies them into `folder`.

    Skips the test by name where Maven is absent or cannot fetch; fails then under ``PINSPECTOR_REQUIRE=clients``.
    """
    maven = shutil.which("mvn")
    require_client(maven, "mvn")
    sets = library_sets()
    modules = "".join(f"<module>{name}</module>" for name in sets)
    (folder / "pom.xml").write_text(_PROJECT.format(name="all", body=f"<modules>{modules}</modules>"))
    for name, coordinates in sets.items():
        found = "".join(_DEPENDENCY.format(*coordinate.split(":")) for coordinate in coordinates)
        (folder / name).mkdir()
        project = _PROJECT.format(name=name, body=f"<dependencies>{found}</dependencies>")
        (folder / name / "pom.xml").write_text(project)
    done = subprocess.run(
        [str(maven), "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=jars"],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        env={**os.environ, "MAVEN_OPTS": "-XX:TieredStopAtLevel=1"},
    )
    require_client(done.returncode == 0, f"libraries from Maven Central: {done.stdout.strip()[:300]}")
    return {name: sorted((folder / name / "jars").glob("*.jar")) for name in sets}

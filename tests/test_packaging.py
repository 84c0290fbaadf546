"""What is shipped: the wheel's content, and the set-up lines of the README."""

import email.parser
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector import __version__
from inspector.cli.commands import COMMANDS, load
from inspector.tui.command import shown_key
from inspector.tui.commands import COMMANDS as COMMAND_TABLE

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """Return the wheel, built without any network by the backend that the project names."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (file,) = folder.glob("*.whl")
    with zipfile.ZipFile(file) as opened:
        yield opened


def test_every_file_of_the_package_and_every_style_is_inside(wheel: zipfile.ZipFile) -> None:
    """Modules, data and styles, with the bytes of the checkout; nothing of the tests."""
    folders = {"inspector": ROOT / "inspector", "inspector/styles": ROOT / "styles"}
    expected = {
        f"{prefix}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for prefix, folder in folders.items()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    inside = {name: wheel.read(name) for name in wheel.namelist() if ".dist-info/" not in name}
    assert sorted(inside) == sorted(expected)
    assert inside == expected
    assert any(name.endswith(".tcss") for name in inside)
    assert "inspector/py.typed" in inside


def test_the_metadata_says_what_the_project_says(wheel: zipfile.ZipFile) -> None:
    """Name, version, Python, dependencies, licence and command."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    folder = f"pinspector-{__version__}.dist-info"
    metadata = email.parser.Parser().parsestr(wheel.read(f"{folder}/METADATA").decode())
    assert (metadata["Name"], metadata["Version"]) == ("pinspector", __version__)
    assert metadata["Requires-Python"] == project["requires-python"]
    needed = {line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line}
    assert needed == set(project["dependencies"])
    assert f"{folder}/licenses/LICENSE" in wheel.namelist()
    assert "pinspector = inspector.__main__:main" in wheel.read(f"{folder}/entry_points.txt").decode()


def test_the_readme_has_two_lines_of_setup() -> None:
    """One opens the demo, one runs the tests, each in a block of its own; CI runs the second as it stands there."""
    readme = (ROOT / "README.md").read_text()
    blocks = re.findall(r"```(?:sh|bash|console)\n(.*?)```", readme, re.DOTALL)
    lines = [block.strip() for block in blocks if "pip install" in block]
    assert [line.count("\n") for line in lines] == [0, 0]
    assert lines[0].startswith("python3 -m venv .venv && ")
    assert lines[0].endswith(".venv/bin/pinspector demo")
    assert lines[1].startswith("python3 -m venv .venv && ")
    assert lines[1].endswith(".venv/bin/pytest")
    pattern = re.search(r"grep -E '(.+)' README\.md", (ROOT / ".ci" / "run").read_text())
    assert pattern is not None
    assert re.findall(pattern[1], readme, re.MULTILINE) == [lines[1]]


def test_the_readme_shows_pictures_that_exist() -> None:
    """Every picture and every link into the project names a file of it."""
    readme = (ROOT / "README.md").read_text()
    names = re.findall(r"\]\((?!https?:|#)([^)#]+)", readme) + re.findall(
        r'(?:src|href)="(?!https?:|#)([^"#]+)', readme
    )
    assert any(name.endswith(".svg") for name in names)
    assert [name for name in names if not (ROOT / name).is_file()] == []


def test_the_readme_s_examples_are_command_lines() -> None:
    """Every `pinspector` line of a block is one that the parser of its command accepts."""
    readme = (ROOT / "README.md").read_text()
    blocks = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("pinspector ")]
    assert lines
    for line in lines:
        _, word, *rest = shlex.split(line)
        assert word in COMMANDS
        load(word).parser().parse_args(rest)


def test_the_readme_s_keys_are_the_app_s() -> None:
    """Each key of the table is one that the app has."""
    known = {shown_key(key) for command in COMMAND_TABLE for key in command.keys} | {"ctrl+p"}
    table = (ROOT / "README.md").read_text().split("| key | does |\n|---|---|\n")[1].split("\n\n")[0]
    keys = [key for row in table.splitlines() for key in re.findall(r"`([^`]+)`", row.split("|")[1])]
    assert keys
    assert set(keys) <= known


def test_the_readme_is_short() -> None:
    """Under 250 lines."""
    assert len((ROOT / "README.md").read_text().splitlines()) < 250


def test_the_hook_brings_what_sources_are_read_with() -> None:
    """Its command is one of ours, and its environment has the grammars of the extra `code`."""
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text()
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["code"]
    packages = re.search(r"additional_dependencies: \[(.*)\]", hook)
    assert packages is not None
    assert packages[1].split(", ") == [re.split(r"[<>=]", item)[0] for item in extra]
    entry = re.search(r"entry: pinspector (\S+) (.*)", hook)
    assert entry is not None
    assert entry[1] in COMMANDS
    load(entry[1]).parser().parse_args(shlex.split(entry[2]))

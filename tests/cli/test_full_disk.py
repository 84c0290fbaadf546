"""A disk that is full, a folder that is gone or a file: one clear message, and nothing half-written."""

import subprocess
from pathlib import Path

import pytest
from cli.conftest import Cli
from cli.filing import LEAF, NOW, ROOT, pem

from inspector.cli.exit_code import ExitCode

COMMANDS = {
    "show": ("show", "chain.pem"),
    "show --json": ("show", "chain.pem", "--json"),
    "pin": ("pin", "chain.pem", "--roots", "chain.pem", "--at", NOW, "--for", "nsc", "--accept-private-anchor"),
    "pin --list": ("pin", "--list"),
    "check": ("check", "a.sh", "--offline"),
    "check --json": ("check", "a.sh", "--offline", "--json"),
    "rehearse": ("rehearse", "chain.pem", "--roots", "chain.pem", "--at", NOW),
}
SCRIPT = "curl --pinnedpubkey sha256//C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M= https://a.test/\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in a folder with a chain and a script."""
    (tmp_path / "chain.pem").write_text(pem(LEAF, ROOT))
    (tmp_path / "a.sh").write_text(SCRIPT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_standard_output_on_a_full_disk(folder: Path, program: tuple[str, ...], command: str) -> None:
    """Code 4 and one message, which is no fault of ours."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*program, *COMMANDS[command]], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert done.returncode == ExitCode.FILE
    assert "standard output cannot be written" in done.stderr
    assert "fault" not in done.stderr


@pytest.mark.parametrize("place", ["gone/out.txt", "a.sh/out.txt", "/dev/full", "."])
@pytest.mark.parametrize("option", ["--output", "--sarif", "--junit"])
def test_files_that_cannot_be_written(cli: Cli, folder: Path, option: str, place: str) -> None:
    """The place is named, the code is 4, and the folder holds what it held."""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    command = COMMANDS["pin" if option == "--output" else "check"]
    outcome = cli(*command, option, place)
    assert outcome.code == ExitCode.FILE
    assert place.rpartition("/")[2] in outcome.err
    assert "a fault of" not in outcome.err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("option", ["--output", "--sarif", "--junit"])
def test_a_write_that_is_cut_short(folder: Path, program: tuple[str, ...], option: str) -> None:
    """A real limit on the size of files, as a disk that fills up: no file and no rest of one."""
    import resource

    command = COMMANDS["pin" if option == "--output" else "check"]
    done = subprocess.run(
        [*program, *command, option, "out.txt"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64)),
    )
    assert done.returncode == ExitCode.FILE, done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["a.sh", "chain.pem"]

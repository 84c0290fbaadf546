"""Writing files: whole, new, and with a clear word where it fails."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.files import AlreadyThereError, WriteError, write_new

DATA = b"pinned\n"


@pytest.fixture(autouse=True)
def _umask() -> object:
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_a_new_file_holds_the_bytes_and_nothing_else_is_left(tmp_path: Path) -> None:
    """The file is there with its bytes and mode, alone in its folder."""
    path = tmp_path / "pins.kt"
    assert write_new(path, DATA) == path
    assert path.read_bytes() == DATA
    assert path.stat().st_mode & 0o777 == 0o644
    assert [entry.name for entry in tmp_path.iterdir()] == ["pins.kt"]


def test_a_private_file_is_private_from_the_start(tmp_path: Path) -> None:
    """A mode of 0600 is kept."""
    assert write_new(tmp_path / "key", DATA, 0o600).stat().st_mode & 0o777 == 0o600


def test_a_relative_name_comes_back_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative name lies below the working directory."""
    monkeypatch.chdir(tmp_path)
    assert write_new(Path("pins.kt"), DATA) == tmp_path / "pins.kt"


@pytest.mark.parametrize("kind", ["file", "link", "dangling", "pipe"])
def test_nothing_is_overwritten_unasked(tmp_path: Path, kind: str) -> None:
    """Whatever has the name keeps it."""
    path, other = tmp_path / "pins.kt", tmp_path / "other"
    match kind:
        case "file":
            path.write_bytes(b"old")
        case "link":
            other.write_bytes(b"old")
            path.symlink_to(other)
        case "dangling":
            path.symlink_to(other)
        case _:
            os.mkfifo(path)
    with pytest.raises(AlreadyThereError, match="exists already"):
        write_new(path, DATA)
    assert DATA not in [entry.read_bytes() for entry in tmp_path.iterdir() if entry.is_file()]


def test_a_name_taken_at_the_last_moment_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that appears between the look and the write is not replaced."""
    path = tmp_path / "pins.kt"
    link = os.link

    def late(source: Path, target: Path) -> None:
        path.write_bytes(b"old")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(AlreadyThereError):
        write_new(path, DATA)
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_overwriting_when_told_keeps_the_permissions(tmp_path: Path) -> None:
    """A replaced file has the new bytes and its old mode."""
    path = tmp_path / "pins.kt"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_new(path, DATA, overwrite=True)
    assert path.read_bytes() == DATA
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_only_regular_files_are_overwritten(tmp_path: Path, kind: str) -> None:
    """Links, pipes and folders are refused even when told."""
    path, other = tmp_path / "name", tmp_path / "other"
    other.write_bytes(b"old")
    match kind:
        case "link":
            path.symlink_to(other)
        case "pipe":
            os.mkfifo(path)
        case _:
            path.mkdir()
    with pytest.raises(WriteError, match=r"link|pipe|folder"):
        write_new(path, DATA, overwrite=True)
    assert other.read_bytes() == b"old"


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP])
def test_file_systems_without_hard_links_work_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Where a link cannot be made, the file is still new only."""

    def refuse(source: Path, target: Path) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "pins.kt"
    write_new(path, DATA)
    assert path.read_bytes() == DATA
    with pytest.raises(AlreadyThereError):
        write_new(path, b"other")
    assert path.read_bytes() == DATA
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EIO, "input/output error"),
    ],
)
def test_a_write_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    """A disk that fails half-way gives one message, no file and no rest."""

    def fail(handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(WriteError, match=words) as caught:
        write_new(tmp_path / "pins.kt", DATA)
    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_short_write_leaves_nothing(tmp_path: Path) -> None:
    """A real write that the system cuts short (a file size limit) leaves no file."""
    script = (
        "import resource, sys; from pathlib import Path; from inspector.files import WriteError, write_new\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: write_new(Path(sys.argv[1]), bytes(100_000))\n"
        "except WriteError as error: print(error.reason)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "pins.kt"], capture_output=True, text=True, check=True
    )
    assert "cannot be written: file too large." in run.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_vanished_folder_is_named_as_the_cause(tmp_path: Path) -> None:
    """A folder that is not there is said to be absent."""
    with pytest.raises(WriteError, match="its folder does not exist"):
        write_new(tmp_path / "gone" / "pins.kt", DATA)


def test_a_file_in_place_of_the_folder_is_named_as_the_cause(tmp_path: Path) -> None:
    """A path through a file is refused."""
    (tmp_path / "plain").write_bytes(b"")
    with pytest.raises(WriteError, match="is no folder"):
        write_new(tmp_path / "plain" / "pins.kt", DATA)


def test_a_folder_without_permission_is_named_as_the_cause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that does not let us write gives a message, also where the tests run as root."""
    folder = tmp_path / "closed"
    folder.mkdir(0o500)
    if os.access(folder, os.W_OK):

        def refuse(*_: object) -> int:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(WriteError, match="does not let you write"):
        write_new(folder / "pins.kt", DATA)


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 300, "bad\x1b]0;title\x07\u202e/pins.kt"])
def test_hostile_names_end_in_one_visible_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A name that cannot be one, or that would act on a terminal, is a visible message."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WriteError) as caught:
        write_new(Path(name), DATA)
    assert caught.value.reason.isprintable()

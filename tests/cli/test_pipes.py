"""Named pipes and process substitutions: read while somebody writes, and given up when the time is over."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.conftest import Cli
from cli.filing import ISSUING, LEAF, ROOT, pem

from inspector.reading import FileError, read_file

KOTLIN = """import okhttp3.*
val p = CertificatePinner.Builder().add("a.test", "sha256/zy2XBnNpgvsmFlbS5xI0TDw4vZSzSkROpPPOl1kc1I8=").build()
"""


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """Return a named pipe that nobody writes into."""
    made = tmp_path / "pipe"
    os.mkfifo(made)
    return made


@pytest.fixture
def held(pipe: Path) -> Iterator[Path]:
    """Return a named pipe into which somebody wrote a beginning, and who never ends."""
    handle = os.open(pipe, os.O_RDWR)
    os.write(handle, b"-----BEGIN")
    yield pipe
    os.close(handle)


@pytest.mark.parametrize("line", [("show",), ("check", "--offline"), ("check", "--offline", "--json")])
def test_a_pipe_without_a_writer_is_given_up(cli: Cli, pipe: Path, line: tuple[str, ...]) -> None:
    """Code 4 within the time that was asked for, and the way that works."""
    begun = time.monotonic()
    told = cli(line[0], pipe, *line[1:], "--timeout", "0.2")
    assert time.monotonic() - begun < 5
    assert told.code == 4
    assert "within 0.2 seconds" in told.err
    assert "standard input" in told.err


def test_a_writer_that_never_ends(cli: Cli, held: Path) -> None:
    """Half of a file is none."""
    told = cli("show", held, "--timeout", "0.2")
    assert told.code == 4
    assert "within 0.2 seconds" in told.err


def test_process_substitution(program: tuple[str, ...], tmp_path: Path, roots: tuple[str, ...]) -> None:
    """A chain and a source, by a writer that is slower than the reader, and by one that ends before it."""
    chain, source = tmp_path / "chain.pem", tmp_path / "Net.kt"
    chain.write_text(pem(LEAF, ISSUING, ROOT))
    source.write_text(KOTLIN)
    for words in (f"show <(sleep 0.3; cat {chain})", f"show <(cat {chain})", f"check <(cat {source}) --offline"):
        line = f"{' '.join(program)} {words} {' '.join(roots)}"
        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60)
        assert "/dev/fd/" in done.stdout, done.stderr
        assert done.returncode in (0, 1)
        assert "fault" not in done.stderr


def test_a_pipe_is_read_to_its_limit(held: Path) -> None:
    """No more is kept than a file may have."""
    with pytest.raises(FileError, match="larger than 0 MiB"):
        read_file(str(held), 5)


def test_a_device_is_no_file(cli: Cli) -> None:
    """Neither of both commands reads one."""
    for line in (("show", "/dev/zero"), ("check", "/dev/zero", "--offline")):
        told = cli(*line)
        assert told.code == 4
        assert "device" in told.err

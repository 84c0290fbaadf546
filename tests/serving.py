"""A server that is OpenSSL's program, on a free port of loopback."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def s_server(folder: Path, *options: str, program: str = "openssl") -> Iterator[int]:
    """Yield the port of `openssl s_server`, which serves leaf.pem with `options` from `folder`."""
    command = [program, "s_server", "-accept", "127.0.0.1:0", "-cert", "leaf.pem", *options, "-www"]
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        try:
            announced = (re.fullmatch(r"ACCEPT .*:(\d+)\n", line) for line in server.stdout)
            yield int(next(match[1] for match in announced if match))
        finally:
            server.kill()

"""A network namespace in which the names of the lab lead to its port 443, so that copied text runs as it is."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from OpenSSL import SSL
from testdata import require_client

from inspector.lab.conversation import GREETING, http_response

_SECONDS = 60
_APART = ("unshare", "--map-root-user", "--net", "--mount")
_CHILD = Path(__file__).with_name("private_network_child.py")


class PrivateNetwork:
    """Runs commands that see nothing but loopback, with these names in their hosts file."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        """Make the namespace; skips the test by name where this system allows none."""
        for tool in ("unshare", "nsenter", "mount"):
            require_client(shutil.which(tool), tool)
        hosts = folder / "hosts"
        hosts.write_text("".join(f"127.0.0.1 {name}\n" for name in ("localhost", *names)))
        ours, theirs = socket.socketpair()
        with theirs:
            self._child = subprocess.Popen(
                [*_APART, sys.executable, str(_CHILD), str(theirs.fileno()), str(hosts)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        with ours:
            ours.settimeout(_SECONDS)
            _, descriptors, *_ = socket.recv_fds(ours, 1, 1)
        if not descriptors:
            _, error = self._child.communicate(timeout=_SECONDS)
            require_client(False, f"network namespace: {error.decode(errors='replace').strip()[-200:]}")
        self.context: SSL.Context | None = None
        """What is sent on port 443 of the namespace's 127.0.0.1; None ends each connection at once."""
        self.asked = 0
        """How many requests came through the handshake; what refuses a pin must send none."""
        self._listener = socket.socket(fileno=descriptors[0])
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def run(self, *command: str, folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Return what came of a command in `folder`; its environment is `environment` and a search path."""
        enter = ["nsenter", f"--target={self._child.pid}", "--user", "--preserve-credentials", "--net", "--mount"]
        return subprocess.run(
            [*enter, f"--wd={folder}", "--", *command],
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
            env={"PATH": os.environ["PATH"], "HOME": str(folder), **environment},
        )

    def _serve(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            with sock:
                if self.context is not None:
                    self._answer(SSL.Connection(self.context, sock))

    def _answer(self, connection: SSL.Connection) -> None:
        connection.set_accept_state()
        try:
            connection.do_handshake()
            if connection.recv(16_384):
                self.asked += 1
                connection.sendall(http_response(GREETING))
                connection.shutdown()
        except SSL.Error:
            return

    def __enter__(self) -> "PrivateNetwork":
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End server and namespace."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()
        self._child.communicate(timeout=_SECONDS)

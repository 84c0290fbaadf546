"""Other programs' TLS clients, to look at lab servers with: Python's ssl and openssl."""

import shutil
import socket
import ssl
import subprocess
import tempfile
from pathlib import Path

from testdata import require_client

from inspector.lab.running import Running

PATIENCE = 20.0


def connect(running: Running, context: ssl.SSLContext, name: str | None, address: str = "127.0.0.1") -> list[bytes]:
    """Return what the server sent, with Python's ssl; raises what that raises."""
    with (
        socket.create_connection((address, running.port), timeout=PATIENCE) as sock,
        context.wrap_socket(sock, server_hostname=name) as tls,
    ):
        leaf = tls.getpeercert(binary_form=True)
        return [leaf] if leaf else []


def checking(running: Running) -> ssl.SSLContext:
    """Return a client's context that trusts the scenario's roots and checks everything."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=running.ca_pem)
    return context


def careless() -> ssl.SSLContext:
    """Return a client's context that checks nothing."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def greet(running: Running) -> bytes:
    """Return the answer to an HTTP request, over a connection that checks everything."""
    with (
        socket.create_connection(("127.0.0.1", running.port), timeout=PATIENCE) as sock,
        checking(running).wrap_socket(sock, server_hostname=running.host) as tls,
    ):
        tls.sendall(f"GET / HTTP/1.1\r\nHost: {running.host}\r\n\r\n".encode())
        answer = b""
        while data := tls.recv(4096):
            answer += data
        return answer


def s_client(running: Running, *options: str) -> str:
    """Return what `openssl s_client` prints about the scenario, trusting its roots."""
    program = shutil.which("openssl")
    require_client(program, "openssl")
    with tempfile.TemporaryDirectory() as folder:
        roots = Path(folder) / "ca.pem"
        roots.write_text(running.ca_pem, encoding="ascii")
        command = [str(program), "s_client", "-connect", running.connect_to, "-CAfile", str(roots), *options]
        named = command if "-noservername" in options else [*command, "-servername", running.host]
        done = subprocess.run(named, input="", capture_output=True, text=True, check=False, timeout=PATIENCE)
    return done.stdout + done.stderr


def program(name: str) -> str:
    """Return the path of another program; the test is skipped by name where it is absent."""
    found = shutil.which(name)
    require_client(found, name)
    return str(found)

"""Keys that some programs write anew before they hash them: curl, wget and OpenSSL's DANE verifier do not."""

import shlex
import shutil
import socket
import ssl
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from net.opponents import Opponent
from testdata import require_client

from inspector.chain.certificate import parse_certificate
from inspector.chain.path import Layer, Origin, Role
from inspector.clients.registry import clients
from inspector.pinning.draft import choose
from inspector.pinning.pin_set import PinSet
from inspector.pinning.service import Service

HOST = "odd.bank.test"
KINDS = {
    "pss": ("genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"),
    "compressed": ("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
}
MISMATCH = {"curl": 90, "wget": 5}


def issued(folder: Path, kind: str) -> Layer:
    """Return the layer of a self-signed certificate whose key openssl wrote oddly; both are files in `folder`."""
    openssl = shutil.which("openssl")
    require_client(openssl, "openssl")
    key, certificate = folder / "key.pem", folder / "leaf.pem"
    made = subprocess.run([str(openssl), *KINDS[kind], "-out", str(key)], check=False, capture_output=True, timeout=60)
    assert made.returncode == 0, made.stderr
    if kind == "compressed":
        squeezed = [str(openssl), "ec", "-in", str(key), "-conv_form", "compressed", "-out", str(key)]
        subprocess.run(squeezed, check=True, capture_output=True, timeout=60)
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-days", "30"]
    command = [str(openssl), "req", "-x509", "-new", "-key", str(key), *names, "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return Layer(parse_certificate(ssl.PEM_cert_to_DER_cert(certificate.read_text())), Role.LEAF, Origin.SERVED)


def server(folder: Path) -> Opponent:
    """Return a server with that certificate that answers one request."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "leaf.pem", folder / "key.pem")

    def answer(sock: socket.socket, _: threading.Event) -> None:
        with context.wrap_socket(sock, server_side=True) as secure:
            secure.recv(4096)
            secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    return Opponent(answer)


def odd_set(layer: Layer, port: int) -> PinSet:
    """Return the set of the odd key alone."""
    return PinSet(HOST, False, (choose(layer),), (), None, datetime.now(UTC), service=Service(port))


@pytest.mark.parametrize(("client", "kind"), [("curl", "pss"), ("curl", "compressed"), ("wget", "pss")])
def test_the_bytes_of_the_certificate_are_hashed(tmp_path: Path, client: str, kind: str) -> None:
    """What is written connects; with the pin of the key written anew it ends as with any wrong pin."""
    program = shutil.which(client)
    require_client(program, client)
    layer = issued(tmp_path, kind)
    other = layer.certificate.key.reencoded_pin
    assert other is not None
    roots = str(tmp_path / "leaf.pem")
    for pin, code in ((layer.pin, 0), (other, MISMATCH[client])):
        with server(tmp_path) as opponent:
            text = clients()[client].write(odd_set(layer, opponent.port)).text.replace(layer.pin.base64, pin.base64)
            (line,) = [line for line in text.splitlines() if not line.startswith("#")]
            words = [str(program), *shlex.split(line)[1:], "--output" if client == "curl" else "-O", "/dev/null"]
            if client == "curl":
                words += ["--silent", "--cacert", roots, "--resolve", f"{HOST}:{opponent.port}:127.0.0.1"]
            else:
                words = [word.replace(HOST, "127.0.0.1") for word in words]
                words += ["--quiet", "--no-check-certificate", "--tries=1"]
            assert subprocess.run(words, check=False, timeout=30).returncode == code


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_an_odd_key_verifies(tmp_path: Path, kind: str) -> None:
    """OpenSSL's DANE verifier takes what is written, and nothing where the key is hashed anew."""
    layer = issued(tmp_path, kind)
    other = layer.certificate.key.reencoded_pin
    assert other is not None
    (record,) = [
        line.partition(" TLSA ")[2]
        for line in clients()["tlsa"].write(odd_set(layer, 443)).text.splitlines()
        if not line.startswith(";")
    ]
    for text, code in ((record, b"0 (ok)"), (record.replace(layer.pin.hex, other.hex), b"65 (no matching")):
        with server(tmp_path) as opponent:
            verifier = [
                "openssl", "s_client", "-no-CAfile", "-no-CApath", "-no-CAstore", "-verify_return_error",
                "-connect", f"127.0.0.1:{opponent.port}", "-dane_tlsa_domain", HOST, "-dane_tlsa_rrdata", text,
            ]  # fmt: skip
            done = subprocess.run(verifier, check=False, timeout=30, capture_output=True, input=b"\n")
        assert b"Verify return code: " + code in done.stdout

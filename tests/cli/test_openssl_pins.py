"""The pins of a chain that `openssl s_server` serves are those of the shell pipeline that people use."""

import base64
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli.conftest import Cli
from serving import s_server

KEYS = {
    "RSA": ("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"),
    "P-256": ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
    "P-384": ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"),
    "Ed25519": ("-algorithm", "ED25519"),
    "RSASSA-PSS": ("-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"),
    "compressed point": ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
}
LEAF = "basicConstraints=critical,CA:false\nsubjectAltName=DNS:pins.test\nextendedKeyUsage=serverAuth\n"
CA = "basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\nsubjectKeyIdentifier=hash\n"
LINK = "authorityKeyIdentifier=keyid\n"


class Shell:
    """OpenSSL's program in a folder."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder

    def __call__(self, *argv: str, stdin: bytes = b"") -> bytes:
        """Return what `openssl argv` prints."""
        command = [self._program, *argv]
        return subprocess.run(command, input=stdin, cwd=self._folder, check=True, capture_output=True).stdout

    def make_key(self, name: str, kind: str) -> None:
        """Write `name`.key."""
        self("genpkey", *KEYS[kind], "-out", f"{name}.key")
        if kind == "compressed point":
            self("ec", "-in", f"{name}.key", "-conv_form", "compressed", "-out", f"{name}.key")

    def issue(self, name: str, issuer: str, kind: str, extensions: str) -> None:
        """Write `name`.key and `name`.pem, signed by `issuer`."""
        self.make_key(name, kind)
        (self._folder / f"{name}.ext").write_text(extensions)
        request = self("req", "-new", "-key", f"{name}.key", "-subj", f"/CN={name}")
        signer = ("-signkey", f"{name}.key") if issuer == name else ("-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key")
        serial = () if issuer == name else ("-CAcreateserial",)
        options = ("-days", "30", "-extfile", f"{name}.ext", "-out", f"{name}.pem")
        self("x509", "-req", *signer, *serial, *options, stdin=request)

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Yield `host:port` of a server that sends leaf and intermediate."""
        options = ("-key", "leaf.key", "-cert_chain", "issuer.pem")
        with s_server(self._folder, *options, program=self._program) as port:
            yield f"127.0.0.1:{port}"

    def pipeline(self, place: str) -> list[str]:
        """Return the pins of the certificates that the server sends, each by `x509 | pkey | dgst | base64`."""
        sent = self("s_client", "-connect", place, "-servername", "pins.test", "-showcerts")
        pems = re.findall(rb"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", sent, re.DOTALL)
        return [self.pin(pem) for pem in pems]

    def public_key(self, pem: bytes) -> bytes:
        """Return the DER public key of one certificate."""
        return self("pkey", "-pubin", "-outform", "der", stdin=self("x509", "-noout", "-pubkey", stdin=pem))

    def pin(self, pem: bytes) -> str:
        """Return the pin of one certificate."""
        return "sha256/" + base64.b64encode(self("dgst", "-sha256", "-binary", stdin=self.public_key(pem))).decode()


@pytest.mark.parametrize("kind", KEYS)
def test_served_pins_equal_those_of_the_pipeline(cli: Cli, openssl: str, tmp_path: Path, kind: str) -> None:
    """Leaf and intermediate, both with this kind of key, and the root from the file that is trusted."""
    shell = Shell(openssl, tmp_path)
    shell.issue("root", "root", "RSA", CA)
    shell.issue("issuer", "root", kind, CA + LINK)
    shell.issue("leaf", "issuer", kind, LEAF + LINK)
    with shell.serve() as place:
        outcome = cli("show", "--json", "pins.test", "--connect-to", place, "--roots", tmp_path / "root.pem")
        expected = shell.pipeline(place)
    found = json.loads(outcome.out)
    assert len(expected) == 2
    assert [item["pin"] for item in found["served"]] == expected
    assert found["path"] is not None
    assert [item["pin"] for item in found["path"]] == [*expected, shell.pin((tmp_path / "root.pem").read_bytes())]


def test_a_compressed_point_stays_compressed(openssl: str, tmp_path: Path) -> None:
    """The key of the case of that name has 33 bytes for its point: its SubjectPublicKeyInfo is 32 bytes shorter."""
    shell = Shell(openssl, tmp_path)
    sizes = []
    for kind in ("P-256", "compressed point"):
        shell.issue("root", "root", kind, CA)
        sizes.append(len(shell.public_key((tmp_path / "root.pem").read_bytes())))
    assert sizes == [91, 59]

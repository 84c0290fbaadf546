"""Private keys in files that are opened or checked: no part of one is in any output, report or memory."""

import base64
from pathlib import Path

import pytest
from cli.conftest import Cli
from cli.filing import LEAF, ROOT, pem
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from inspector.cli.exit_code import ExitCode

KEYS: dict[str, tuple[ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, PrivateFormat]] = {
    "pkcs8": (ec.generate_private_key(ec.SECP256R1()), PrivateFormat.PKCS8),
    "traditional": (ec.generate_private_key(ec.SECP384R1()), PrivateFormat.TraditionalOpenSSL),
    "rsa": (rsa.generate_private_key(65_537, 2048), PrivateFormat.TraditionalOpenSSL),
}
LENGTH = 16
"""Characters of a secret number that must not be told together."""


def key_pem(name: str) -> str:
    """Return the key as PEM."""
    key, form = KEYS[name]
    return key.private_bytes(Encoding.PEM, form, NoEncryption()).decode()


def body(name: str) -> str:
    """Return the base64 of the key on one line."""
    return "".join(line for line in key_pem(name).splitlines() if "-----" not in line)


def secrets(name: str) -> set[str]:
    """Return every run of the secret numbers of the key: of its base64 as it stands in the file, and in hexadecimal."""
    text, numbers = body(name), KEYS[name][0].private_numbers()
    der = base64.b64decode(text)
    runs = set()
    for secret in (
        (numbers.d, numbers.p, numbers.q) if isinstance(numbers, rsa.RSAPrivateNumbers) else (numbers.private_value,)
    ):
        octets = secret.to_bytes((secret.bit_length() + 7) // 8, "big")
        begin = -(-der.index(octets) * 8 // 6)
        end = (der.index(octets) + len(octets)) * 8 // 6
        runs |= {text[place : place + LENGTH] for place in range(begin, end - LENGTH)}
        runs.add(octets.hex()[:LENGTH])
    return runs


def tells(name: str, text: str) -> list[str]:
    """Return the runs of the key that stand in the text."""
    plain = text.replace("\n", "").replace(" ", "")
    return [run for run in secrets(name) if run in plain]


def sources(name: str) -> dict[str, str]:
    """Return texts that people have their keys in, by mistake where a pin should stand or beside one."""
    whole, line = key_pem(name), body(name)
    escaped = whole.replace("\n", "\\n")
    return {
        "A.kt": f'import okhttp3.CertificatePinner\nval k = """{whole}"""\nval p = CertificatePinner.Builder()'
        f'.add("a.test", "sha256/{line}").add("b.test", "{escaped}").build()\n',
        "A.java": f"import okhttp3.CertificatePinner; class A {{ Object p = new CertificatePinner.Builder()"
        f'.add("a.test", "sha256/{line}").add("{escaped}", "{line}"); }}',
        "res/xml/network_security_config.xml": "<network-security-config><domain-config><domain>a.test</domain>"
        f'<pin-set><pin digest="SHA-256">{whole}</pin><pin digest="{line}">{line}</pin></pin-set></domain-config>'
        "</network-security-config>",
        "Info.plist": '<plist version="1.0"><dict><key>NSAppTransportSecurity</key><dict><key>NSPinnedDomains</key>'
        "<dict><key>a.test</key><dict><key>NSPinnedLeafIdentities</key><array><dict><key>SPKI-SHA256-BASE64</key>"
        f"<string>{whole}</string></dict></array></dict></dict></dict></dict></plist>",
        "a.swift": f'let c = [kTSKPinnedDomains: ["a.test": [kTSKPublicKeyHashes: ["{line}", "{escaped}"]]]]',
        "a.ts": f"initializeSslPinning({{'a.test': {{publicKeyHashes: ['{line}', '{escaped}']}}}})",
        "a.sh": f"curl --pinnedpubkey 'sha256//{line}' --key '{whole}' https://a.test/\n"
        f"curl --pinnedpubkey '{line}' https://b.test/\n",
        "example.zone": f"_443._tcp.a.test. IN TLSA 3 1 1 {line}\n",
        "failure.txt": f"Certificate pinning failure!\n  Peer certificate chain:\n    sha256/{line}: CN=a\n{whole}"
        f"  Pinned certificates for a.test:\n    sha256/{line}\n",
        "key.pem": whole,
    }


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("file", sources("pkcs8"))
def test_a_check_tells_nothing_of_a_key(cli: Cli, tmp_path: Path, name: str, file: str) -> None:
    """Text, JSON, SARIF and JUnit, of a key in place of a pin and beside one."""
    path = tmp_path / "app" / file
    path.parent.mkdir(parents=True)
    path.write_text(sources(name)[file])
    for given in (path, tmp_path / "app"):
        reports = (tmp_path / "r.xml", tmp_path / "r.sarif")
        plain = cli("check", given, "--offline")
        full = cli("check", given, "--offline", "--json", "--junit", reports[0], "--sarif", reports[1])
        told = "".join((plain.out, plain.err, full.out, full.err, *(report.read_text() for report in reports)))
        assert tells(name, told) == []
        assert "a fault of" not in told


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("order", [0, 1, 2], ids=["before", "behind", "alone"])
def test_an_opened_file_tells_nothing_of_a_key(cli: Cli, tmp_path: Path, name: str, order: int) -> None:
    """Whatever `show` and `pin` print of a bundle with a key, or of the key alone."""
    file, roots = tmp_path / "chain.pem", tmp_path / "roots.pem"
    parts = ((key_pem(name), pem(LEAF, ROOT)), (pem(LEAF, ROOT), key_pem(name)), (key_pem(name),))[order]
    file.write_text("".join(parts))
    roots.write_text(pem(ROOT))
    told = ""
    for how in ((), ("--json",), ("--pem",), ("--details",)):
        shown = cli("show", file, "--roots", roots, *how)
        told += shown.out + shown.err
        assert shown.code != ExitCode.FAULT
    for command in (("pin", file, "--for", "nsc"), ("pin", file, "--for", "nsc", "--backup", file)):
        pinned = cli(*command, "--accept-private-anchor", "--roots", roots)
        told += pinned.out + pinned.err
    assert tells(name, told) == []
    assert "PRIVATE KEY" not in told.replace("-----BEGIN PUBLIC KEY", "")

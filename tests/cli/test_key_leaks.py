"""Private keys in files that are opened or checked: no part of one is in any output, report or memory."""

from pathlib import Path

import pytest
from cli.conftest import Cli
from cli.filing import LEAF, ROOT, pem
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import PrivateFormat
from planted import Key, body_of, pem_of, runs_of_key, told_in

from inspector.cli.exit_code import ExitCode

KEYS: dict[str, tuple[Key, PrivateFormat]] = {
    "pkcs8": (ec.generate_private_key(ec.SECP256R1()), PrivateFormat.PKCS8),
    "traditional": (ec.generate_private_key(ec.SECP384R1()), PrivateFormat.TraditionalOpenSSL),
    "rsa": (rsa.generate_private_key(65_537, 2048), PrivateFormat.TraditionalOpenSSL),
}
RUNS = {name: runs_of_key(*given) for name, given in KEYS.items()}


def key_pem(name: str) -> str:
    """Return the key as PEM."""
    return pem_of(*KEYS[name])


def body(name: str) -> str:
    """Return the base64 of the key on one line."""
    return body_of(key_pem(name))


def tells(name: str, text: str) -> list[str]:
    """Return the runs of the key that stand in the text."""
    return told_in(text, RUNS[name])


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

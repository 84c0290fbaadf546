"""The same certificates read by openssl and by cryptography: what they print is what is shown."""

import json
from pathlib import Path
from typing import Any

import pytest
from chain import corpora
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from inspector.chain.certificate import parse_certificate
from inspector.chain.container import read_certificates
from inspector.chain.name import NameKind

DATA = Path(__file__).parent.parent / "data"
BY_OPENSSL: list[dict[str, Any]] = json.loads((DATA / "cert_openssl.json").read_text())["certificates"]


@pytest.mark.parametrize("entry", BY_OPENSSL, ids=lambda entry: str(entry["name"]))
def test_pins_equal_those_of_the_openssl_pipeline(entry: dict[str, Any]) -> None:
    """The pin is what `openssl x509 -pubkey | pkey | dgst` computes, for every kind of key."""
    (der,) = read_certificates(entry["pem"].encode())
    assert parse_certificate(der).pin.base64 == entry["pin"]


@pytest.mark.parametrize("entry", BY_OPENSSL, ids=lambda entry: str(entry["name"]))
def test_fields_equal_those_of_openssl(entry: dict[str, Any]) -> None:
    """Serial, subject, dates, names and fingerprint are what openssl prints."""
    (der,) = read_certificates(entry["pem"].encode())
    parsed = parse_certificate(der)
    prefixes = {"DNS": "DNS", "IP": "IP Address", "email": "email", "URI": "URI"}
    assert int(parsed.serial, 16) == int(entry["serial"], 16)
    assert f"{parsed.not_before:%Y-%m-%d %H:%M:%SZ}" == entry["not_before"]
    assert f"{parsed.not_after:%Y-%m-%d %H:%M:%SZ}" == entry["not_after"]
    assert parsed.fingerprint == entry["fingerprint"]
    assert f"CN={parsed.subject.value('CN')}" == entry["subject"].split(",")[0]
    ours = [f"{prefixes[name.kind]}:{name.text}" for name in parsed.names]
    assert ours == [name.replace("2001:DB8:0:0:0:0:0:7", "2001:db8::7") for name in entry["names"]]


@pytest.mark.filterwarnings("ignore")
def test_fields_equal_those_of_cryptography() -> None:
    """On every certificate that cryptography reads and we call sound, all fields are the same."""
    compared = 0
    for sample in [*corpora.listed("badssl"), *corpora.listed("zlint"), *corpora.limbo(), *corpora.bettertls()]:
        parsed = parse_certificate(sample.der)
        is_sound = not parsed.problems and not parsed.subject.omitted and not parsed.issuer.omitted
        oracle = _loaded(sample.der) if is_sound else None
        if oracle is None:
            continue
        compared += 1
        octets = bytes.fromhex(parsed.serial)
        ours = (
            (parsed.not_before, parsed.not_after, int.from_bytes(octets, "big", signed=True)),
            [value for _, value in parsed.subject.attributes],
            [value for _, value in parsed.issuer.attributes],
            [(item.oid, item.critical) for item in parsed.extensions],
            [item.text for item in parsed.names if item.kind not in (NameKind.DIRECTORY, NameKind.OTHER)],
            (parsed.is_ca, parsed.path_length, len(parsed.extended_usages)),
            (parsed.key.bits, parsed.key.curve) if parsed.key.type.startswith(("RSA", "EC")) else None,
        )
        theirs = (
            (oracle.not_valid_before_utc, oracle.not_valid_after_utc, oracle.serial_number),
            [item.value for item in oracle.subject],
            [item.value for item in oracle.issuer],
            [(item.oid.dotted_string, item.critical) for item in oracle.extensions],
            _names(oracle.extensions),
            (*_constraints(oracle.extensions), _extended_usages(oracle.extensions)),
            _size(oracle),
        )
        assert ours == theirs, sample.name
    assert compared > 1_000


def _loaded(der: bytes) -> x509.Certificate | None:
    try:
        found = x509.load_der_x509_certificate(der)
        return found if found.extensions is not None and found.public_key() else None
    except (ValueError, x509.InvalidVersion, x509.UnsupportedGeneralNameType, UnsupportedAlgorithm):
        return None


def _names(extensions: x509.Extensions) -> list[str]:
    try:
        found = extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    kinds = (x509.DNSName, x509.IPAddress, x509.RFC822Name, x509.UniformResourceIdentifier)
    return [str(item.value) for item in found if isinstance(item, kinds)]


def _constraints(extensions: x509.Extensions) -> tuple[bool, int | None]:
    try:
        found = extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        return False, None
    return found.ca, found.path_length


def _extended_usages(extensions: x509.Extensions) -> int:
    try:
        return len(list(extensions.get_extension_for_class(x509.ExtendedKeyUsage).value))
    except x509.ExtensionNotFound:
        return 0


def _size(oracle: x509.Certificate) -> tuple[int, str | None] | None:
    key = oracle.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size, None
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.curve.key_size, key.curve.name.replace("secp", "P-").replace("r1", "")
    return None


def test_public_roots_have_no_problems() -> None:
    """No root of Mozilla's bundle is called odd, and all are authorities or of version 1."""
    import certifi

    roots = [parse_certificate(der) for der in read_certificates(Path(certifi.where()).read_bytes())]
    assert len(roots) > 100
    assert {root.subject.readable: root.problems for root in roots if root.problems} == {}
    assert all(root.is_ca or root.version == 1 for root in roots)
    assert all(root.is_self_issued for root in roots)

"""PKCS #12: containers of OpenSSL, of Java's keytool and of cryptography, and hostile ones."""

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from chain.building import certificate, dns_names
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.chain.ber import MAX_DEPTH, definite
from inspector.chain.container import LockedContainer, NoCertificate, read_contents
from inspector.chain.der import DerError, cut_certificate, encode
from inspector.chain.pkcs12.derivation import MAX_ROUNDS
from inspector.chain.pkcs12.rc2 import decrypt

CASES: dict[str, Any] = json.loads((Path(__file__).parent.parent / "data" / "pkcs12.json").read_text())
CONTAINERS = {name: case for name, case in CASES.items() if isinstance(case, dict)}
LOCKED = [name for name, case in CONTAINERS.items() if case["certificates"] and case["password"] and "read" not in name]
OPENED = [name for name in LOCKED if "RC4" not in name]
ONE = certificate(dns_names("one.example"))


def data(name: str) -> bytes:
    """Return the bytes of a container."""
    return base64.b64decode(CONTAINERS[name]["base64"])


def pins(certificates: tuple[bytes, ...]) -> list[str]:
    """Return the pins of certificates, in base64."""
    return [base64.b64encode(hashlib.sha256(cut_certificate(der).spki).digest()).decode() for der in certificates]


def expected(name: str) -> list[str]:
    """Return the pins that openssl computed."""
    return [CASES[f"pin of {label}"] for label in CONTAINERS[name]["certificates"].split()]


@pytest.mark.parametrize("name", OPENED)
def test_the_password_opens_it(name: str) -> None:
    """All certificates come out in their order, and the pins are those of the openssl pipeline."""
    found = read_contents(data(name), CONTAINERS[name]["password"])
    assert pins(found.certificates) == expected(name)
    assert found.broken == ()


@pytest.mark.parametrize("name", LOCKED)
@pytest.mark.parametrize("password", [None, "", "wrong", "caf\u00e9", "\0", "x" * 5_000])
def test_another_password_does_not(name: str, password: str | None) -> None:
    """The error says whether one was given."""
    with pytest.raises(LockedContainer) as caught:
        read_contents(data(name), password)
    assert caught.value.wrong is bool(password)


def test_private_keys_stay_locked() -> None:
    """They are named, and never opened."""
    found = read_contents(data("openssl"), CONTAINERS["openssl"]["password"])
    assert found.skipped == ("it holds a private key, which was left locked",)


@pytest.mark.parametrize("name", ["openssl-readable", "openssl-empty-password"])
def test_what_needs_no_password_is_read_without(name: str) -> None:
    """Certificates that are not locked, or with an empty password, are read whatever is given."""
    for password in (None, "", "anything"):
        assert pins(read_contents(data(name), password).certificates) == expected(name)


def test_a_container_of_keys_alone() -> None:
    """It is named as what it is."""
    with pytest.raises(NoCertificate, match="PKCS #12 container without certificates"):
        read_contents(data("openssl-nocerts"), None)


def test_a_cipher_that_is_not_known_is_named() -> None:
    """The right password of a container under RC4 leads to a clause and a way out."""
    with pytest.raises(NoCertificate, match="locked in a way that is not known here") as caught:
        read_contents(data("openssl-PBE-SHA1-RC4-128"), CONTAINERS["openssl-PBE-SHA1-RC4-128"]["password"])
    assert "openssl pkcs12" in caught.value.hint


def opened(der: bytes, *, pieces: bool = True) -> bytes:
    """Return a value with the lengths of everything constructed left open, and OCTET STRINGs in pieces."""
    found, at = b"", 0
    while at < len(der):
        tag, size, start = der[at], der[at + 1], at + 2
        if size >= 0x80:
            start += size & 0x7F
            size = int.from_bytes(der[at + 2 : start], "big")
        content = der[start : start + size]
        if tag & 0x20:
            found += bytes((tag, 0x80)) + opened(content, pieces=pieces) + b"\0\0"
        elif tag == 0x04 and pieces and len(content) > 40:
            found += b"\x24\x80" + encode(0x04, content[:20]) + encode(0x04, content[20:]) + b"\0\0"
        else:
            found += der[at : start + size]
        at = start + size
    return found


@pytest.mark.parametrize("name", OPENED)
def test_lengths_may_be_left_open(name: str) -> None:
    """Containers in BER, as Apple's and Mozilla's programs write them, are read like those in DER."""
    found = read_contents(opened(data(name)), CONTAINERS[name]["password"])
    assert pins(found.certificates) == expected(name)


def pfx(content: bytes, mac: bytes = b"") -> bytes:
    """Return a PKCS #12 container around the content of an AuthenticatedSafe."""
    inner = encode(0x30, bytes.fromhex("06092a864886f70d010701") + encode(0xA0, encode(0x04, encode(0x30, content))))
    return encode(0x30, b"\x02\x01\x03" + inner + mac)


def safe(*bags: bytes) -> bytes:
    """Return a part in the clear that holds `bags`."""
    contents = encode(0x30, b"".join(bags))
    return encode(0x30, bytes.fromhex("06092a864886f70d010701") + encode(0xA0, encode(0x04, contents)))


def bag(number: int, value: bytes) -> bytes:
    """Return a bag of the kind `number` (RFC 7292, section 4.2)."""
    return encode(0x30, bytes.fromhex("060b2a864886f70d010c0a01") + bytes((number,)) + encode(0xA0, value))


def certificate_bag(der: bytes) -> bytes:
    """Return a bag with a certificate."""
    kind = bytes.fromhex("060a2a864886f70d01091601")
    return bag(3, encode(0x30, kind + encode(0xA0, encode(0x04, der))))


def locked(algorithm: bytes, text: bytes) -> bytes:
    """Return a part under a cipher."""
    info = bytes.fromhex("06092a864886f70d010701") + encode(0x30, algorithm) + encode(0x80, text)
    content = encode(0x30, b"\x02\x01\x00" + encode(0x30, info))
    return encode(0x30, bytes.fromhex("06092a864886f70d010706") + encode(0xA0, content))


def number(value: int) -> bytes:
    """Return an INTEGER."""
    return encode(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def pbkdf2(rounds: int, prf: str = "06082a864886f70d0209", size: int | None = None) -> bytes:
    """Return the AlgorithmIdentifier of PBKDF2 over the salt `salt`."""
    parameters = encode(0x04, b"salt") + number(rounds) + (number(size) if size else b"")
    parameters += encode(0x30, bytes.fromhex(prf) + b"\x05\x00")
    return encode(0x30, bytes.fromhex("06092a864886f70d01050c") + encode(0x30, parameters))


def pbes2(rounds: int, iv: bytes = bytes(16)) -> bytes:
    """Return the content of the AlgorithmIdentifier for AES-256 under PBKDF2 with SHA-256."""
    cipher = encode(0x30, bytes.fromhex("060960864801650304012a") + encode(0x04, iv))
    return bytes.fromhex("06092a864886f70d01050d") + encode(0x30, pbkdf2(rounds) + cipher)


def test_odd_certificates_are_kept() -> None:
    """A certificate that libraries refuse is read, and what is none is named by its number."""
    odd = certificate(dns_names("odd.example"), validity=b"\x04\x00\x04\x00")
    made = pfx(safe(certificate_bag(odd), certificate_bag(b"\x30\x03\x02\x01\x01"), bag(4, b"\x05\x00")))
    found = read_contents(made)
    assert found.certificates == (odd,)
    assert found.broken == ("its certificate 2 cannot be read",)
    assert found.skipped == ("it holds a revocation list",)


def test_bags_in_bags() -> None:
    """They are looked into, to a depth that nobody needs."""
    inner = certificate_bag(ONE)
    for _ in range(3):
        inner = bag(6, encode(0x30, inner))
    assert read_contents(pfx(safe(inner))).certificates == (ONE,)
    for _ in range(3):
        inner = bag(6, encode(0x30, inner))
    with pytest.raises(NoCertificate, match="nested too deep"):
        read_contents(pfx(safe(inner)))


@pytest.mark.parametrize("rounds", [MAX_ROUNDS + 1, 1 << 31, 1 << 5_000])
def test_a_password_is_not_hashed_for_hours(rounds: int) -> None:
    """Absurd counts are refused before they are begun, in the check and in the cipher."""
    digest = encode(0x30, bytes.fromhex("0609608648016503040201")) + encode(0x04, bytes(32))
    check = encode(0x30, encode(0x30, digest) + encode(0x04, b"salt") + number(rounds))
    for made in (pfx(locked(pbes2(rounds), bytes(32))), pfx(locked(pbes2(1), bytes(32)), check)):
        with pytest.raises(NoCertificate, match="hashed more than 5,000,000 times"):
            read_contents(made, "x")


def under_aes(password: bytes, rounds: int, clear: bytes) -> bytes:
    """Return a part with `clear` under AES-256."""
    key = hashlib.pbkdf2_hmac("sha256", password, b"salt", rounds, 32)
    fill = 16 - len(clear) % 16
    writer = Cipher(algorithms.AES(key), modes.CBC(bytes(16))).encryptor()
    return locked(pbes2(rounds), writer.update(clear + bytes((fill,)) * fill) + writer.finalize())


def test_counts_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many parts may not ask for the limit each."""
    part = under_aes(b"", 300, encode(0x30, certificate_bag(ONE)))
    monkeypatch.setattr("inspector.chain.pkcs12.derivation.MAX_ROUNDS", 1_000)
    assert read_contents(pfx(part * 3)).certificates == (ONE,) * 3
    with pytest.raises(NoCertificate, match="hashed more than 1,000 times"):
        read_contents(pfx(part * 4))


def test_the_check_of_rfc_9579() -> None:
    """PBMAC1, as newer programs make it, with values computed here by hashlib."""
    part = under_aes(b"secret", 1_000, encode(0x30, certificate_bag(ONE)))
    mac_key = hashlib.pbkdf2_hmac("sha512", b"secret", b"salt", 500, 64)
    digest = hmac.digest(mac_key, encode(0x30, part), "sha256")
    derivation = pbkdf2(500, "06082a864886f70d020b", 64)
    scheme = encode(0x30, bytes.fromhex("06082a864886f70d0209"))
    algorithm = bytes.fromhex("06092a864886f70d01050e") + encode(0x30, derivation + scheme)
    check = encode(0x30, encode(0x30, encode(0x30, algorithm) + encode(0x04, digest)) + encode(0x04, b"") + number(1))
    assert read_contents(pfx(part, check), "secret").certificates == (ONE,)
    with pytest.raises(LockedContainer):
        read_contents(pfx(part, check), "Secret")


@settings(deadline=None)
@given(st.integers(0, 1_800), st.binary(min_size=1, max_size=3), st.sampled_from(OPENED))
def test_broken_containers_are_named(at: int, octets: bytes, name: str) -> None:
    """Whatever is written over any place, the outcome is certificates or one clause."""
    made = data(name)
    at %= len(made)
    try:
        read_contents(made[:at] + octets + made[at + len(octets) :], CONTAINERS[name]["password"])
    except NoCertificate as error:
        assert error.reason.isprintable()  # noqa: PT017


@pytest.mark.parametrize("length", [5, 8, 16])
def test_rc2_is_that_of_the_rfc(length: int) -> None:
    """A vector of RFC 2268, section 5, and one of openssl for the length of exports in former times."""
    vectors = {
        5: ("0102030405", "e7e709aed038a095", "636c656172747874"),
        8: ("ffffffffffffffff", "278b27e42e2f0d49", "ffffffffffffffff"),
        16: ("88bca90e90875a7f0f79c384627bafb2", "2269552ab0f85ca6", "0000000000000000"),
    }
    key, text, clear = map(bytes.fromhex, vectors[length])
    assert len(key) == length
    assert decrypt(key, bytes(8), text) == clear


def test_definite_values_stay_as_they_are() -> None:
    """A certificate comes back byte for byte, also with a length that is not in its shortest form."""
    odd = b"\x30\x81\x03\x02\x01\x01"
    assert definite(ONE) == ONE
    assert definite(odd) == odd
    assert definite(b"\x30\x80" + odd + b"\0\0") == encode(0x30, odd)
    assert definite(b"\x24\x80\x04\x01a\x04\x01b\0\0") == b"\x04\x02ab"


@pytest.mark.parametrize(
    "data",
    [b"", b"\x30", b"\x30\x80", b"\x04\x80\x00\x00", b"\x30\x80\x02\x01", b"\x24\x80\x02\x01\x01\0\0", b"\x3f\x80\0\0"],
)
def test_broken_open_lengths(data: bytes) -> None:
    """What cannot be closed is an error."""
    with pytest.raises(DerError):
        definite(data)


def test_depth_and_number_are_bounded() -> None:
    """Endless nesting ends with an error, and so do millions of empty values."""
    with pytest.raises(DerError):
        definite(b"\x30\x80" * (MAX_DEPTH + 5) + b"\0\0" * (MAX_DEPTH + 5))
    with pytest.raises(DerError):
        definite(b"\x30\x80" + b"\x05\x00" * 300_000 + b"\0\0")

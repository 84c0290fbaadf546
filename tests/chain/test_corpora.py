"""Every certificate of every corpus is read or refused, and its pin is the one that others computed."""

import random
import warnings
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from chain import corpora
from chain.calm import faults
from chain.corpora import Sample

from inspector.chain.certificate import Certificate, NotACertificate, parse_certificate

FLIPS = 2_000
ALL: dict[str, Callable[[], Iterator[Sample]]] = {
    "hostile": corpora.hostile,
    "openssl-fuzz-x509": corpora.fuzzed,
    "x509-limbo": corpora.limbo,
    "bettertls-pathbuilding": corpora.bettertls,
    **{folder: partial(corpora.listed, folder) for folder in corpora.FOLDERS},
}


def parse(der: bytes) -> Certificate | None:
    """Return the certificate, or None where the bytes are none."""
    try:
        return parse_certificate(der)
    except NotACertificate:
        return None


@pytest.mark.parametrize("corpus", ALL)
def test_every_certificate_is_calm(corpus: str) -> None:
    """Nothing raises but NotACertificate, and everything that is shown is visible and bounded."""
    wrong = {}
    count = 0
    for sample in ALL[corpus]():
        count += 1
        certificate = parse(sample.der)
        if certificate is not None and (found := faults(certificate)):
            wrong[sample.name] = found
    assert count > 0
    assert wrong == {}


@pytest.mark.parametrize("corpus", ["hostile", *corpora.FOLDERS])
def test_every_pin_is_that_of_the_manifest(corpus: str) -> None:
    """The pin equals the one computed elsewhere, and there is a certificate exactly where there is a pin."""
    wrong = {}
    for sample in ALL[corpus]():
        certificate = parse(sample.der)
        pin = None if certificate is None else str(certificate.pin)
        if pin != sample.pin:
            wrong[sample.name] = (pin, sample.pin)
    assert wrong == {}


@pytest.mark.parametrize("corpus", ["hostile", *corpora.FOLDERS])
def test_every_key_that_is_encoded_otherwise_is_flagged(corpus: str) -> None:
    """Where cryptography or the JDK computed another pin, the key says so."""
    wrong = []
    for sample in ALL[corpus]():
        certificate = parse(sample.der)
        java = sample.entry.get("jdk17_getencoded_pin")
        differs = sample.entry.get("reencoded_spki_differs") or (java and java != sample.pin)
        if certificate is not None and differs and certificate.key.reencoded_pin is None:
            wrong.append(sample.name)
    assert wrong == []


@pytest.mark.parametrize("corpus", ["x509-limbo", "bettertls-pathbuilding"])
def test_every_certificate_of_the_path_cases_is_read(corpus: str) -> None:
    """The cases hold certificates only."""
    assert [sample.name for sample in ALL[corpus]() if parse(sample.der) is None] == []


def test_what_openssl_loads_in_der_is_read() -> None:
    """Of the mutated bytes that OpenSSL takes, only those with indefinite lengths are refused."""
    from OpenSSL import crypto

    refused = []
    loaded = 0
    for sample in corpora.fuzzed():
        try:
            crypto.load_certificate(crypto.FILETYPE_ASN1, sample.der)
        except crypto.Error:
            continue
        loaded += 1
        try:
            parse_certificate(sample.der)
        except NotACertificate as error:
            if "indefinite" not in str(error):
                refused.append((sample.name, str(error)))
    assert loaded > 50
    assert refused == []


def test_flipped_bits_never_hurt() -> None:
    """Certificates with one to four bits flipped are read or refused, and stay calm."""
    shuffle = random.Random(20261124)
    samples = [sample for sample in corpora.manifested() if sample.pin and len(sample.der) < 4_000]
    wrong = {}
    kept = 0
    for turn in range(FLIPS):
        sample = shuffle.choice(samples)
        data = bytearray(sample.der)
        for _ in range(shuffle.randint(1, 4)):
            data[shuffle.randrange(len(data))] ^= 1 << shuffle.randrange(8)
        certificate = parse(bytes(data))
        if certificate is not None:
            kept += 1
            if found := faults(certificate):
                wrong[f"{turn}: {sample.name}"] = found
    assert kept > FLIPS // 2
    assert wrong == {}


def test_truncated_certificates_are_refused() -> None:
    """A certificate that lacks its last bytes is none, wherever it was cut."""
    sample = next(corpora.listed("badssl"))
    for size in range(0, len(sample.der), 7):
        with pytest.raises(NotACertificate):
            parse_certificate(sample.der[:size])


def test_nothing_warns() -> None:
    """No certificate makes a library warn."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        for sample in corpora.everything():
            parse(sample.der)
    assert [str(item.message) for item in seen] == []

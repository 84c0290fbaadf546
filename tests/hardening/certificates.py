"""Every certificate of every corpus: read or refused, its pin, its time, and what flipped bits do."""

import random
import time
import warnings

from chain import corpora
from chain.calm import faults

from hardening.measured import Measured
from inspector.chain.certificate import Certificate, NotACertificate, parse_certificate

FLIPS = 10_000
_SECONDS = 60.0
_MANY = 10_000
"""Names from which on a certificate may take twice the time."""


def measure() -> list[Measured]:
    """Return the rows about certificates."""
    tried = unhandled = known = wrong_pins = warned = 0
    slowest, slowest_many = 0.0, 0.0
    for sample in corpora.everything():
        tried += 1
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            began = time.process_time()
            try:
                certificate: Certificate | None = parse_certificate(sample.der)
            except NotACertificate:
                certificate = None
            except Exception:  # noqa: BLE001
                unhandled += 1
                continue
            took = (time.process_time() - began) * 1000
        warned += len(seen)
        if certificate is not None and len(certificate.names) >= _MANY:
            slowest_many = max(slowest_many, took)
        else:
            slowest = max(slowest, took)
        if certificate is not None and faults(certificate):
            unhandled += 1
        if "spki_pin" in sample.entry:
            known += 1
            wrong_pins += (None if certificate is None else str(certificate.pin)) != sample.pin
    return [
        Measured("certificates of the corpora tried", tried, 1_679, least=True),
        Measured("of them unhandled, or shown with anything unsafe", unhandled, 0),
        Measured("warnings of libraries", warned, 0),
        Measured("pins that a manifest states, compared", known, 474, least=True),
        Measured("of them different", wrong_pins, 0),
        Measured("processor time of the slowest certificate", round(slowest), 50, " ms"),
        Measured("the same with 10,000 names and more", round(slowest_many), 100, " ms"),
        *flips(),
    ]


def flips() -> list[Measured]:
    """Return what became of certificates with one to four bits flipped."""
    shuffle = random.Random(20261124)
    samples = [sample for sample in corpora.manifested() if sample.pin and len(sample.der) < 4_000]
    unhandled = 0
    began = time.perf_counter()
    for _ in range(FLIPS):
        data = bytearray(shuffle.choice(samples).der)
        for _ in range(shuffle.randint(1, 4)):
            data[shuffle.randrange(len(data))] ^= 1 << shuffle.randrange(8)
        try:
            unhandled += bool(faults(parse_certificate(bytes(data))))
        except NotACertificate:
            continue
        except Exception:  # noqa: BLE001
            unhandled += 1
    return [
        Measured("certificates with flipped bits unhandled, of 10,000", unhandled, 0),
        Measured("time for them", round(time.perf_counter() - began), _SECONDS, " s"),
    ]

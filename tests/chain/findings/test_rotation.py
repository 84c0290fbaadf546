"""Issuers that change what they issue from: one table for findings and advice."""

import pytest
from chain.findings.looking import Found, found_in
from chain.findings.test_trust_rules import named
from trust.making import Made, chain_of, make, make_leaf

from inspector.chain.finding import Severity
from inspector.chain.issuers import rotation_habit
from inspector.chain.path import Layer, Origin, Role
from inspector.pinning.advice import layer_advice

ROOT = make("Root")
HABITS = (
    ("Let's Encrypt", "R11", "Let's Encrypt picks the intermediate at random"),
    ("Let\u2019s Encrypt", "YE1", "Let's Encrypt picks the intermediate at random"),
    ("Google Trust Services", "WR2", "Google Trust Services changes intermediates"),
    ("Google Trust Services LLC", "GTS CA 1C3", "Google Trust Services changes intermediates"),
    ("Amazon", "Amazon RSA 2048 M01", "Amazon issues from changing intermediates"),
    ("DigiCert Inc", "DigiCert TLS RSA SHA256 2020 CA1", "DigiCert replaces its intermediates"),
)
OTHERS = (("Sectigo Limited", "Sectigo RSA DV"), ("Amazonas Bank", "Issuing CA 1"), ("Bank", "Amazon"))


def below(issuing: Made, *, public: bool = True) -> Found:
    """Return what is noticed of a leaf below an intermediate with this subject and key."""
    upper = make("Top")
    middle = _crossed(issuing, upper)
    return found_in(chain_of(make_leaf(middle), middle), upper, public=public)


def _crossed(issuing: Made, upper: Made) -> Made:
    from datetime import timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import Encoding
    from trust.making import AT

    from inspector.chain.certificate import parse_certificate

    made = (
        x509.CertificateBuilder()
        .subject_name(issuing.subject)
        .issuer_name(upper.subject)
        .public_key(issuing.key.public_key())
        .serial_number(9)
        .not_valid_before(AT - timedelta(days=1))
        .not_valid_after(AT + timedelta(days=400))
        .add_extension(x509.BasicConstraints(True, 0), critical=True)
        .sign(upper.key, hashes.SHA256())
    )
    return Made(parse_certificate(made.public_bytes(Encoding.DER)), issuing.key)


@pytest.mark.parametrize(("organization", "common", "words"), HABITS, ids=[item[1] for item in HABITS])
def test_rotating_issuers(organization: str, common: str, words: str) -> None:
    """The issuer's stated habit is told as information, and the advice for the layer says the same."""
    made = named(organization, common)
    (finding,) = below(made)["rotating-issuer"]
    assert finding.severity is Severity.INFO
    assert finding.title.startswith(words)
    assert finding.certificate == 1
    layer = Layer(made.certificate, Role.INTERMEDIATE, Origin.SERVED, 1)
    habit = rotation_habit(made.certificate)
    assert habit is not None
    assert habit in layer_advice(layer).sentence


@pytest.mark.parametrize(("organization", "common"), OTHERS, ids=[item[0] for item in OTHERS])
def test_other_issuers(organization: str, common: str) -> None:
    """Nothing is claimed of others, whatever their common name."""
    assert "rotating-issuer" not in below(named(organization, common))


def test_private_authorities_do_not_inherit_a_habit() -> None:
    """A private authority that borrows a public one's name says nothing about rotation."""
    assert "rotating-issuer" not in below(named("Let's Encrypt", "R11"), public=False)

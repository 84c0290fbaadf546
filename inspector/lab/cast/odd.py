"""Certificates that are hard to read, to hash or to show."""

from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import NameOID

from inspector.lab.cast.family import issuing_of, serving
from inspector.lab.der_edit import with_compressed_point
from inspector.lab.pki import issue_leaf
from inspector.lab.setup import Setup

NAMES = 2_000
"""Names in the certificate with many."""


def odd_keys(now: datetime) -> Setup:
    """Serve a leaf whose key is written as a compressed point: clients that write it anew hash other bytes."""
    root, issuing = issuing_of(now)
    leaf = with_compressed_point(issue_leaf(["odd.bank.test"], issuing, now), issuing)
    return serving([leaf], [issuing], [root])


def many_names(now: datetime) -> Setup:
    """Serve a leaf for thousands of customers."""
    root, issuing = issuing_of(now)
    names = ["shared.bank.test", *(f"customer-{number:04}.bank.test" for number in range(1, NAMES))]
    return serving([issue_leaf(names, issuing, now)], [issuing], [root])


def hostile_names(now: datetime) -> Setup:
    """Serve names that try to rule the terminal, the interface or a snippet."""
    root, issuing = issuing_of(now)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "ACME [Test] Ltd [@click=app.quit]press[/]"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "*/ --> ${x} \\u000a </pin-set>"),
            x509.NameAttribute(NameOID.LOCALITY_NAME, "safe\u202etset.knab\u200b\u2066"),
            x509.NameAttribute(NameOID.COMMON_NAME, "\x1b]52;c;cHduZWQ=\x07\x1b[2Jevil.bank.test\r\n"),
        ]
    )
    names: list[x509.GeneralName | str] = [
        "evil.bank.test",
        "\x1b[31mred.bank.test",
        "[@click=app.quit]link[/].bank.test",
        x509.UniformResourceIdentifier("https://bank.test/?q=[bold]"),
        x509.RFC822Name("root@[/]bank.test"),
    ]
    return serving([issue_leaf(names, issuing, now, subject=subject)], [issuing], [root])

"""Whether a revocation list that was handed over speaks against a path; nothing is ever fetched for it."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from inspector.chain.certificate import Certificate
from inspector.trust.signatures import loaded

if TYPE_CHECKING:
    from cryptography import x509


def revocation_objection(path: Sequence[Certificate], lists: Sequence[bytes], at: datetime) -> str:
    """Return what the DER revocation `lists` say against `path` at `at`, as one visible sentence; empty where nothing.

    A list of an issuer in the path that cannot be relied on (RFC 5280, sections 5 and 6.3.3) speaks against it too.
    Raises `ValueError` for a list that cannot be read.
    """
    from cryptography import x509

    for der in lists:
        crl = x509.load_der_x509_crl(der)
        for below, issuer in pairwise(path):
            known, above = loaded(below.der), loaded(issuer.der)
            if known is None or above is None or crl.issuer != above.subject:
                continue
            name = issuer.subject.readable
            flaw = _flaw(crl, above, issuer, at)
            if flaw:
                return f"The revocation list of {name} cannot be relied on: {flaw}."
            entry = crl.get_revoked_certificate_by_serial_number(known.serial_number)
            if entry is not None:
                return f"{below.subject.readable} was revoked by {name} on {entry.revocation_date_utc:%Y-%m-%d}."
    return ""


def _flaw(crl: "x509.CertificateRevocationList", above: "x509.Certificate", issuer: Certificate, at: datetime) -> str:
    from cryptography import x509

    if not crl.is_signature_valid(above.public_key()):  # type: ignore[arg-type]
        return "its signature is wrong"
    if issuer.key_usages and "cRLSign" not in issuer.key_usages:
        return "its issuer's key usage does not allow it"
    if crl.last_update_utc > at or crl.next_update_utc is None or crl.next_update_utc < at:
        return "it is not for this day"
    if any(extension.critical for extension in crl.extensions):
        return "it has a critical extension"
    try:
        crl.extensions.get_extension_for_class(x509.CRLNumber)
    except x509.ExtensionNotFound:
        return "it has no number"
    return ""

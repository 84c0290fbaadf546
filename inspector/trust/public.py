"""Whether an anchor is one of the public roots, whatever store it came from."""

from pathlib import Path
from typing import TYPE_CHECKING

from inspector.chain.certificate import Certificate
from inspector.chain.der import cut_certificate
from inspector.trust.store import StoreError
from inspector.trust.stores import mozilla

if TYPE_CHECKING:
    from inspector.trust.assessment import Assessment
    from inspector.trust.in_android import InAndroid

_TABLE = Path(__file__).parent / "data" / "roots.tsv"


def is_public_root(certificate: Certificate) -> bool:
    """Whether a root of Mozilla's set has this certificate's subject and key; False where the set is not there."""
    try:
        named = mozilla().by_subject.get(certificate.subject.der, ())
    except StoreError:
        return False
    return any(cut_certificate(der).spki == certificate.key.spki for der in named)


def known_in_android(assessment: "Assessment", top: Certificate | None) -> "InAndroid | None":
    """Return what `in_android` returns, without loading its tables for the anchor of a path that is not in them."""
    path = assessment.path
    if assessment.public or (path is not None and not _is_in_table(path.anchor.certificate)):
        return None
    from inspector.trust.in_android import in_android

    return in_android(assessment, top)


def _is_in_table(certificate: Certificate) -> bool:
    return certificate.pin.base64.encode("ascii") in _TABLE.read_bytes()

"""The certificate that we show to a server which asks for one."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes


@dataclass(frozen=True, slots=True)
class ClientCertificate:
    """A certificate of our own, its issuers, and its key, which is used and never shown."""

    chain: tuple[bytes, ...] = field(repr=False)
    """DER certificates: our own first, then those that are sent with it; never empty."""

    key: "CertificateIssuerPrivateKeyTypes" = field(repr=False, compare=False)
    """The private key of the first certificate."""

"""Where the certificate of the issuer can be fetched."""

from chain.building import sequence
from chain.extensions.parts import ISSUERS, OCSP, uri

from inspector.chain.der import encode
from inspector.chain.extensions.access import issuer_urls


def test_addresses_of_the_issuer_are_found() -> None:
    """Only URLs of issuer certificates are returned, and none where the extension cannot be read."""
    inner = sequence(
        sequence(OCSP, uri("http://o.example")),
        sequence(ISSUERS, uri("http://i.example/1")),
        sequence(ISSUERS, encode(0x82, b"i.example")),
        sequence(ISSUERS, uri("http://i.example/2")),
    )
    assert issuer_urls(inner) == ("http://i.example/1", "http://i.example/2")
    assert issuer_urls(inner[:-1]) == ()

"""How a pin comes about, step by step, and the commands of a shell with which anyone can check it by hand."""

from inspector.chain.certificate import Certificate
from inspector.chain.container import to_pem
from inspector.chain.der import cut_certificate

_HASH = "openssl dgst -sha256 -binary | openssl enc -base64"
_KEY = f"openssl pkey -pubin -outform der | {_HASH}"

_KNOWN_KEYS = frozenset({"RSA", "RSASSA-PSS", "Ed25519", "Ed448"})
_KNOWN_CURVES = frozenset({"P-256", "P-384", "P-521"})

FILE_COMMAND = f"openssl x509 -in FILE -pubkey -noout | {_KEY}"
"""Prints the pin of the certificate in the PEM file FILE, in base64."""


def key_span(certificate: Certificate) -> tuple[int, int]:
    """Return the offsets of the first octet of the SubjectPublicKeyInfo in the certificate, and behind its last."""
    start = cut_certificate(certificate.der).spki_offset
    return start, start + len(certificate.key.spki)


def check_command(certificate: Certificate) -> str:
    """Return a shell command that holds the certificate and prints its pin in base64, ending in a line feed.

    It needs OpenSSL or LibreSSL and nothing else. Only base64 and numbers stand in it. Where OpenSSL might write the
    key in another way than the certificate does, the command cuts the key's bytes out instead of decoding it.
    """
    if is_ordinary(certificate):
        return f"openssl x509 -pubkey -noout <<'EOF' | {_KEY}\n{to_pem(certificate.der)}EOF\n"
    start, stop = key_span(certificate)
    body = "\n".join(to_pem(certificate.der).splitlines()[1:-1])
    cut = f"tail -c +{start + 1} | head -c {stop - start}"
    return f"openssl enc -d -base64 <<'EOF' | {cut} | {_HASH}\n{body}\nEOF\n"


def is_ordinary(certificate: Certificate) -> bool:
    """Return whether any OpenSSL decodes the key and writes it back as it stands in the certificate."""
    key = certificate.key
    known = key.type in _KNOWN_KEYS or key.curve in _KNOWN_CURVES
    return known and key.reencoded_pin is None and not certificate.problems


def server_command(endpoint: str, server_name: str | None, place: int) -> str:
    """Return a shell command that asks a server and prints the pin of the certificate that it sends at `place`.

    `endpoint` is host and port with IPv6 in brackets, `server_name` the name to send, None for none: both as
    `net.target` checked them.
    """
    import shlex

    name = "-noservername" if server_name is None else f"-servername {shlex.quote(server_name)}"
    ask = f"openssl s_client -connect {shlex.quote(endpoint)} {name} -showcerts </dev/null 2>/dev/null"
    pick = "" if place == 0 else f" | awk '/-----BEGIN CERTIFICATE-----/{{n++}} n=={place + 1}'"
    return f"{ask}{pick} | openssl x509 -pubkey -noout | {_KEY}"

"""Hosts for the tests of faces: servers with certain leaves, and a resolver that knows them."""

import socket
import ssl
from pathlib import Path

from net.credentials import Credential, issue, write
from net.opponents import Opponent, server_context

from inspector.chain.pin import Pin
from inspector.net.faces import Faces, Outcome
from inspector.net.options import Family, FetchOptions, KeyKind
from inspector.net.resolve import Address
from inspector.net.target import Target, parse_target
from inspector.net.waiting import Waiter

HOST = "api.bank.test"
OPTIONS = FetchOptions(timeout=10)


def pin_of(credential: Credential) -> Pin:
    """Return the pin of a certificate's key, over the bytes that cryptography encodes."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return Pin.of(credential.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def both_keys(folder: Path, *, version: ssl.TLSVersion | None = None) -> tuple[ssl.SSLContext, Credential, Credential]:
    """Return a server's context with an ECDSA and an RSA leaf for the host, and both leaves."""
    elliptic, classic = issue(HOST), issue(HOST, rsa_bits=2_048)
    contexts = []
    for name, credential in (("elliptic", elliptic), ("classic", classic)):
        (folder / name).mkdir()
        contexts.append(write(folder / name, credential))
    context = server_context(*contexts[0], version=version)
    context.load_cert_chain(*contexts[1])
    return context, elliptic, classic


def one_key(folder: Path, credential: Credential) -> ssl.SSLContext:
    """Return the context of a server with this leaf."""
    folder.mkdir()
    return server_context(*write(folder, credential))


class Book:
    """A resolver that knows the given servers only, each under its own address."""

    def __init__(self, *servers: tuple[str, int]) -> None:
        self.addresses = tuple(
            Address(socket.AF_INET6, (host, port, 0, 0)) if ":" in host else Address(socket.AF_INET, (host, port))
            for host, port in servers
        )
        self.asked: list[tuple[str, int, Family]] = []

    def __call__(self, host: str, port: int, family: Family, waiter: Waiter) -> tuple[Address, ...]:
        """Return all of them."""
        self.asked.append((host, port, family))
        return self.addresses


def seen(faces: Faces) -> set[tuple[KeyKind, bool, Outcome]]:
    """Return kind, name and outcome of every probe."""
    return {(probe.question.kind, probe.question.named, probe.outcome) for probe in faces.probes}


def at(server: Opponent) -> Target:
    """Return the host, reached at the server."""
    return parse_target(HOST, connect_to=f"127.0.0.1:{server.port}")

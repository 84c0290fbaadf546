"""A key alone, as a request, a public or a private key file holds it: no chain, but a pin."""

from dataclasses import dataclass

from inspector.chain.der import DerError
from inspector.chain.key import Key, parse_key
from inspector.chain.name import AlternativeName, Name
from inspector.chain.pin import Pin
from inspector.pinning.key_file import read_key
from inspector.pinning.pin_set import BackupPin


@dataclass(frozen=True, slots=True)
class KeyReport:
    """What is known about a key for which there is no certificate."""

    source: str
    """What the screen calls it, visible text: a file's name."""

    kind: str
    """What the file is: `CSR`, `public key`, `private key`."""

    key: Key
    """The public key; of a private key only its public half was kept."""

    subject: Name | None = None
    """Who asks for a certificate; None but for a CSR."""

    names: tuple[AlternativeName, ...] = ()
    """The alternative names that a CSR asks for."""

    problems: tuple[str, ...] = ()
    """One visible clause for each thing that is odd about it."""

    @property
    def pin(self) -> Pin:
        """The pin that every certificate for this key has."""
        return self.key.pin

    @property
    def backup(self) -> BackupPin:
        """The pin as a backup, labelled like one that was read from the file."""
        return BackupPin(self.pin, f"{self.kind} {self.source.rsplit('/', 1)[-1][:60]}", spki=self.key.spki)


def report_key(data: bytes, source: str, password: str | None = None) -> KeyReport:
    """Return what is known about the key in the file content `data`, which holds no certificate.

    A private key is read for its public half and let go. Raises `PassphraseNeeded` where it is encrypted, else
    `BackupError`.
    """
    found = read_key(data, password)
    key = parse_key(found.spki)
    if found.request is None:
        return KeyReport(source, found.kind, key, problems=key.problems)
    from inspector.chain.request import parse_request

    try:
        request = parse_request(found.request)
    except DerError as error:
        return KeyReport(source, found.kind, key, problems=(*key.problems, str(error)))
    return KeyReport(source, found.kind, request.key, request.subject, request.names, request.problems)

"""What `pinspector pin` may pin: refusing bad chains, picking layers, reading backups."""

from inspector.chain.finding import Severity
from inspector.chain.path import Layer
from inspector.cli.usage_error import UsageError
from inspector.inspection import Inspection
from inspector.pinning.pin_set import BackupPin

ABOUT_THE_ANCHOR = frozenset(
    {"self-signed", "interception-suspected", "missing-intermediate", "unknown-root", "private-anchor", "not-trusted"}
)
"""Codes of errors that a private anchor brings with it: accepting the anchor accepts them."""


class RefusedError(ValueError):
    """A pin set that must not be handed out."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """One visible sentence."""
        self.hint = hint
        """What to try."""


def check_chain(inspection: Inspection, *, accept_private: bool) -> str:
    """Return the stamp for snippets of this chain: empty where it ends in a public root.

    Raises `RefusedError` where the chain is not trusted, or its anchor is private and not accepted.
    """
    if inspection.assessment.public:
        if not inspection.trusted:
            raise RefusedError(f"No pin for an untrusted chain: {inspection.assessment.reason}", _SHOW)
        return ""
    last = inspection.layers[-1].certificate
    name = last.subject.readable if last.is_self_issued else last.issuer.readable
    stamp = f"The chain ends in {name}, which is no public root."
    if not accept_private:
        raise RefusedError(
            f"{stamp} A pin taken behind a proxy locks every user out.",
            "If this root is yours: --accept-private-anchor, and --roots FILE to check the chain against it.",
        )
    for finding in inspection.findings:
        if finding.severity is Severity.ERROR and finding.code not in ABOUT_THE_ANCHOR:
            raise RefusedError(f"No pin for an untrusted chain: {finding.title}", _SHOW)
    return stamp


_SHOW = "Look at it with pinspector show."


def pick(inspection: Inspection, words: list[str] | None) -> tuple[tuple[Layer, ...], str]:
    """Return the picked layers, and a sentence about the choice where `words` is None and we chose.

    Our own choice is the leaf and the authority right above it: the leaf is the strongest pin and usually gets a new
    key at its next renewal, which the issuing authority outlives (any other customer of it is accepted too).
    Raises `PickError`.
    """
    from inspector.pinning.selection import pick_layers

    if words is not None:
        return pick_layers(inspection.layers, words, inspection.unused), ""
    layers = inspection.layers[:2] if inspection.assessment.path else inspection.layers[:1]
    names = " and ".join(f"{layer.role} {layer.certificate.subject.readable}" for layer in layers)
    return layers, f"Pinned without --pick: {names}."


def read_backups(texts: list[str]) -> tuple[BackupPin, ...]:
    """Return the backup pins that `texts` write or name as files, each pin once.

    Asks for the passphrase of an encrypted private key where there is a terminal to ask on.
    Raises `UsageError` for a text that is neither, and `FileError` for a file without a key.
    """
    from inspector.pinning.backup import BackupError, backup_from_text
    from inspector.reading import names_file

    found: dict[object, BackupPin] = {}
    for text in texts:
        if names_file(text):
            backup = _read_file(text)
        else:
            try:
                backup = backup_from_text(text)
            except BackupError as error:
                raise UsageError(f"--backup: there is no such file, and as a pin: {error.reason}", error.hint) from None
        found.setdefault(backup.pin, backup)
    return tuple(found.values())


def _read_file(name: str) -> BackupPin:
    from inspector.pinning.backup import BackupError, PassphraseNeeded, backup_from_file
    from inspector.reading import FileError, read_file

    data = read_file(name)
    try:
        try:
            return backup_from_file(data, name)
        except PassphraseNeeded:
            password = _ask_passphrase(name)
            if password is None:
                raise
            return backup_from_file(data, name, password)
    except BackupError as error:
        raise FileError(f"--backup: {error.reason}", error.hint) from None


def _ask_passphrase(name: str) -> str | None:
    """Return what the user types at the terminal without showing it, or None where there is no terminal."""
    import getpass
    import sys

    from inspector.chain.text import visible

    if not sys.stdin.isatty():
        return None
    return getpass.getpass(f"Passphrase of {visible(name, 200)}: ", stream=sys.stderr)


def check_backups(inspection: Inspection, backups: tuple[BackupPin, ...]) -> None:
    """Raise `RefusedError` where one of `backups` is no backup beside this chain."""
    from inspector.pinning.backup import backup_problem

    for backup in backups:
        problem = backup_problem(backup.pin, inspection.layers, (), inspection.unused)
        if problem is not None:
            raise RefusedError(f"--backup {backup.pin}: {problem}", "")

"""What can go wrong with a backup pin."""

from inspector.chain.explained import Explained


class BackupError(Explained, ValueError):
    """A text or file that gives no backup pin."""


class PassphraseNeeded(BackupError):  # noqa: N818
    """A private key that is encrypted: ask for the passphrase and try again."""

    def __init__(self, *, wrong: bool) -> None:
        super().__init__(
            "the passphrase does not open the private key" if wrong else "the private key is encrypted",
            "give its passphrase, or name the public key or the CSR made from it",
        )
        self.wrong = wrong
        """Whether a passphrase was given and did not open it."""

"""A verifier that does what a test wants instead of the library's."""

from collections.abc import Sequence

from cryptography import x509


class Liar:
    """A stand-in for the library's policy builder, and for the verifier that it builds."""

    outcome: object = None
    """What verifying raises where it is an error, and returns otherwise."""

    def __getattr__(self, name: str) -> object:
        return lambda *_, **__: self

    def verify(self, leaf: x509.Certificate, intermediates: Sequence[x509.Certificate]) -> object:
        """Raise or return the outcome."""
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        return self.outcome

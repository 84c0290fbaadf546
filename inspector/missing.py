"""Fetching the issuer that a server or a file left out, where the user asked for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from inspector.chain.certificate import Certificate, NotACertificate, parse_certificate
from inspector.chain.extensions.access import issuer_urls
from inspector.chain.text import visible
from inspector.net.aia import SECONDS, AiaError, Allowed, fetch_issuers, is_public
from inspector.net.cancel import Cancel
from inspector.net.deadline import Deadline
from inspector.net.options import FetchOptions, Progress
from inspector.trust.absence import climb
from inspector.trust.signatures import is_signed

_ACCESS = "1.3.6.1.5.5.7.1.1"
"""Authority information access (RFC 5280, section 4.2.2.1)."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of fetching a missing issuer."""

    url: str
    """The address that was asked, visible text; empty where the certificate names none."""

    certificates: tuple[Certificate, ...] = field(default=(), repr=False)
    """The certificates that came, the issuer among them; empty where there is a problem."""

    problem: str = ""
    """Why the issuer could not be fetched, one visible clause without a full stop; empty where it came."""


Complete = Callable[[Sequence[Certificate]], Fetched | None]
"""Fetches the issuer that certificates, leaf first, lack; None where none is lacking."""


def completion(options: FetchOptions, deadline: Deadline, cancel: Cancel | None, progress: Progress | None) -> Complete:
    """Return what fetches a missing issuer in the time that `deadline` leaves when it is called."""

    def complete(given: Sequence[Certificate]) -> Fetched | None:
        return fetch_missing(given, options, seconds=deadline.remaining, cancel=cancel, progress=progress)

    return complete


def find_missing(given: Sequence[Certificate], options: FetchOptions) -> Fetched | None:
    """Return the address that would be asked to close the gap above `given`, leaf first, or why none can be.

    Nothing is asked. None where there is no gap, as `fetch_missing` says.
    """
    below, claimed = climb(given)
    if below.is_self_issued or claimed:
        return None
    url = _address(below)
    if not url:
        return Fetched("", problem=f"{below.subject.readable} names no address of http for its issuer")
    return Fetched(visible(url, 200), problem="it would be asked around the proxy" if options.proxy else "")


def fetch_missing(
    given: Sequence[Certificate],
    options: FetchOptions,
    *,
    seconds: float = SECONDS,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
    allowed: Allowed = is_public,
) -> Fetched | None:
    """Return what was fetched to close the gap above the certificates `given`, leaf first, in at most `seconds`.

    One address is asked, the first of http in the certificate below the gap. None where there is no gap: the
    certificates lead to one that issued itself, or to one whose issuer is there and did not sign it.
    """
    gap = find_missing(given, options)
    if gap is None or gap.problem:
        return gap
    below, _ = climb(given)
    shown, url = gap.url, _address(below)
    if progress is not None:
        progress(f"Fetching {shown}")
    try:
        found = tuple(_readable(fetch_issuers(url, allowed=allowed, cancel=cancel, seconds=min(seconds, SECONDS))))
    except AiaError as error:
        return Fetched(shown, problem=error.reason)
    if not any(item.subject.der == below.issuer.der and is_signed(item, below) for item in found):
        return Fetched(shown, problem=f"what it gave did not issue {below.subject.readable}")
    return Fetched(shown, found)


def _address(certificate: Certificate) -> str:
    found = next((issuer_urls(item.der) for item in certificate.extensions if item.oid == _ACCESS), ())
    return next((url for url in found if url.lower().startswith("http://")), "")


def _readable(ders: Sequence[bytes]) -> list[Certificate]:
    found = []
    for der in ders:
        try:
            found.append(parse_certificate(der))
        except NotACertificate:
            continue
    return found

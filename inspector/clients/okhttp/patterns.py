"""Host patterns: which are taken, and which hosts they match, version by version."""

from dataclasses import dataclass

from inspector.clients.okhttp.canonical import canonical_host, url_host
from inspector.clients.okhttp.epoch import Epoch
from inspector.clients.okhttp.rejected import Rejected

_ONE = "*."
_ANY = "**."


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that a version of OkHttp takes."""

    epoch: Epoch
    """The version."""

    written: str
    """As the builder got it."""

    host: str
    """What it is compared with: from 4.3 on the canonical pattern with its asterisks, before that the bare host."""

    def matches(self, host: str) -> bool:
        """Return whether this pattern covers `host`, the URL's canonical host, compared case-sensitively."""
        match self.epoch:
            case Epoch.SHA1_ONLY:
                above = host.partition(".")[2]
                return self.written == host or ("." in above and self.written == _ONE + above)
            case Epoch.AS_WRITTEN:
                return self.written == host or (self.written.startswith(_ONE) and _rest(host).startswith(self.host))
            case Epoch.BEGINNING | Epoch.URL | Epoch.URL_KOTLIN:
                if not self.written.startswith(_ONE):
                    return host == self.host
                return _rest(host).startswith(self.host) and (self.epoch is Epoch.BEGINNING or _rest(host) == self.host)
            case _:
                return self._matches_stars(host)

    def _matches_stars(self, host: str) -> bool:
        if self.host.startswith(_ANY):
            suffix = self.host.removeprefix(_ANY)
            return host.endswith(suffix) and host[: len(host) - len(suffix)][-1:] in ("", ".")
        if self.host.startswith(_ONE):
            suffix = self.host[1:]
            return host.endswith(suffix) and "." not in host[: len(host) - len(suffix)]
        return host == self.host


def accept_pattern(written: str, epoch: Epoch) -> Pattern:
    """Return `written` as a pattern of `epoch`; raises `Rejected` where the builder throws (CertificatePinner.Pin)."""
    bare = written.removeprefix(_ONE)
    if epoch <= Epoch.AS_WRITTEN:
        return Pattern(epoch, written, bare)
    if not epoch.knows_double_star:
        return Pattern(epoch, written, url_host(bare, epoch))
    if "*" in written.removeprefix(_ANY if written.startswith(_ANY) else _ONE):
        raise Rejected("an asterisk may stand only as a whole *. or **. in front")
    return Pattern(epoch, written, canonical_host(written, epoch))


def _rest(host: str) -> str:
    """Return what follows the first dot of `host`, or the whole of it where there is none, as OkHttp before 4.3."""
    return host[host.find(".") + 1 :]

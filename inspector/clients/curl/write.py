"""curl and wget: one command, which compares the leaf's key."""

from dataclasses import replace

from inspector.clients.abilities import Abilities, Depth, OddKey, Positions, Spelling, Starttls
from inspector.clients.client import CannotExpress, Snippet
from inspector.clients.comments import pin_words
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.writing import hashed, header, notes, snippet

_ABILITIES = Abilities(
    Spelling.CURL,
    positions=Positions.LEAF,
    depth=Depth.ASKED,
    odd_keys=frozenset(OddKey),
    starttls=Starttls.URLS,
)
_STARTTLS = ("SMTP", "IMAP", "POP3", "FTP")
_FROM_THE_START = {465: "smtps", 990: "ftps", 993: "imaps", 995: "pop3s"}


class Curl(Fragment):
    """`curl --pinnedpubkey`."""

    name = "curl"
    title = "curl"
    summary = "curl --pinnedpubkey: the leaf's key only; the quickest check of a pin"
    abilities = _ABILITIES

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the command. Raises `CannotExpress` where no pin is the leaf's, or curl does not pin the protocol.

        After STARTTLS it compares the key in mail and FTP; LDAP is left to another library, which knows no pins
        (lib/openldap.c), and without `--ssl-reqd` a server that offers no TLS is spoken to in plain text.
        """
        url, option = _url(fitted)
        said = notes(
            fitted,
            "A mismatch is exit code 90. Redirects to other hosts are not checked.",
            "libcurl takes the same text as CURLOPT_PINNEDPUBLICKEY.",
        )
        return _snippet(fitted, f"curl {option}--pinnedpubkey {{pins}} {url}", "curl-{host}.sh", said)


class Wget(Fragment):
    """`wget --pinnedpubkey`."""

    name = "wget"
    title = "wget"
    summary = "wget --pinnedpubkey (wget 1.x): the leaf's key only"
    abilities = replace(_ABILITIES, odd_keys=frozenset({OddKey.PSS}), starttls=Starttls.NEVER)

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the command. Raises `CannotExpress` where no pin is the leaf's."""
        said = notes(fitted, "A mismatch is exit code 5.", "wget2 has no such option.")
        url = f"'https://{fitted.pin_set.service.at(fitted.host)}/'"
        return _snippet(fitted, f"wget --pinnedpubkey={{pins}} {url}", "wget-{host}.sh", said)


def _url(fitted: Fitted) -> tuple[str, str]:
    """Return the quoted URL of the service, and the option before it that insists on TLS, with a blank."""
    service = fitted.pin_set.service
    bare = f"[{fitted.host}]" if ":" in fitted.host else fitted.host
    if not service.starttls:
        scheme = _FROM_THE_START.get(service.port)
        if scheme is not None:
            return f"'{scheme}://{bare}:{service.port}/'", ""
        return f"'https://{service.at(fitted.host)}/'", ""
    if service.starttls not in _STARTTLS:
        raise CannotExpress(
            f"{fitted.title} compares no pin after STARTTLS in {service.starttls}", "use TLSA records for this server"
        )
    return f"'{service.starttls.lower()}://{bare}:{service.port}/'", "--ssl-reqd "


def _snippet(fitted: Fitted, command: str, file_name: str, said: tuple[str, ...]) -> Snippet:
    """Return the command with its pins in one quoted text: a semicolon ends a shell command, a blank ends the pin."""
    entries = pin_words(fitted.pin_set)
    pins = "'" + ";".join(f"sha256//{pin.base64}" for _, pin in entries) + "'"
    lines = [
        *hashed(header(fitted, *(f"pin {number}: {words}" for number, (words, _) in enumerate(entries, 1)))),
        command.format(pins=pins),
    ]
    return snippet(fitted, lines, "shell", file_name, said)

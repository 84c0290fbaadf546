"""curl and wget: one command, which compares the leaf's key."""

from inspector.clients.abilities import Abilities, Depth, Positions, Spelling
from inspector.clients.client import Snippet
from inspector.clients.comments import pin_words
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.writing import hashed, header, notes, snippet

_ABILITIES = Abilities(Spelling.CURL, positions=Positions.LEAF, depth=Depth.ASKED)


class Curl(Fragment):
    """`curl --pinnedpubkey`."""

    name = "curl"
    title = "curl"
    summary = "curl --pinnedpubkey: the leaf's key only; the quickest check of a pin"
    abilities = _ABILITIES

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the command. Raises `CannotExpress` where no pin is the leaf's."""
        said = notes(
            fitted,
            "A mismatch is exit code 90. Redirects to other hosts are not checked.",
            "libcurl takes the same text as CURLOPT_PINNEDPUBLICKEY.",
        )
        return _snippet(fitted, "curl --pinnedpubkey {pins} {url}", "curl-{host}.sh", said)


class Wget(Fragment):
    """`wget --pinnedpubkey`."""

    name = "wget"
    title = "wget"
    summary = "wget --pinnedpubkey (wget 1.x): the leaf's key only"
    abilities = _ABILITIES

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the command. Raises `CannotExpress` where no pin is the leaf's."""
        said = notes(fitted, "A mismatch is exit code 5.", "wget2 has no such option.")
        return _snippet(fitted, "wget --pinnedpubkey={pins} {url}", "wget-{host}.sh", said)


def _snippet(fitted: Fitted, command: str, file_name: str, said: tuple[str, ...]) -> Snippet:
    """Return the command with its pins in one quoted text: a semicolon ends a shell command, a blank ends the pin."""
    entries = pin_words(fitted.pin_set)
    pins = "'" + ";".join(f"sha256//{pin.base64}" for _, pin in entries) + "'"
    bare = f"[{fitted.host}]" if ":" in fitted.host else fitted.host
    lines = [
        *hashed(header(fitted, *(f"pin {number}: {words}" for number, (words, _) in enumerate(entries, 1)))),
        command.format(pins=pins, url=f"'https://{bare}/'"),
    ]
    return snippet(fitted, lines, "shell", file_name, said)

"""How an Info.plist is read in tests, and one with a TrustKit configuration."""

from clients.reading import problems, read_by

from inspector.clients.plist.read import Plist
from inspector.clients.source import Reading


def read(text: str, name: str = "Info.plist") -> Reading:
    """Return what the reader finds."""
    return read_by(Plist(), text, name)


def codes(text: str) -> dict[str, int | None]:
    """Return the problems of a text by code, with their lines."""
    return {problem.code: problem.line for problem in problems(read(text))}


def trustkit(inner: str, key: str = "api.example.com") -> str:
    """Return an Info.plist with a TrustKit configuration, whose domain stands on line 4."""
    return (
        "<plist><dict><key>TSKConfiguration</key>\n<dict>\n<key>TSKPinnedDomains</key><dict>\n"
        f"<key>{key}</key>\n<dict>\n<key>TSKDisableDefaultReportUri</key><true/>\n{inner}\n"
        "</dict>\n</dict></dict></dict></plist>\n"
    )


def hashes(*pins: str) -> str:
    """Return TrustKit's list of pins, one a line."""
    lines = "\n".join(f"<string>{pin}</string>" for pin in pins)
    return f"<key>TSKPublicKeyHashes</key><array>\n{lines}\n</array>"

"""Python's standard library: a connection that compares the leaf's key before anything is sent."""

from inspector.clients.abilities import Abilities, Depth, OddKey, Positions, Spelling, Starttls
from inspector.clients.client import Snippet
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.writing import hashed, header, notes, pin_lines, snippet


class Python(Fragment):
    """An `http.client.HTTPSConnection` with pins."""

    name = "python"
    title = "Python"
    summary = "http.client connection that compares the leaf's key before it sends; standard library only"
    abilities = Abilities(
        Spelling.BASE64,
        positions=Positions.LEAF,
        depth=Depth.ASKED,
        odd_keys=frozenset(OddKey),
        starttls=Starttls.NEVER,
        versions="Python 3.8 or later",
    )

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the class. Raises `CannotExpress` where no pin is the leaf's.

        Python before 3.13 shows no certificate but the leaf. The key is cut out of the certificate as it stands
        there: encoding it anew gives another pin for some keys.
        """
        lines = [
            *hashed(header(fitted)),
            "import base64",
            "import hashlib",
            "import http.client",
            "import ssl",
            "",
            "PINS = {",
            *pin_lines(fitted, lambda text: f'"{text}",', "    ", "#"),
            "}",
            "",
            "",
            "def _value(der, at):",
            '    """Return where the value at `at` has its content, and where it ends."""',
            "    length, start = der[at + 1], at + 2",
            "    if length & 0x80:",
            "        start += length & 0x7F",
            '        length = int.from_bytes(der[at + 2 : start], "big")',
            "    return start, start + length",
            "",
            "",
            "def pin_of(der):",
            '    """Return the pin of the key in a DER certificate, in base64."""',
            "    at = _value(der, _value(der, 0)[0])[0]",
            "    if der[at] == 0xA0:",
            "        at = _value(der, at)[1]",
            "    for _ in range(5):",
            "        at = _value(der, at)[1]",
            "    key = der[at : _value(der, at)[1]]",
            "    return base64.b64encode(hashlib.sha256(key).digest()).decode()",
            "",
            "",
            "class PinnedConnection(http.client.HTTPSConnection):",
            '    """A connection that is closed before anything is sent where no pin matches the leaf."""',
            "",
            "    def connect(self):",
            "        super().connect()",
            "        if pin_of(self.sock.getpeercert(binary_form=True)) not in PINS:",
            "            self.close()",
            '            raise ssl.SSLCertVerificationError("no pin matches the certificate")',
        ]
        said = notes(
            fitted,
            "It is for http.client; requests, httpx and aiohttp do not use it.",
            "urllib3's assert_fingerprint and aiohttp's Fingerprint take the certificate's hash, never this pin.",
        )
        return snippet(fitted, lines, "python", "pinned_connection.py", said)

"""Go: a client whose `VerifyConnection` compares the keys of the verified chains."""

from inspector.clients.abilities import Abilities, Depth, Spelling, Starttls
from inspector.clients.client import Snippet
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.writing import header, notes, pin_lines, slashed, snippet


class Go(Fragment):
    """`tls.Config.VerifyConnection`."""

    name = "go"
    title = "Go"
    summary = "net/http client whose tls.Config.VerifyConnection compares keys"
    abilities = Abilities(Spelling.BASE64, depth=Depth.ASKED, starttls=Starttls.NEVER, versions="Go 1.16 or later")

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return a file that makes the client. Raises `CannotExpress`.

        `VerifyPeerCertificate` would be the wrong hook: it is not called on resumed connections.
        """
        lines = [
            *slashed(header(fitted)),
            "package main",
            "",
            "import (",
            '\t"crypto/sha256"',
            '\t"crypto/tls"',
            '\t"encoding/base64"',
            '\t"errors"',
            '\t"net/http"',
            ")",
            "",
            "var pins = map[string]bool{",
            *pin_lines(fitted, lambda text: f'"{text}": true,', "\t"),
            "}",
            "",
            "func newPinnedClient() *http.Client {",
            "\ttransport := http.DefaultTransport.(*http.Transport).Clone()",
            "\ttransport.TLSClientConfig = &tls.Config{VerifyConnection: verifyPin}",
            "\treturn &http.Client{Transport: transport}",
            "}",
            "",
            "func verifyPin(state tls.ConnectionState) error {",
            "\tfor _, chain := range state.VerifiedChains {",
            "\t\tfor _, certificate := range chain {",
            "\t\t\tsum := sha256.Sum256(certificate.RawSubjectPublicKeyInfo)",
            "\t\t\tif pins[base64.StdEncoding.EncodeToString(sum[:])] {",
            "\t\t\t\treturn nil",
            "\t\t\t}",
            "\t\t}",
            "\t}",
            '\treturn errors.New("no pin matches the certificate chain")',
            "}",
        ]
        said = notes(fitted, "The package is main: rename it where the file goes into another one.")
        return snippet(fitted, lines, "go", "pinned_client.go", said)

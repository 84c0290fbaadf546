"""Dart and Flutter: what is possible, which is to trust the picked certificates and nothing else."""

from inspector.chain.container import to_pem
from inspector.clients.abilities import Abilities, Depth, Spelling, Starttls
from inspector.clients.client import Snippet
from inspector.clients.comments import reach_words
from inspector.clients.files import certificate_header, certificate_notes, certificates_of
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.writing import slashed, snippet

_ANCHORS = (
    "Trust anchors, not pins: a leaf does NOT match once it is renewed, though its key be the same;",
    "an authority vouches for whatever it issues, for any name, until its own last day.",
)


class Flutter(Fragment):
    """A `SecurityContext` that trusts the picked certificates alone."""

    name = "flutter"
    title = "Flutter"
    summary = "dart:io that trusts the picked certificates alone: Dart can hold no pin of a key"
    abilities = Abilities(Spelling.CERTIFICATE, depth=Depth.ASKED, starttls=Starttls.NEVER)

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return a function that makes the client. Raises `CannotExpress` where no certificate is picked.

        `badCertificateCallback` is only asked about chains that are not trusted, and dio's `validateCertificate`
        sees the leaf when the request has gone out: neither can pin.
        """
        pems: list[str] = []
        for item in certificates_of(fitted):
            pems += [f"  // {item.words}", "  '''", *to_pem(item.der).strip().split("\n"), "''',"]
        lines = [
            *slashed(certificate_header(fitted, *_ANCHORS, reach_words(fitted.pin_set, fitted.host, Depth.ASKED))),
            "import 'dart:convert';",
            "import 'dart:io';",
            "",
            "const _trusted = <String>[",
            *pems,
            "];",
            "",
            "HttpClient pinnedHttpClient() {",
            "  final context = SecurityContext(withTrustedRoots: false);",
            "  for (final pem in _trusted) {",
            "    context.setTrustedCertificatesBytes(ascii.encode(pem));",
            "  }",
            "  return HttpClient(context: context);",
            "}",
        ]
        said = certificate_notes(
            fitted,
            "A pin of a key cannot be had in Dart: this trusts the picked certificates and no other authority.",
            "Ship the next certificate beside this one before it is renewed.",
            "badCertificateCallback is asked about untrusted chains only, dio's validateCertificate when the request "
            "is out: neither can pin.",
            "Network Security Config and NSPinnedDomains do not reach dart:io.",
        )
        return snippet(fitted, lines, "dart", "pinned_http_client.dart", said)

"""Node.js: an agent whose `checkServerIdentity` keeps the check of the name and adds the pins."""

from inspector.clients.abilities import Abilities, Depth, OddKey, Spelling, Starttls
from inspector.clients.client import Snippet
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.writing import header, notes, pin_lines, slashed, snippet


class Node(Fragment):
    """`https.Agent` with `checkServerIdentity`."""

    name = "node"
    title = "Node.js"
    summary = "https.Agent whose checkServerIdentity compares keys"
    abilities = Abilities(
        Spelling.BASE64,
        depth=Depth.ASKED,
        odd_keys=frozenset(OddKey),
        starttls=Starttls.NEVER,
        versions="Node.js 16 or later",
    )

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return a CommonJS module that exports `agent`. Raises `CannotExpress`.

        `certificate.pubkey` would be wrong: it is the bare point of an EC key. `issuerCertificate` is not the verified
        path: Node links whatever was sent and bears the issuer's name (AddIssuerChainToObject in its crypto_common.cc),
        so each link is verified again. Resumed sessions are not checked again, so none are kept.
        """
        lines = [
            *slashed(header(fitted)),
            "'use strict';",
            "",
            "const { createHash, X509Certificate } = require('node:crypto');",
            "const https = require('node:https');",
            "const tls = require('node:tls');",
            "",
            "const pins = new Set([",
            *pin_lines(fitted, lambda text: f"'{text}',", "  "),
            "]);",
            "",
            "function pinOf(certificate) {",
            "  const key = certificate.publicKey.export({ type: 'spki', format: 'der' });",
            "  return createHash('sha256').update(key).digest('base64');",
            "}",
            "",
            "// The links are made of what the server sent, unverified: only a signature proves who issued.",
            "function issuerOf(certificate, link) {",
            "  if (!link || !link.raw) return undefined;",
            "  const issuer = new X509Certificate(link.raw);",
            "  return issuer.ca && certificate.verify(issuer.publicKey) ? issuer : undefined;",
            "}",
            "",
            "function checkServerIdentity(host, leaf) {",
            "  const error = tls.checkServerIdentity(host, leaf);",
            "  if (error) return error;",
            "  const seen = new Set();",
            "  let link = leaf;",
            "  let certificate = new X509Certificate(leaf.raw);",
            "  while (certificate && !seen.has(certificate.fingerprint256)) {",
            "    if (pins.has(pinOf(certificate))) return undefined;",
            "    seen.add(certificate.fingerprint256);",
            "    link = link.issuerCertificate;",
            "    certificate = issuerOf(certificate, link);",
            "  }",
            "  return new Error('no pin matches the certificate chain');",
            "}",
            "",
            "const agent = new https.Agent({ checkServerIdentity, maxCachedSessions: 0 });",
            "",
            "module.exports = { agent };",
        ]
        said = notes(
            fitted,
            "Pass the agent with each request: https.get(url, { agent }).",
            "fetch() knows no agent: it is not pinned by this.",
        )
        return snippet(fitted, lines, "javascript", "pinned-agent.cjs", said)

"""The words of the screens, one sentence each: for the page of words, and for the tooltips."""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Term:
    """One term."""

    word: str
    """What it is called; the page lists it under this."""

    sentence: str
    """What it means, one sentence."""

    also: tuple[str, ...] = ()
    """Other spellings on the screens; matched as whole words, in any case, as `word` is."""


TERMS = (
    Term("advice", "What a pin of this layer survives, and what breaks it.", ("Why pin it",)),
    Term("AIA", "Authority Information Access: the address in a certificate from which its issuer can be fetched.",
         ("caIssuers", "Authority Information Access")),
    Term("anchor", "The certificate of the client's own store at which its path stops.", ("anchors",)),
    Term("API level", "The number by which Android counts its releases: Android 14 is API 34.", ("API",)),
    Term("authority", "Who signs certificates for others; CA for short.", ("authorities", "CA", "CAs")),
    Term("backup pin", "The pin of a key that is not in today's chain, so that apps survive a change of keys.",
         ("backup pins", "backup", "backups", "spare key")),
    Term("base64", "A way to write bytes in letters, digits, + and /: 32 bytes take 44 characters."),
    Term("Bytes", "The certificate as it is stored, with the part that the pin hashes marked.", ("DER",)),
    Term("certificate", "A signed sentence: this key belongs to this name, until this day.", ("certificates",)),
    Term("chain", "Certificates of which each was signed by the next.", ("chains",)),
    Term("client", "What connects to the server: an app, a browser, a program, or one of their libraries.",
         ("clients",)),
    Term("client certificate", "A certificate by which the client proves to the server who it is."),
    Term("critical", "Said of an extension that a client must understand or else refuse the certificate."),
    Term("cross-sign", "A second certificate for the same key, signed by another authority, so that old stores "
         "accept it too.", ("cross-signed", "cross-signs")),
    Term("CSR", "A certificate signing request: a public key and names on their way to an authority."),
    Term("expiry", "The day from which Android's Network Security Config no longer pins; OkHttp has none.",
         ("expires", "expiry in NSC")),
    Term("extension", "A further field of a certificate: names, usages, addresses.", ("extensions",)),
    Term("fetched", "Not sent by the server but got from the address in the certificate below, because the user "
         "asked for it."),
    Term("finding", "Something that was noticed about the chain, with how bad it is and what to do.", ("findings",)),
    Term("fingerprint", "The SHA-256 of a whole certificate: never a pin, though it looks like one.",
         ("fingerprints",)),
    Term("fragment", "The part of the code to paste into a file that is there already."),
    Term("handshake", "The first part of a TLS connection, in which the server shows its certificates and proves that "
         "it holds the leaf's key.", ("handshakes",)),
    Term("hash", "A number of fixed length computed from bytes: other bytes give another one.", ("hashes", "hashed")),
    Term("HPKP", "HTTP Public Key Pinning, RFC 7469: browsers gave it up, its way to write pins stayed."),
    Term("interceptor", "A man in the middle who makes a certificate for any name from an authority of his own.",
         ("man in the middle",)),
    Term("intermediate", "A certificate between leaf and root: the authority signs leaves with its key.",
         ("intermediates", "inter")),
    Term("issuer", "The name of whoever signed a certificate.", ("issuers", "signed by")),
    Term("key", "The public half of a key pair; a pin is its hash, and only the holder of the private half can answer "
         "a handshake for it.", ("keys", "its key", "public key", "Re-encoded")),
    Term("lab", "Servers and authorities of Pinspector's own on this machine: nothing in them is real."),
    Term("layer", "One certificate of a path.", ("layers",)),
    Term("leaf", "The server's own certificate, at the bottom of the path.", ("leaves",)),
    Term("locked out", "Said of an app whose pins match no key of the path: it cannot connect any more.",
         ("locks out", "lock out")),
    Term("minimum SDK", "The oldest Android release that the app is built for, as an API level.", ("min SDK",)),
    Term("names", "The hosts that a certificate speaks for: its subject alternative names.",
         ("SAN", "subject alternative name", "subject alternative names", "Name")),
    Term("Network Security Config", "Android's XML file that says, among other things, which pins a host must match.",
         ("NSC",)),
    Term("OCSP", "A way to ask an authority whether a certificate was revoked."),
    Term("OkHttp", "The HTTP client of most Android apps; its CertificatePinner checks pins.",
         ("CertificatePinner", "OkHttp Kotlin", "OkHttp Java")),
    Term("origin", "Where a certificate of the path came from: served, from the store, or fetched."),
    Term("overview", "The facts about one certificate: whose key, who signed it, how long, and its pin."),
    Term("path", "The chain as one client builds it, from the leaf to an anchor of its store: pins are compared with "
         "it.", ("paths",)),
    Term("path length", "How many intermediates may stand below an authority; a limit in its certificate."),
    Term("pattern", "The host name in a pin set, perhaps with all names below it.", ("host pattern",)),
    Term("PEM", "A certificate as text: base64 between two lines of dashes."),
    Term("pin", "The SHA-256 of a key's SubjectPublicKeyInfo, in base64.", ("pins", "SPKI pin", "pinned")),
    Term("pin set", "The chosen pins, backups, host pattern, subdomains and expiry: what goes into the app.",
         ("pin sets",)),
    Term("private anchor", "A root that stands in no public store: a company's, a proxy's, or the lab's."),
    Term("proxy", "Something between client and server that passes traffic on; one that inspects TLS shows a "
         "certificate of its own.", ("proxies",)),
    Term("public root", "A root that Mozilla's store holds.", ("public roots",)),
    Term("renewal", "A new certificate for the same name, with the old key or with a new one.",
         ("renewals", "renewed", "renew")),
    Term("revocation", "An authority's word that a certificate must no longer be believed before it ends.",
         ("revoked",)),
    Term("role", "What a certificate does in the path: leaf, intermediate or root."),
    Term("root", "A certificate that signed itself and is believed because it stands in the store.", ("roots",)),
    Term("rotation", "A planned change of keys.", ("rotations",)),
    Term("RSA", "A kind of key; EC keys such as P-256 are the shorter and newer kind.",
         ("ECDSA", "EC", "P-256", "P-384")),
    Term("SCT", "A signed promise that a certificate was entered in a public log of certificate transparency.",
         ("SCTs", "certificate transparency")),
    Term("serial", "The number that an authority gave a certificate.", ("serial number",)),
    Term("served", "As the server sent it, in its order.", ("sent by the server", "sent")),
    Term("SHA-256", "A hash of 32 bytes that nobody can steer."),
    Term("signature", "A number that only the holder of a private key can compute for given bytes, and everybody can "
         "check.", ("signatures", "signed")),
    Term("SNI", "Server Name Indication: the host that a client names in the handshake, so that the server can choose "
         "a certificate.", ("server name",)),
    Term("snippet", "The code for the picked layers, byte for byte as it is copied.", ("snippets",)),
    Term("SPKI", "SubjectPublicKeyInfo: a public key with its kind, as it stands in a certificate.",
         ("SubjectPublicKeyInfo",)),
    Term("STARTTLS", "A way to begin TLS on a connection that began in clear text, as mail servers do."),
    Term("store", "The anchors that a client trusts.", ("root store", "stores", "from store")),
    Term("subdomains", "All names below a host; pins may hold for them too.", ("subdomain",)),
    Term("subject", "Whose key a certificate speaks for."),
    Term("target", "The host, port and server name that were asked for.", ("host", "hosts")),
    Term("TLS", "What turns HTTP into HTTPS: encryption, and proof of who the server is.", ("HTTPS",)),
    Term("trusted", "Said of a chain whose path ends in an anchor, holds for the name, and is valid now."),
    Term("TrustKit", "A pinning library for Apple's systems and Android."),
    Term("unused", "Sent by the server, but in no path: a pin of it never matches."),
    Term("use", "What a key may be used for, as its certificate says.", ("key usage", "extended key usage")),
    Term("valid", "From when to when a certificate holds.", ("validity", "not yet valid", "expired")),
    Term("verdict", "What a client would do: connect, refuse, or not pin at all."),
    Term("whole file", "The code as a file that can be saved as it is."),
)  # fmt: skip
"""Every term, in the order of the alphabet."""


@cache
def _by_spelling() -> dict[str, Term]:
    return {spelling.lower(): term for term in TERMS for spelling in (term.word, *term.also)}


@cache
def _pattern() -> re.Pattern[str]:
    spellings = sorted(_by_spelling(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, spellings))})(?![\w-])", re.IGNORECASE)


def explain(word: str) -> Term | None:
    """Return the term that `word` spells, in any case, or None."""
    return _by_spelling().get(word.strip().lower())


def term_at(line: str, column: int) -> Term | None:
    """Return the term that stands at the character `column` of `line`, the longest one there, or None."""
    found = (match for match in _pattern().finditer(line) if match.start() <= column < match.end())
    match = next(found, None)
    return explain(match[0]) if match is not None else None


def terms_in(text: str) -> tuple[Term, ...]:
    """Return the terms that stand in `text`, each once, in the order of the alphabet."""
    found = {term.word for match in _pattern().finditer(text) if (term := explain(match[0])) is not None}
    return tuple(term for term in TERMS if term.word in found)

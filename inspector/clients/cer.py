"""The `.cer` export: the picked certificates as DER files, for apps that compare whole certificates."""

import base64

from inspector.clients.abilities import Abilities, Depth, Spelling, Starttls
from inspector.clients.client import CannotExpress, Snippet
from inspector.clients.files import RENEWAL, CertificateFile, certificate_header, certificate_notes, certificates_of
from inspector.clients.fit import Fitted, fit
from inspector.clients.fragment import Fragment
from inspector.clients.writing import hashed, snippet
from inspector.pinning.pin_set import PinSet

_LINE = 76


class Cer(Fragment):
    """A shell text that writes the files, and the bytes of each."""

    name = "cer"
    title = "Certificate file (.cer)"
    summary = "the picked certificate as a DER file, for apps that compare whole certificates (use --output)"
    abilities = Abilities(Spelling.CERTIFICATE, depth=Depth.ASKED, starttls=Starttls.ANY)

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return shell lines that write one file a certificate. Raises `CannotExpress`."""
        files = certificates_of(fitted)
        lines = hashed(certificate_header(fitted, RENEWAL))
        for file in files:
            text = base64.b64encode(file.der).decode("ascii")
            lines += [
                *hashed([file.words, f"SHA-256 of the certificate (not its pin): {file.fingerprint}"]),
                f"openssl base64 -d >'{file.name}' <<'CERTIFICATE'",
                *(text[i : i + _LINE] for i in range(0, len(text), _LINE)),
                "CERTIFICATE",
            ]
        first = min(file.last_day for file in files)
        said = certificate_notes(
            fitted,
            f"Ship the next certificate beside this one before {first}: afterwards the app is locked out.",
            "One certificate a file, in DER: SecCertificateCreateWithData takes nothing else.",
        )
        return snippet(fitted, lines, "shell", "{host}-cer.sh", said)

    def file(self, pin_set: PinSet) -> CertificateFile:
        """Return the one picked certificate. Raises `CannotExpress` where it is not exactly one."""
        files = certificates_of(fit(pin_set, self.abilities, self.title))
        if len(files) > 1:
            raise CannotExpress(
                "a .cer file holds one certificate, and more than one is picked", "pick one layer: --pick leaf"
            )
        return files[0]

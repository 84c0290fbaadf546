"""OkHttp before 4.3, which knows no `**.`: the host, and where subdomains are meant one label in front of it."""

from inspector.chain.host import ip_literal
from inspector.clients.abilities import Abilities, Depth, Spelling
from inspector.clients.client import CannotExpress, Snippet
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.writing import header, notes, pin_lines, slashed, snippet


class OkHttpOld(Fragment):
    """`CertificatePinner.Builder` as every OkHttp from 3.2 on reads it, in Java."""

    name = "okhttp-3"
    title = "OkHttp before 4.3"
    summary = "CertificatePinner in Java for OkHttp 3.2 to 4.2: the host and *.host, one label deep"
    abilities = Abilities(Spelling.OKHTTP, depth=Depth.ONE, android=True, versions="OkHttp 3.2 or later")

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the builder. Raises `CannotExpress`, so for an IPv6 address, which those versions refuse."""
        address = ip_literal(fitted.host)
        if address is not None and address.version == 6:
            raise CannotExpress("OkHttp before 4.3 refuses an IPv6 pattern", "use OkHttp 4.3 or later, or a name")
        pins = pin_lines(fitted, lambda text: f'"sha256/{text}",', "    ")
        pins[-1] = pins[-1].removesuffix(",")
        wildcard = [f'    .add("*.{fitted.host}", pins)'] if fitted.pin_set.subdomains else []
        lines = [
            *slashed(header(fitted, "Imports: okhttp3.CertificatePinner, okhttp3.OkHttpClient")),
            "String[] pins = {",
            *pins,
            "};",
            "",
            "CertificatePinner certificatePinner = new CertificatePinner.Builder()",
            f'    .add("{fitted.host}", pins)',
            *wildcard,
            "    .build();",
            "",
            "OkHttpClient client = new OkHttpClient.Builder()",
            "    .certificatePinner(certificatePinner)",
            "    .build();",
        ]
        said = notes(
            fitted,
            f"Redirects to hosts other than {'these' if fitted.pin_set.subdomains else fitted.host} are not pinned.",
        )
        return snippet(fitted, lines, "java", "okhttp-3-pins-{host}.java", said)

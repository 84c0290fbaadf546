""".NET: a handler whose callback keeps the ordinary checks and adds the pins."""

from inspector.clients.abilities import Abilities, Depth, Spelling, Starttls
from inspector.clients.client import Snippet
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.writing import header, notes, pin_lines, slashed, snippet


class DotNet(Fragment):
    """`HttpClientHandler.ServerCertificateCustomValidationCallback` as C#."""

    name = "dotnet"
    title = ".NET"
    summary = "HttpClientHandler in C# that compares the keys of the verified path"
    abilities = Abilities(Spelling.BASE64, depth=Depth.ASKED, starttls=Starttls.NEVER, versions=".NET 6 or later")

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return a class that makes the client. Raises `CannotExpress`."""
        lines = [
            *slashed(header(fitted)),
            "using System;",
            "using System.Collections.Generic;",
            "using System.Linq;",
            "using System.Net.Http;",
            "using System.Net.Security;",
            "using System.Security.Cryptography;",
            "using System.Security.Cryptography.X509Certificates;",
            "",
            "public static class PinnedHttp",
            "{",
            "    private static readonly HashSet<string> Pins = new()",
            "    {",
            *pin_lines(fitted, lambda text: f'"{text}",', " " * 8),
            "    };",
            "",
            "    public static HttpClient CreateClient() => new(new HttpClientHandler",
            "    {",
            "        ServerCertificateCustomValidationCallback = (_, _, chain, errors) =>",
            "            errors == SslPolicyErrors.None",
            "            && chain is not null",
            "            && chain.ChainElements.Any(element => Pins.Contains(PinOf(element.Certificate))),",
            "    });",
            "",
            "    private static string PinOf(X509Certificate2 certificate) =>",
            "        Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));",
            "}",
        ]
        said = notes(
            fitted,
            "It adds to the ordinary checks: a chain with any policy error is refused first.",
            "A mismatch is HttpRequestException: the callback rejected the certificate.",
        )
        return snippet(fitted, lines, "csharp", "PinnedHttp.cs", said)

"""Kotlin clients that hand their pins to a `CertificatePinner`: Retrofit, and Ktor's OkHttp and Darwin engines."""

from inspector.clients.abilities import Abilities, Spelling, Starttls
from inspector.clients.client import CannotExpress, Snippet
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.judges.ktor_darwin import KEYS
from inspector.clients.okhttp.write import OkHttpKotlin, pattern
from inspector.clients.writing import header, notes, pin_lines, slashed, snippet

_OKHTTP = Abilities(Spelling.OKHTTP, android=True)
_STARS = "Needs OkHttp 4.3 or later: older versions take ** literally and pin NOTHING."


class Retrofit(Fragment):
    """Retrofit over a pinned `OkHttpClient`."""

    name = "retrofit"
    title = "Retrofit"
    summary = "Retrofit over an OkHttpClient with a CertificatePinner, in Kotlin"
    abilities = Abilities(Spelling.OKHTTP, android=True, starttls=Starttls.NEVER)

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return OkHttp's builders and a `Retrofit` on top of them. Raises `CannotExpress`."""
        below = OkHttpKotlin().write(fitted.pin_set)
        text = below.text.replace(
            "// Imports: okhttp3.CertificatePinner, okhttp3.OkHttpClient\n",
            "// Imports: okhttp3.CertificatePinner, okhttp3.OkHttpClient, retrofit2.Retrofit\n",
        )
        lines = [
            *text.removesuffix("\n").split("\n"),
            "",
            "val retrofit = Retrofit.Builder()",
            f'    .baseUrl("https://{fitted.pin_set.service.at(fitted.host)}/")',
            "    .client(client)",
            "    .build()",
        ]
        said = ("Add the converters of your own; every Retrofit of the app needs this client.", *below.notes)
        return snippet(fitted, lines, "kotlin", "retrofit-pins-{host}.kt", said)


class Ktor(Fragment):
    """Ktor's OkHttp engine."""

    name = "ktor"
    title = "Ktor OkHttp"
    summary = "Ktor's HttpClient with the OkHttp engine, in Kotlin"
    abilities = _OKHTTP

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the client. Raises `CannotExpress`."""
        imports = "Imports: io.ktor.client.HttpClient, io.ktor.client.engine.okhttp.OkHttp, okhttp3.CertificatePinner"
        warning = (_STARS,) if fitted.pin_set.subdomains else ()
        lines = [
            *slashed(header(fitted, *warning, imports)),
            "val client = HttpClient(OkHttp) {",
            "    engine {",
            "        config {",
            *_pinner(fitted, "certificatePinner", " " * 12),
            "        }",
            "    }",
            "}",
        ]
        said = notes(
            fitted,
            *warning,
            "Each engine is pinned by itself: HttpClient() without this block, and the CIO engine, are not.",
        )
        return snippet(fitted, lines, "kotlin", "ktor-pins-{host}.kt", said)


class KtorDarwin(Fragment):
    """Ktor's Darwin engine, which has a `CertificatePinner` of its own."""

    name = "ktor-darwin"
    title = "Ktor Darwin"
    summary = "Ktor's HttpClient with the Darwin engine (iOS, macOS), in Kotlin"
    abilities = Abilities(Spelling.OKHTTP, keys=KEYS, versions="Ktor 2 or later")

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the client. Raises `CannotExpress`, so for keys that the engine passes over."""
        if ":" in fitted.host:
            raise CannotExpress("Ktor Darwin cannot pin an IPv6 address", "pin the name that the app connects to")
        imports = (
            "Imports: io.ktor.client.HttpClient, io.ktor.client.engine.darwin.Darwin,",
            "io.ktor.client.engine.darwin.certificates.CertificatePinner",
        )
        lines = [
            *slashed(header(fitted, *imports)),
            "val client = HttpClient(Darwin) {",
            "    engine {",
            *_pinner(fitted, "handleChallenge", " " * 8),
            "    }",
            "}",
        ]
        said = notes(
            fitted,
            "The import decides: okhttp3.CertificatePinner has the same name and is another class.",
            "It passes over keys other than RSA 1024, 2048, 3072, 4096, P-256 and P-384.",
        )
        return snippet(fitted, lines, "kotlin", "ktor-darwin-pins-{host}.kt", said)


def _pinner(fitted: Fitted, call: str, indent: str) -> list[str]:
    """Return `call` with a pinner as its argument."""
    pins = pin_lines(fitted, lambda text: f'"sha256/{text}",', f"{indent}            ")
    pins[-1] = pins[-1].removesuffix(",")
    return [
        f"{indent}{call}(",
        f"{indent}    CertificatePinner.Builder()",
        f"{indent}        .add(",
        f'{indent}            "{pattern(fitted.host, fitted.pin_set.subdomains)}",',
        *pins,
        f"{indent}        )",
        f"{indent}        .build()",
        f"{indent})",
    ]

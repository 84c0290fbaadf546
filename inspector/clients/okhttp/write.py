"""OkHttp's CertificatePinner, in Kotlin and in Java."""

from inspector.chain.host import ip_literal
from inspector.clients.abilities import Abilities, Spelling
from inspector.clients.client import Snippet
from inspector.clients.comments import (
    pin_words,
    reach_words,
    refused_words,
    source_words,
    stamp_words,
    warning_words,
)
from inspector.clients.fit import Fitted, fit
from inspector.clients.limits import file_stem
from inspector.clients.writing import shared_notes
from inspector.pinning.pin_set import PinSet

_IMPORTS = ("okhttp3.CertificatePinner", "okhttp3.OkHttpClient")
_CLASS = "PinnedHttp"

ABILITIES = Abilities(Spelling.OKHTTP, android=True)
"""Any layer, any key, any host; never an expiry."""


class OkHttpKotlin:
    """`CertificatePinner.Builder().add(...)` as Kotlin."""

    name = "okhttp-kotlin"
    title = "OkHttp Kotlin"
    summary = "CertificatePinner for OkHttp, Retrofit and Ktor's OkHttp engine, in Kotlin"
    has_whole_file = True
    featured = True
    abilities = ABILITIES

    def write(self, pin_set: PinSet, *, whole_file: bool = False) -> Snippet:
        """Return the builder, or with `whole_file` an object that holds it. Raises `CannotExpress`."""
        fitted = fit(pin_set, self.abilities, self.title)
        host, pin_set = fitted.host, fitted.pin_set
        if not whole_file:
            code = ("val certificatePinner", "val client")
            lines = [*_header(pin_set, host), f"// Imports: {', '.join(_IMPORTS)}", *_builders(pin_set, host, *code)]
            return _snippet(fitted, lines, "kotlin", f"okhttp-pins-{file_stem(host)}.kt")
        code = ("val certificatePinner: CertificatePinner", "val client: OkHttpClient")
        lines = [
            *_header(pin_set, host),
            "",
            *(f"import {name}" for name in _IMPORTS),
            "",
            f"object {_CLASS} {{",
            *_indented(_builders(pin_set, host, *code)),
            "}",
        ]
        return _snippet(fitted, lines, "kotlin", f"{_CLASS}.kt")


class OkHttpJava:
    """`new CertificatePinner.Builder().add(...)` as Java."""

    name = "okhttp-java"
    title = "OkHttp Java"
    summary = "CertificatePinner for OkHttp and Retrofit, in Java"
    has_whole_file = True
    featured = True
    abilities = ABILITIES

    def write(self, pin_set: PinSet, *, whole_file: bool = False) -> Snippet:
        """Return the builder, or with `whole_file` a class that holds it. Raises `CannotExpress`."""
        fitted = fit(pin_set, self.abilities, self.title)
        host, pin_set = fitted.host, fitted.pin_set
        if not whole_file:
            code = ("CertificatePinner certificatePinner", "OkHttpClient client")
            lines = [
                *_header(pin_set, host),
                f"// Imports: {', '.join(_IMPORTS)}",
                *_builders(pin_set, host, *code, java=True),
            ]
            return _snippet(fitted, lines, "java", f"okhttp-pins-{file_stem(host)}.java")
        code = (
            "public static final CertificatePinner CERTIFICATE_PINNER",
            "public static final OkHttpClient CLIENT",
        )
        lines = [
            *_header(pin_set, host),
            "",
            *(f"import {name};" for name in _IMPORTS),
            "",
            f"public final class {_CLASS} {{",
            *_indented(_builders(pin_set, host, *code, java=True)),
            "",
            f"    private {_CLASS}() {{}}",
            "}",
        ]
        return _snippet(fitted, lines, "java", f"{_CLASS}.java")


def pattern(host: str, subdomains: bool) -> str:
    """Return OkHttp's pattern: the host, or `**.` and the host for any depth, apex included (OkHttp 4.3)."""
    return f"**.{host}" if subdomains else host


def _header(pin_set: PinSet, host: str) -> list[str]:
    stamp = stamp_words(pin_set)
    lines = [stamp] if stamp else []
    lines += [source_words(pin_set, host), reach_words(pin_set, host), *warning_words(pin_set)]
    if pin_set.subdomains:
        lines.append("Needs OkHttp 4.3 or later: older versions take ** literally and pin NOTHING.")
    elif ":" in host:
        lines.append("Needs OkHttp 4.3 or later: older versions refuse an IPv6 pattern.")
    lines.append("OkHttp pins never expire: ship new pins before the old keys go.")
    return [f"// {line}" for line in lines]


def _builders(pin_set: PinSet, host: str, pinner: str, client: str, *, java: bool = False) -> list[str]:
    new, end = ("new ", ";") if java else ("", "")
    entries = pin_words(pin_set)
    pins: list[str] = []
    for index, (words, pin) in enumerate(entries):
        comma = "," if index < len(entries) - 1 else ""
        pins += [f"        // {words}", f'        "{pin}"{comma}']
    return [
        f"{pinner} = {new}CertificatePinner.Builder()",
        "    .add(",
        f'        "{pattern(host, pin_set.subdomains)}",',
        *pins,
        "    )",
        f"    .build(){end}",
        "",
        f"{client} = {new}OkHttpClient.Builder()",
        f"    .certificatePinner({pinner.removesuffix(': CertificatePinner').rsplit(' ', 1)[-1]})",
        f"    .build(){end}",
    ]


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" if line else "" for line in lines]


def _snippet(fitted: Fitted, lines: list[str], language: str, file_name: str) -> Snippet:
    return Snippet("\n".join(lines) + "\n", language, file_name, _notes(fitted), len(fitted.pin_set.pins))


def _notes(fitted: Fitted) -> tuple[str, ...]:
    host, notes = fitted.host, [*refused_words(fitted.pin_set)]
    if fitted.pin_set.subdomains:
        notes.append(
            "OkHttp before 4.3 takes ** literally and pins nothing. For such a version add the host and *.host "
            "instead; deeper names then stay unpinned."
        )
    elif ip_literal(host) is None:
        notes.append(f"Only {host} is pinned: redirects to other hosts are not.")
    if ":" in host:
        notes.append("OkHttp before 4.3 refuses an IPv6 pattern.")
    notes.append("OkHttp pins have no expiry: an app with old pins stays locked out until it is updated.")
    return (*notes, *shared_notes(fitted))

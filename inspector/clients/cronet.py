"""Cronet, and Android's own copy of it, HttpEngine."""

from datetime import UTC, date, datetime

from inspector.clients.abilities import Abilities, Expiry, Hosts, Spelling
from inspector.clients.client import Snippet
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.writing import header, notes, pin_lines, slashed, snippet

_BYPASS = "The last call matters: by default a root that the user installed gets past the pins."


class Cronet(Fragment):
    """`CronetEngine.Builder.addPublicKeyPins` as Kotlin."""

    name = "cronet"
    title = "Cronet"
    summary = "CronetEngine.Builder.addPublicKeyPins, in Kotlin; demands an expiry"
    abilities = Abilities(Spelling.BYTES, expiry=Expiry.REQUIRED, hosts=Hosts.NAMES, android=True)

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the engine. Raises `CannotExpress`, so without an expiry."""
        imports = "Imports: android.util.Base64, java.util.Date, org.chromium.net.CronetEngine"
        lines = [
            *slashed(header(fitted, imports)),
            "val engine = CronetEngine.Builder(context)",
            *_pins(fitted, "Date({})"),
            "    .enablePublicKeyPinningBypassForLocalTrustAnchors(false)",
            "    .build()",
        ]
        said = notes(
            fitted,
            _BYPASS,
            "A mismatch is net error -150.",
            "A second call for the same host replaces the first.",
        )
        return snippet(fitted, lines, "kotlin", "cronet-pins-{host}.kt", said)


class HttpEngine(Fragment):
    """`android.net.http.HttpEngine.Builder.addPublicKeyPins` as Kotlin."""

    name = "http-engine"
    title = "Android HttpEngine"
    summary = "HttpEngine.Builder.addPublicKeyPins on Android 14 and later, in Kotlin; demands an expiry"
    abilities = Abilities(
        Spelling.BYTES, expiry=Expiry.REQUIRED, hosts=Hosts.NAMES, android=True, versions="Android 14 (API 34) or later"
    )

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the engine. Raises `CannotExpress`, so without an expiry."""
        imports = "Imports: android.net.http.HttpEngine, android.util.Base64, java.time.Instant"
        lines = [
            *slashed(header(fitted, imports)),
            "val engine = HttpEngine.Builder(context)",
            *_pins(fitted, "Instant.ofEpochMilli({})"),
            "    .setEnablePublicKeyPinningBypassForLocalTrustAnchors(false)",
            "    .build()",
        ]
        said = notes(fitted, _BYPASS, "A second call for the same host replaces the first.")
        return snippet(fitted, lines, "kotlin", "http-engine-pins-{host}.kt", said)


def _pins(fitted: Fitted, moment: str) -> list[str]:
    """Return the call; `moment` makes the client's date of milliseconds since 1970 UTC."""
    expires = fitted.pin_set.expires or date.max
    millis = int(datetime(expires.year, expires.month, expires.day, tzinfo=UTC).timestamp()) * 1000
    return [
        "    .addPublicKeyPins(",
        f'        "{fitted.host}",',
        "        setOf(",
        *pin_lines(fitted, lambda text: f'Base64.decode("{text}", Base64.DEFAULT),', " " * 12),
        "        ),",
        f"        {'true' if fitted.pin_set.subdomains else 'false'},",
        f"        // {expires}T00:00:00Z",
        f"        {moment.format(f'{millis}L')},",
        "    )",
    ]

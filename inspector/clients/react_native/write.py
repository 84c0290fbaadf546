"""react-native-ssl-public-key-pinning: TrustKit on iOS, OkHttp on Android."""

from inspector.clients.abilities import Abilities, Expiry, Hosts, Spelling
from inspector.clients.client import Snippet
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.trustkit.write import KEYS
from inspector.clients.writing import header, notes, pin_lines, slashed, snippet

MODULE = "react-native-ssl-public-key-pinning"
"""The package."""


class ReactNative(Fragment):
    """`initializeSslPinning({...})`."""

    name = "react-native"
    title = "React Native"
    summary = f"{MODULE}, in TypeScript; demands two different pins"
    abilities = Abilities(
        Spelling.BASE64,
        least_pins=2,
        expiry=Expiry.OPTIONAL,
        hosts=Hosts.REGISTERED,
        unregistered="rejects on iOS and pins nothing there",
        keys=KEYS,
        stops_at_other_keys=True,
    )

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the call. Raises `CannotExpress` for what TrustKit would stop the app at (iOS), such as one pin."""
        expires = fitted.pin_set.expires
        expiration = [] if expires is None else [f"    expirationDate: '{expires.isoformat()}',"]
        lines = [
            *slashed(header(fitted)),
            f"import {{ initializeSslPinning }} from '{MODULE}';",
            "",
            "await initializeSslPinning({",
            f"  '{fitted.host}': {{",
            f"    includeSubdomains: {'true' if fitted.pin_set.subdomains else 'false'},",
            "    publicKeyHashes: [",
            *pin_lines(fitted, lambda text: f"'{text}',", " " * 6),
            "    ],",
            *expiration,
            "  },",
            "});",
        ]
        said = notes(
            fitted,
            "Await it before the first request; a second call replaces what the first pinned.",
            "The pins are bare base64 without sha256/; two must differ, or the call rejects on iOS and pins nothing.",
        )
        return snippet(fitted, lines, "typescript", "ssl-pinning-{host}.ts", said)

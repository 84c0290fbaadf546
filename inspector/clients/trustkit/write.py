"""TrustKit: the dictionary of its configuration, as Swift code or in Info.plist."""

from inspector.clients.abilities import Abilities, Expiry, Hosts, Spelling
from inspector.clients.client import Snippet
from inspector.clients.comments import pin_words
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.writing import header, notes, pin_lines, slashed, snippet, xml_comments

KEYS = frozenset(("RSA 2048", "RSA 3072", "RSA 4096", "EC P-256", "EC P-384"))
"""Keys that TrustKit can hash; another one on the way to the match ends the check (TSKSPKIHashCache.m)."""

_ABILITIES = Abilities(
    Spelling.BASE64,
    least_pins=2,
    expiry=Expiry.OPTIONAL,
    hosts=Hosts.REGISTERED,
    keys=KEYS,
    stops_at_other_keys=True,
    versions="TrustKit 3 (iOS 12, macOS 10.13, tvOS 12, watchOS 4, or later)",
)


class TrustKitCode(Fragment):
    """`TrustKit.initSharedInstance(withConfiguration:)` as Swift."""

    name = "trustkit"
    title = "TrustKit"
    summary = "TrustKit's configuration in Swift; demands two different pins"
    abilities = _ABILITIES

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the call that starts TrustKit. Raises `CannotExpress`, so for a set of one pin."""
        expires = fitted.pin_set.expires
        expiration = [] if expires is None else [f'            kTSKExpirationDate: "{expires.isoformat()}",']
        lines = [
            *slashed(header(fitted, "Import: TrustKit. Call this before the first connection, at the app's start.")),
            "TrustKit.initSharedInstance(withConfiguration: [",
            "    kTSKSwizzleNetworkDelegates: false,",
            "    kTSKPinnedDomains: [",
            f'        "{fitted.host}": [',
            f"            kTSKIncludeSubdomains: {'true' if fitted.pin_set.subdomains else 'false'},",
            "            kTSKEnforcePinning: true,",
            "            kTSKDisableDefaultReportUri: true,",
            *expiration,
            "            kTSKPublicKeyHashes: [",
            *pin_lines(fitted, lambda text: f'"{text}",', " " * 16),
            "            ],",
            "        ] as [String: Any],",
            "    ],",
            "])",
        ]
        return snippet(fitted, lines, "swift", "trustkit-{host}.swift", _notes(fitted))


class TrustKitPlist(Fragment):
    """`TSKConfiguration` in Info.plist."""

    name = "trustkit-plist"
    title = "TrustKit plist"
    summary = "TrustKit's configuration in Info.plist; demands two different pins"
    abilities = _ABILITIES

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the `TSKConfiguration` entry. Raises `CannotExpress`, so for a set of one pin."""
        expires = fitted.pin_set.expires
        expiration: list[str] = []
        if expires is not None:
            expiration = [
                "            <key>TSKExpirationDate</key>",
                f"            <string>{expires.isoformat()}</string>",
            ]
        hashes: list[str] = []
        for words, pin in pin_words(fitted.pin_set):
            hashes += [*xml_comments(fitted, [words]), f"<string>{pin.base64}</string>"]
        lines = [
            *xml_comments(fitted, header(fitted)),
            "<key>TSKConfiguration</key>",
            "<dict>",
            "    <key>TSKSwizzleNetworkDelegates</key>",
            "    <false/>",
            "    <key>TSKPinnedDomains</key>",
            "    <dict>",
            f"        <key>{fitted.host}</key>",
            "        <dict>",
            "            <key>TSKIncludeSubdomains</key>",
            f"            <{'true' if fitted.pin_set.subdomains else 'false'}/>",
            "            <key>TSKEnforcePinning</key>",
            "            <true/>",
            "            <key>TSKDisableDefaultReportUri</key>",
            "            <true/>",
            *expiration,
            "            <key>TSKPublicKeyHashes</key>",
            "            <array>",
            *(f"                {line}" for line in hashes),
            "            </array>",
            "        </dict>",
            "    </dict>",
            "</dict>",
        ]
        return snippet(fitted, lines, "xml", "trustkit-{host}.plist.xml", _notes(fitted))


def _notes(fitted: Fitted) -> tuple[str, ...]:
    return notes(
        fitted,
        "Without swizzling, the app's URLSession delegate must ask TrustKit's pinning validator.",
        "A host whose ending is in no public suffix list, or a pin that is not 32 bytes, stops the app at start.",
        "A layer whose key is not RSA 2048, 3072, 4096, P-256 or P-384 can end the check: every connection fails.",
    )

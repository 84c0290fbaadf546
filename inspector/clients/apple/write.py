"""Apple's Identity Pinning: `NSPinnedDomains` in an app's Info.plist."""

from inspector.chain.path import Role
from inspector.clients.abilities import Abilities, Depth, Hosts, Positions, Spelling
from inspector.clients.client import Snippet
from inspector.clients.comments import pin_words
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.writing import header, notes, snippet, xml_comments

LEAF_LIST = "NSPinnedLeafIdentities"
"""The list that is compared with the leaf."""

CA_LIST = "NSPinnedCAIdentities"
"""The list that is compared with every certificate above the leaf."""

PIN_KEY = "SPKI-SHA256-BASE64"
"""The one key of an identity."""


class Apple(Fragment):
    """`NSAppTransportSecurity` with one pinned domain, to merge into Info.plist."""

    name = "apple"
    title = "Apple NSPinnedDomains"
    summary = "Info.plist for URLSession on iOS 14, macOS 11 and later: a leaf list or a CA list"
    featured = True
    abilities = Abilities(
        Spelling.BASE64,
        positions=Positions.ONE_SIDE,
        depth=Depth.ONE,
        hosts=Hosts.DOTTED,
        versions="iOS 14, iPadOS 14, macOS 11 or visionOS 1, or later; older systems ignore it",
    )

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the `NSAppTransportSecurity` entry. Raises `CannotExpress`, so for leaf and CA as alternatives.

        The position of the picked layer decides the list: index 0 of the path is the leaf list's, everything above
        it the CA list's; both lists together would be two demands (parseNSPinnedDomains in Apple's SecPolicy.c).
        """
        is_leaf = fitted.pin_set.chosen[0].role is Role.LEAF
        identities: list[str] = []
        for words, pin in pin_words(fitted.pin_set):
            identities += xml_comments(fitted, [words])
            identities += ["<dict>", f"    <key>{PIN_KEY}</key>", f"    <string>{pin.base64}</string>", "</dict>"]
        looks = "the leaf only" if is_leaf else "every certificate above the leaf, the root included"
        merge = "Merge this into the NSAppTransportSecurity of Info.plist: a second key of that name is not read."
        lines = [
            *xml_comments(fitted, header(fitted, f"Compared with {looks}.", merge)),
            "<key>NSAppTransportSecurity</key>",
            "<dict>",
            "    <key>NSPinnedDomains</key>",
            "    <dict>",
            f"        <key>{fitted.host}</key>",
            "        <dict>",
            "            <key>NSIncludesSubdomains</key>",
            f"            <{'true' if fitted.pin_set.subdomains else 'false'}/>",
            f"            <key>{LEAF_LIST if is_leaf else CA_LIST}</key>",
            "            <array>",
            *(f"                {line}" for line in identities),
            "            </array>",
            "        </dict>",
            "    </dict>",
            "</dict>",
        ]
        said = notes(
            fitted,
            "Merge it: NSAppTransportSecurity may stand in Info.plist only once; a second one is not read.",
            "URLSession and what is built on it obey; WKWebView, Network.framework and other TLS stacks do not.",
            "Each extension and App Clip has an Info.plist of its own.",
            "A mismatch is NSURLErrorDomain -1200. Try it once with a wrong pin: it must fail.",
        )
        return snippet(fitted, lines, "xml", "nspinneddomains-{host}.plist.xml", said)

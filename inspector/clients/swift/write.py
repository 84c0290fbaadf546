"""Pins that Swift code compares by itself: a URLSession delegate, and an Alamofire evaluator."""

from inspector.clients.abilities import Abilities, Depth, Hosts, Spelling
from inspector.clients.client import Snippet
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.spki_prefix import PREFIXES, needed_prefixes, swift_bytes
from inspector.clients.writing import header, notes, pin_lines, slashed, snippet

_SYSTEMS = "iOS 15, macOS 12, tvOS 15 or watchOS 8, or later"


class SwiftDelegate(Fragment):
    """A `URLSessionDelegate` that compares the keys of the verified path."""

    name = "swift-delegate"
    title = "Swift URLSession delegate"
    summary = "a URLSession delegate that hashes each key with the ASN.1 prefix it needs"
    abilities = Abilities(
        Spelling.BASE64, depth=Depth.ANY, hosts=Hosts.NAMES, keys=frozenset(PREFIXES), versions=_SYSTEMS
    )

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the class. Raises `CannotExpress`, so for keys that Apple gives no bytes of."""
        below = ' || host.hasSuffix(".\\(pinnedHost)")' if fitted.pin_set.subdomains else ""
        lines = [
            *slashed(header(fitted)),
            "import CryptoKit",
            "import Foundation",
            "import Security",
            "",
            "final class PinnedSessionDelegate: NSObject, URLSessionDelegate {",
            f'    private let pinnedHost = "{fitted.host}"',
            *_members(fitted, self.title),
            "",
            "    func urlSession(",
            "        _ session: URLSession,",
            "        didReceive challenge: URLAuthenticationChallenge,",
            "        completionHandler: @escaping (URLSession.AuthChallengeDisposition, URLCredential?) -> Void",
            "    ) {",
            "        let space = challenge.protectionSpace",
            "        guard space.authenticationMethod == NSURLAuthenticationMethodServerTrust,",
            "              isPinned(space.host) else {",
            "            completionHandler(.performDefaultHandling, nil)",
            "            return",
            "        }",
            "        guard let trust = space.serverTrust, SecTrustEvaluateWithError(trust, nil), hasPin(trust) else {",
            "            completionHandler(.cancelAuthenticationChallenge, nil)",
            "            return",
            "        }",
            "        completionHandler(.performDefaultHandling, nil)",
            "    }",
            "",
            "    private func isPinned(_ name: String) -> Bool {",
            "        var host = name.lowercased()",
            '        if host.hasSuffix(".") { host.removeLast() }',
            f"        return host == pinnedHost{below}",
            "    }",
            "",
            *_has_pin(),
            "}",
        ]
        said = notes(
            fitted,
            "Make the session with it: URLSession(configuration: .default, delegate: PinnedSessionDelegate(), "
            "delegateQueue: nil).",
            "A delegate of a task that answers challenges itself takes its place: that task is not pinned.",
            "A mismatch is URLError.cancelled (-999).",
            *_prefix_note(fitted, self.title),
        )
        return snippet(fitted, lines, "swift", "PinnedSessionDelegate.swift", said)


class Alamofire(Fragment):
    """A `ServerTrustEvaluating` for Alamofire 5, whose own evaluators take no hashes."""

    name = "alamofire"
    title = "Alamofire"
    summary = "an evaluator for Alamofire 5, whose own ones take certificates and no hashes"
    abilities = Abilities(
        Spelling.BASE64,
        depth=Depth.NONE,
        hosts=Hosts.NAMES,
        keys=frozenset(PREFIXES),
        versions=f"Alamofire 5, and {_SYSTEMS}",
    )

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the evaluator and a session that uses it. Raises `CannotExpress`, so for subdomains."""
        lines = [
            *slashed(header(fitted)),
            "import Alamofire",
            "import CryptoKit",
            "import Foundation",
            "import Security",
            "",
            "struct PinnedKeysEvaluator: ServerTrustEvaluating {",
            "    struct NoPinMatches: Error {}",
            "",
            *_members(fitted, self.title),
            "",
            "    func evaluate(_ trust: SecTrust, forHost host: String) throws {",
            "        try trust.af.performDefaultValidation(forHost: host)",
            "        try trust.af.performValidation(forHost: host)",
            "        guard hasPin(trust) else {",
            "            let reason = AFError.ServerTrustFailureReason.customEvaluationFailed(error: NoPinMatches())",
            "            throw AFError.serverTrustEvaluationFailed(reason: reason)",
            "        }",
            "    }",
            "",
            *_has_pin(),
            "}",
            "",
            "let pinnedSession = Session(serverTrustManager: ServerTrustManager(",
            "    allHostsMustBeEvaluated: false,",
            f'    evaluators: ["{fitted.host}": PinnedKeysEvaluator()]',
            "))",
        ]
        said = notes(
            fitted,
            f"Requests must go through pinnedSession; other hosts than {fitted.host} are not pinned.",
            "Alamofire itself says to prefer NSPinnedDomains on iOS 14 and later.",
            *_prefix_note(fitted, self.title),
        )
        return snippet(fitted, lines, "swift", "PinnedKeysEvaluator.swift", said)


def _members(fitted: Fitted, title: str) -> list[str]:
    """Return the pins, and the prefixes of their keys."""
    prefixes: list[str] = []
    for name in needed_prefixes(fitted.pin_set, title):
        prefixes += [f"        // {name}", f"        {swift_bytes(name)},"]
    return [
        "    private let pins: Set<String> = [",
        *pin_lines(fitted, lambda text: f'"{text}",', " " * 8),
        "    ]",
        "    // SecKeyCopyExternalRepresentation gives the bare key; in a certificate this DER stands in front of it.",
        "    private let prefixes: [[UInt8]] = [",
        *prefixes,
        "    ]",
    ]


def _has_pin() -> list[str]:
    """Return the method that walks the verified path, the root included."""
    return [
        "    private func hasPin(_ trust: SecTrust) -> Bool {",
        "        let path = SecTrustCopyCertificateChain(trust) as? [SecCertificate] ?? []",
        "        return path.contains { certificate in",
        "            guard let key = SecCertificateCopyKey(certificate),",
        "                  let bare = SecKeyCopyExternalRepresentation(key, nil) as Data? else { return false }",
        "            return prefixes.contains { prefix in",
        "                pins.contains(Data(SHA256.hash(data: Data(prefix) + bare)).base64EncodedString())",
        "            }",
        "        }",
        "    }",
    ]


def _prefix_note(fitted: Fitted, title: str) -> tuple[str, ...]:
    if len(needed_prefixes(fitted.pin_set, title)) < len(PREFIXES):
        return ("It holds the prefixes of these keys only: another kind of key needs its own.",)
    return ()

"""The keys of a TrustKit configuration, as Info.plist and code write them."""

from inspector.clients.literal import Literal
from inspector.clients.near import nearest

PINNED_DOMAINS = "TSKPinnedDomains"
HASHES = "TSKPublicKeyHashes"
SUBDOMAINS = "TSKIncludeSubdomains"
ENFORCE = "TSKEnforcePinning"
EXPIRATION = "TSKExpirationDate"
NO_DEFAULT_REPORT = "TSKDisableDefaultReportUri"
EXCLUDE = "kSKExcludeSubdomainFromParentPolicy"
"""The value of `kTSKExcludeSubdomainFromParentPolicy`, misspelt in TrustKit itself (TSKTrustKitConfig.m)."""

ALGORITHMS = "TSKPublicKeyAlgorithms"
USER_ANCHORS = "TSKIgnorePinningForUserDefinedTrustAnchors"

DOMAIN_KEYS = (
    *(HASHES, SUBDOMAINS, ENFORCE, EXPIRATION, NO_DEFAULT_REPORT, EXCLUDE, ALGORITHMS),
    *("TSKReportUris", "TSKAdditionalTrustAnchors"),
)
"""What one domain may hold."""

GLOBAL_KEYS = ("TSKSwizzleNetworkDelegates", PINNED_DOMAINS, USER_ANCHORS)
"""What the whole may hold."""


def key_of_constant(name: str) -> str | None:
    """Return the value of the constant `name` of TrustKit (`kTSKPublicKeyHashes`), or None where it has none such."""
    bare = name.rpartition(".")[2]
    if bare == "kTSKExcludeSubdomainFromParentPolicy":
        return EXCLUDE
    key = bare.removeprefix("k")
    return key if bare.startswith("kTSK") and key in (*DOMAIN_KEYS, *GLOBAL_KEYS) else None


def meant_key(key: str, known: tuple[str, ...]) -> str:
    """Return the key that `key` is a misspelling of, or an empty text; a constant's name as text is one too."""
    if key == "TSKExcludeSubdomainFromParentPolicy":
        return EXCLUDE
    return key_of_constant(key) or nearest(key, known)


def says_yes(value: Literal) -> bool:
    """Return what `boolValue` makes of a boolean, number or text: texts that begin with Y, T or a digit are true."""
    begin = value.text.strip().lstrip("+-0")[:1]
    return value.truth or (begin != "" and begin in "YyTt123456789")

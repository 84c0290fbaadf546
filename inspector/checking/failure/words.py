"""What the kinds of failure mean, and what to do about each."""

from inspector.checking.failure.text import FailureKind

LEAF_ONLY = frozenset({"curl", "wget"})
"""Clients that compare the key of the leaf and nothing else, whether the chain is checked or not."""

_LEAF_SUMMARY = (
    "The key of the leaf is none of the pins: no other certificate is looked at. With the chain left unchecked it is "
    "the same text, so nothing is said about trust or the name."
)
_LEAF_HINT = "Compare what is pinned with the leaf of today: pinspector show HOST."


def summary_of(kind: FailureKind, client: str) -> str:
    """Return what a text of this kind means when `client` prints it."""
    return _LEAF_SUMMARY if kind is FailureKind.PINS and client in LEAF_ONLY else SUMMARIES[kind]


def hint_of(kind: FailureKind, client: str) -> str:
    """Return what to do about a text of this kind when `client` prints it."""
    return _LEAF_HINT if kind is FailureKind.PINS and client in LEAF_ONLY else HINTS[kind]


SUMMARIES = {
    FailureKind.PINS: "The chain was trusted and the name was right, but no pin is in the chain.",
    FailureKind.EMPTY_CHAIN: (
        "There is no line under the chain: OkHttp could not put the chain in order, and compared the pins with nothing."
        " This is not a wrong pin."
    ),
    FailureKind.HOSTNAME: "The certificate is for other names. That is checked before any pin, so no pin was asked.",
    FailureKind.UNTRUSTED: "The chain leads to no root that the client trusts. That is checked before any pin.",
    FailureKind.UNCLEAR: "The system says no more than that: a pin, the chain, the name or the protocol may be why.",
}

HINTS = {
    FailureKind.PINS: "Name the host, and give the file with the pins: this text shows neither the chain nor the pins.",
    FailureKind.EMPTY_CHAIN: (
        "Look for a trust manager that trusts everything, or whose accepted issuers are empty, and for an intermediate"
        " that the server does not send."
    ),
    FailureKind.HOSTNAME: "Check the host in the app, the certificate on the server, and --server-name.",
    FailureKind.UNTRUSTED: "Check which intermediates the server sends, and the roots of the device.",
    FailureKind.UNCLEAR: "Check the file with the pins against the host: pinspector check Info.plist.",
}

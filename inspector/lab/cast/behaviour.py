"""Servers that do not behave."""

from datetime import datetime

from inspector.lab.cast.family import issuing_of, root_of, serving
from inspector.lab.contexts import Rules, make_context
from inspector.lab.conversation import Conversation, PlainText, Reset, Tls
from inspector.lab.pki import issue_leaf
from inspector.lab.setup import Setup

_PACE = (400, 0.4)
_REFUSAL = b"The plain HTTP request was not understood.\n"


def old_tls(now: datetime) -> Setup:
    """Serve TLS 1.0 and 1.1 only."""
    root, issuing = issuing_of(now)
    leaf = issue_leaf(["museum.bank.test"], issuing, now)
    return serving([leaf], [issuing], [root], rules=Rules.OLD)


def silent(now: datetime) -> Setup:
    """Take connections and never say a word."""
    return Setup(Conversation, (root_of(now),))


def slow(now: datetime) -> Setup:
    """Say everything, a few hundred bytes at a time."""
    root, issuing = issuing_of(now)
    context = make_context([issue_leaf(["slow.bank.test"], issuing, now)], [issuing])
    return Setup(lambda: Tls(context, pace=_PACE), (root,))


def plain_text(now: datetime) -> Setup:
    """Answer in plain HTTP, as a server on port 80 does."""
    head = f"HTTP/1.1 400 Bad Request\r\nContent-Length: {len(_REFUSAL)}\r\nConnection: close\r\n\r\n".encode("ascii")
    return Setup(lambda: PlainText(head + _REFUSAL), (root_of(now),))


def resets(now: datetime) -> Setup:
    """End every connection with a TCP reset."""
    return Setup(Reset, (root_of(now),))

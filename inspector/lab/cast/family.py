"""The lab's ordinary family: one root, one intermediate, and leaves below it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from inspector.lab.contexts import Rules, make_context
from inspector.lab.conversation import Conversation, Tls
from inspector.lab.pki import Credential, issue_ca, make_root
from inspector.lab.setup import Setup

ROOT = "Lab Root X1"
ISSUING = "Lab Issuing CA R1"


def root_of(now: datetime) -> Credential:
    """Return the lab's root."""
    return make_root(ROOT, now)


def issuing_of(now: datetime) -> tuple[Credential, Credential]:
    """Return the lab's root and its issuing CA."""
    root = root_of(now)
    return root, issue_ca(ISSUING, root, now, path_length=0)


def serving(
    leaves: Sequence[Credential],
    extra: Sequence[Credential],
    anchors: Sequence[Credential],
    *,
    rules: Rules = Rules.MODERN,
    outside: Sequence[Credential] = (),
    since: Sequence[tuple[int, int | None]] = (),
) -> Setup:
    """Return a server that sends one of `leaves` and then `extra`; fields as in `Setup`."""
    return Setup(speak_tls(leaves, extra, rules), tuple(anchors), tuple(outside), tuple(since))


def speak_tls(
    leaves: Sequence[Credential], extra: Sequence[Credential], rules: Rules = Rules.MODERN
) -> Callable[[], Conversation]:
    """Return what makes one TLS conversation that sends these certificates."""
    context = make_context(leaves, extra, rules)
    return lambda: Tls(context)

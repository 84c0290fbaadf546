"""A TLS proxy in the middle: a certificate for any name, from a CA of its own."""

from datetime import datetime
from typing import TYPE_CHECKING

from inspector.chain.host import HostError, ip_literal, parse_host
from inspector.lab.cast.family import root_of
from inspector.lab.contexts import choose_by_name, make_context
from inspector.lab.conversation import Tls
from inspector.lab.pki import issue_ca, issue_leaf, key_named, make_root
from inspector.lab.setup import Setup

if TYPE_CHECKING:
    from OpenSSL import SSL

HOST = "wifi.bank.test"
_MAX_NAMES = 64


def interceptor(now: datetime) -> Setup:
    """Make a certificate for the name that the client asks for, as an inspecting proxy does."""
    own_root = make_root("Lab Interceptor Root", now)
    issuing = issue_ca("Lab Interceptor CA", own_root, now, path_length=0)
    key = key_named("interceptor")
    made: dict[str, SSL.Context] = {}

    def context_for(text: str) -> "SSL.Context | None":
        try:
            name = parse_host(text)
        except HostError:
            return None
        if ip_literal(name) is not None or (name not in made and len(made) >= _MAX_NAMES):
            return None
        if name not in made:
            made[name] = make_context([issue_leaf([name], issuing, now, key=key)], [issuing])
        return made[name]

    context = make_context([issue_leaf([HOST], issuing, now, key=key)], [issuing])
    choose_by_name(context, context_for)
    return Setup(lambda: Tls(context), (root_of(now),), (own_root,))

"""A TLS proxy in the middle: a certificate for any name, from a CA of its own, and the real server behind it."""

from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from inspector.chain.host import HostError, ip_literal, parse_host
from inspector.lab.cast.family import issuing_of, root_of, speak_tls
from inspector.lab.contexts import choose_by_name, make_context
from inspector.lab.pki import Credential, issue_ca, issue_leaf, key_named, make_root
from inspector.lab.relay import Overheard, RealServer, Relay
from inspector.lab.server import Server
from inspector.lab.setup import Setup

if TYPE_CHECKING:
    from OpenSSL import SSL

HOST = "wifi.bank.test"
_REAL_NAMES = (HOST, "api.bank.test")
_MAX_NAMES = 64


class Behind:
    """The lab's own real server behind the man in the middle, started when a request is first handed on."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._lock = Lock()
        self._server: Server | None = None
        self._closed = False

    def real(self) -> RealServer:
        """Return the server, which runs from now on. Raises `OSError` where it cannot listen or was closed."""
        root, issuing = issuing_of(self._now)
        with self._lock:
            if self._closed:
                raise OSError("the lab is closed")
            if self._server is None:
                leaf = issue_leaf(_REAL_NAMES, issuing, self._now, key=key_named("api.bank.test"))
                self._server = Server(speak_tls([leaf], [issuing]), "behind")
            return RealServer(self._server.port, root.pem)

    def close(self) -> None:
        """Stop the server, where it runs."""
        with self._lock:
            self._closed = True
            if self._server is not None:
                self._server.close()


def forged_names(now: datetime) -> tuple["SSL.Context", Credential]:
    """Return the context that makes a certificate for whatever name a client asks for, and the CA that signs them."""
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
    return context, own_root


def interceptor(now: datetime) -> Setup:
    """Make a certificate for the name that the client asks for, as an inspecting proxy does, and hand requests on."""
    context, own_root = forged_names(now)
    behind, seen = Behind(now), list[Overheard]()
    return Setup(
        lambda: Relay(context, behind.real, seen),
        (root_of(now),),
        (own_root,),
        overheard=seen,
        close_behind=behind.close,
    )

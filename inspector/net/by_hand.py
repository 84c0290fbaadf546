"""The command that asks the same server again with openssl, where openssl reaches it in the same way."""

from inspector.chain.working import server_command
from inspector.net.handshake import Handshake
from inspector.net.target import Target, join_port

_PLAIN = ("TLS 1.2", "TLS 1.3")


def ask_again(target: Target, handshake: Handshake, place: int) -> str | None:
    """Return a shell command that prints the pin of what the server sends at `place`, counted from 0.

    None where a proxy, STARTTLS, a client certificate or an old protocol stands between: the plain command would
    meet another server or none.
    """
    if handshake.proxy or handshake.starttls or handshake.client_certificate_sent or handshake.version not in _PLAIN:
        return None
    return server_command(join_port(*target.endpoint), target.sni, place)

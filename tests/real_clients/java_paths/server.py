"""One TLS server on loopback that answers each server name with that graph's certificates."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from trust.android.graphs import Graph
from trust.android.pki import pem_key, pem_of


@contextlib.contextmanager
def serving(graphs: Sequence[Graph], folder: Path) -> Iterator[int]:
    """Serve every graph under the host `NAME.dev.test`; gives the port."""
    contexts = {f"{graph.name}.dev.test": _context(graph, folder) for graph in graphs}
    fallback = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

    def choose(connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> int | None:
        if name not in contexts:
            return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        connection.context = contexts[name]
        return None

    fallback.sni_callback = choose
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        thread = threading.Thread(target=_accept, args=(listener, fallback), daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(10)


def _context(graph: Graph, folder: Path) -> ssl.SSLContext:
    assert graph.leaf is not None
    file = folder / f"{graph.name}.server.pem"
    file.write_bytes(pem_key(graph.leaf) + pem_of(*graph.served))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.load_cert_chain(file)
    return context


def _accept(listener: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        connection.settimeout(20)
        with contextlib.suppress(OSError), context.wrap_socket(connection, server_side=True) as secured:
            secured.recv(1)

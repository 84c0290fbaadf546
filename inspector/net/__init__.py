"""Getting what a server sends: target, addresses, proxy, handshake, and errors by stage."""

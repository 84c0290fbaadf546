"""One file a client: how it writes pins."""

"""Plain text until both sides agree to go on in TLS: one small function for each protocol."""

"""A private PKI and TLS servers on loopback, one scenario a function."""

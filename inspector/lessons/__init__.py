"""Ten short lessons about pinning: words, the chain that is open, and experiments with real TLS in the lab."""

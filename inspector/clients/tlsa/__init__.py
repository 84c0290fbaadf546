"""TLSA records for DANE (RFC 6698)."""

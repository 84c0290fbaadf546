"""Certificates in PKCS #12 containers (RFC 7292): what they hold, and what the password opens."""

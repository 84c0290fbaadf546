"""What the extensions of RFC 5280 and its successors say, one subject a file."""

"""Texts that tell of a failed pin: what they say, line by line, and how they stand to the live chain."""

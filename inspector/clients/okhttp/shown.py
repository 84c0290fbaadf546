"""How much of what code holds is shown in a sentence about it."""

CODE = 60
"""Characters of an expression or of a pin that are shown."""

PATTERN = 100
"""Characters of a host pattern that are shown."""

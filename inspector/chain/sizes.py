"""Bounds that several rooms share, of what is read and of what is shown."""

FILE_BYTES = 16 * 1024 * 1024
"""Largest file of certificates or roots that is read, in bytes."""

KEY_FILE_BYTES = 1024 * 1024
"""Largest file of a key, alone or with its certificate, that is read, in bytes."""

NAMES_SHOWN = 100
"""Names of a request that are shown; the others are counted."""

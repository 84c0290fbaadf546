"""curl and wget: `--pinnedpubkey`."""

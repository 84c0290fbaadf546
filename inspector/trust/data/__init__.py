"""Which root is in which release of Android and of Apple's systems: packaged facts, see README.md beside this file."""

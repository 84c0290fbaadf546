"""What releases of Android and of Apple's systems make of an inspected chain, and of the pins in an app."""

"""Pinspector: see the certificate chain that an app will see, choose what to pin, know what will break it."""

__version__ = "0.1.0"

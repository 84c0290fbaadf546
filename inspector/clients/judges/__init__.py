"""Judges of clients that have no folder of their own."""

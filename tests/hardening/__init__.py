"""What must never happen, counted: run `python -m hardening` in `tests/`."""

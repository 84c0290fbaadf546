"""Where the shared test data lies, and what happens when it is absent."""

import os
from pathlib import Path

import pytest

_HERE = Path(__file__).resolve().parent
REQUIRED = frozenset(filter(None, os.environ.get("PINSPECTOR_REQUIRE", "").split(",")))


def shared(folder: str, name: str) -> Path:
    """Return the file or folder `name` of the shared folder (`data`, `testdata`), or skip the test by name.

    Under ``PINSPECTOR_REQUIRE=testdata`` an absent file is a failure.
    """
    path = _HERE.parent.parent / "shared" / folder / name
    if path.exists():
        return path
    message = f"shared {folder}/{name} is absent"
    if "testdata" in REQUIRED:
        pytest.fail(message)
    pytest.skip(message)


def require_client(found: object, name: str) -> None:
    """Skip the test by name where the real client is absent; fail under ``PINSPECTOR_REQUIRE=clients``."""
    if found:
        return
    message = f"real client absent: {name}"
    if "clients" in REQUIRED:
        pytest.fail(message)
    pytest.skip(message)

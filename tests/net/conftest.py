"""What the tests of fetching share: nothing may be left behind."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from net.credentials import Credential, issue

_DESCRIPTORS = Path("/proc/self/fd")


def _descriptors() -> int:
    return sum(1 for _ in _DESCRIPTORS.iterdir()) if _DESCRIPTORS.exists() else 0


@pytest.fixture(autouse=True)
def _nothing_is_left_behind() -> Iterator[None]:
    before, descriptors = set(threading.enumerate()), _descriptors()
    yield
    assert set(threading.enumerate()) <= before
    assert _descriptors() <= descriptors


@pytest.fixture(scope="session")
def authority() -> Credential:
    """Return a self-signed authority."""
    return issue("Test Authority")

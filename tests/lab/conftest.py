"""The scenario that a test is given, running."""

from collections.abc import Iterator

import pytest

from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios


@pytest.fixture
def running(request: pytest.FixtureRequest) -> Iterator[Running]:
    """Start the scenario that the test is given, with certificates of this day."""
    with scenarios()[request.param].start() as started:
        yield started

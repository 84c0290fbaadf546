"""The scenarios by name, the demo's first."""

from datetime import datetime
from typing import TYPE_CHECKING

from inspector.lab.running import Scenario

if TYPE_CHECKING:
    from inspector.lab.setup import Setup

DEFAULT = "good"


def _good(now: datetime) -> "Setup":
    from inspector.lab import cast

    return cast.good(now)


def scenarios() -> dict[str, Scenario]:
    """Return all scenarios by name, in the order in which they are listed."""
    every = (
        Scenario(
            "good", "A leaf and an intermediate are served; the root is in the lab's store.", "api.bank.test", _good
        ),
    )
    return {scenario.name: scenario for scenario in every}

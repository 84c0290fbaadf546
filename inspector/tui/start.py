"""What the command line hands to the terminal app, and the start of it."""

from dataclasses import dataclass, field

from inspector.inspection import Settings


@dataclass(frozen=True, slots=True)
class AppStart:
    """What the app shall open on."""

    text: str | None = None
    """The target or file as the user wrote it; None for the empty field."""

    settings: Settings = field(default_factory=Settings)
    """How to inspect."""

    scenario: str | None = None
    """Name of the lab's scenario to serve and open; None without the lab. The lab's target comes before `text`."""


def run_app(start: AppStart) -> int:
    """Run the terminal app until the user leaves it and return its exit code."""
    from inspector.tui.app import InspectorApp

    app = InspectorApp(start)
    app.run()
    return app.return_code or 0

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
    """Run the terminal app until the user leaves it and return its exit code.

    An exception that ended the app is raised again after the terminal was restored.
    """
    from inspector.tui.app import InspectorApp
    from inspector.tui.remember import load, memory_file, save

    file = memory_file()
    memory, complaint = load(file)
    app = InspectorApp(start)
    app.recall(memory, complaint)
    app.run()
    if app.fault is not None:
        raise app.fault
    if app.memory is not None and app.memory != memory:
        save(file, app.memory)
    return app.return_code or 0

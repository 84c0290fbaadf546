"""A fault of Pinspector itself on the command line: told shortly, with what to report."""

from inspector.cli.exit_code import ExitCode
from inspector.cli.output import tell
from inspector.fault import WORDS, kind_of_fault, places_of_fault


def report_fault(error: Exception) -> ExitCode:
    """Tell on standard error what kind of fault it was and the places that led there, and return the exit code for it.

    Neither values of variables nor the exception's text are told: both may hold hosts, certificate texts or keys.
    """
    tell(f"pinspector: {WORDS}: {kind_of_fault(error)}")
    for line in places_of_fault(error):
        tell(f"  {line}")
    tell("  Please report these lines and what you did; they hold nothing of your hosts, files or keys.")
    return ExitCode.FAULT

"""What the exit codes mean: a promise to scripts and CI jobs."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    """Done, nothing wrong."""

    BAD = 1
    """The answer is bad: an untrusted chain, or a pin set that must not be handed out."""

    USAGE = 2
    """The command line is wrong."""

    NO_CHAIN = 3
    """No chain could be had; the stage is named on standard error."""

    FILE = 4
    """A file cannot be read, understood or written."""

    FAULT = 70
    """A fault of Pinspector itself (EX_SOFTWARE of sysexits.h)."""

    INTERRUPTED = 130
    """Ended by Ctrl-C (128 + SIGINT, as shells count)."""

    PIPE_CLOSED = 141
    """The reader of standard output went away (128 + SIGPIPE, as shells count)."""

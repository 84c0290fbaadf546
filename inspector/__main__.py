"""Start of the program: hands the arguments to the command line."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and leave with its exit code.

    The garbage collector rests while modules load and a short command runs; what runs on turns it on again. The
    interpreter is left without its tear-down: by then everything is flushed, and taking the libraries apart would
    cost a tenth of a whole `show`.
    """
    gc.disable()
    from inspector.cli.main import run

    code = run(sys.argv[1:])
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()

"""Writing a new key and the request for its certificate: both, or none."""

from contextlib import suppress
from pathlib import Path

from inspector.files import AlreadyThereError, WriteError, write_new
from inspector.pinning.new_key import NewKey

REQUEST_ENDING = ".csr"
"""What the request's file name ends in, in place of the key's ending."""

_ONLY_OWNER = 0o600


def request_path(path: Path) -> Path:
    """Return where the request of the key at `path` stands: beside it, with another ending."""
    return path.with_suffix(REQUEST_ENDING) if path.suffix != REQUEST_ENDING else Path(f"{path}{REQUEST_ENDING}")


def write_key(path: Path, key: NewKey) -> tuple[Path, Path]:
    """Write the private key to `path`, for its owner alone, and its request beside it; return both absolute paths.

    Never overwrites: raises `AlreadyThereError` where one of the names is taken, else `WriteError`; then neither file
    is left behind.
    """
    beside = request_path(path)
    written = write_new(path, key.private, _ONLY_OWNER)
    try:
        return written, write_new(beside, key.request)
    except (AlreadyThereError, WriteError):
        with suppress(OSError):
            written.unlink()
        raise

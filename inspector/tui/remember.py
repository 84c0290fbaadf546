"""What the app remembers between two runs: the theme, the last hosts, and the lessons that were finished."""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from inspector.chain.text import visible
from inspector.files import WriteError, write_new
from inspector.reading import FileError, names_file, read_file

LIMIT = 1024 * 1024
"""Largest file that is read, in bytes."""

MOST_HOSTS = 20
"""How many hosts are kept, newest first."""

MOST_LESSONS = 100
"""How many finished lessons are read."""

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Memory:
    """What was remembered."""

    theme: str = ""
    """Name of the theme; empty where none was chosen."""

    hosts: tuple[str, ...] = ()
    """Hosts, with their port where it is not 443, newest first; visible text."""

    lessons: tuple[str, ...] = ()
    """Ids of the lessons that were finished, in the order in which they were."""

    def with_host(self, text: str) -> "Memory":
        """Return the memory with the host that `text` names as the newest; files are not remembered.

        Of a URL only host and port are kept: the rest may hold secrets.
        """
        from inspector.net.target import DEFAULT_PORT, TargetError, parse_target

        if names_file(text):
            return self
        try:
            target = parse_target(text)
        except TargetError:
            return self
        host = target.host if target.port == DEFAULT_PORT else str(target)
        return replace(self, hosts=tuple(dict.fromkeys((host, *self.hosts)))[:MOST_HOSTS])

    def merged_with(self, other: "Memory") -> "Memory":
        """Return this memory with hosts and lessons of `other` behind its own, and its theme where none was chosen."""
        hosts = tuple(dict.fromkeys((*self.hosts, *other.hosts)))[:MOST_HOSTS]
        return Memory(self.theme or other.theme, hosts, tuple(dict.fromkeys((*self.lessons, *other.lessons))))


def memory_file() -> Path | None:
    """Return the file in the user's configuration directory, or None where nothing is to be remembered.

    ``XDG_CONFIG_HOME`` counts; ``PINSPECTOR_REMEMBER=0`` switches remembering off.
    """
    if os.environ.get("PINSPECTOR_REMEMBER") == "0":
        return None
    base = os.environ.get("XDG_CONFIG_HOME", "")
    try:
        return (Path(base) if base.startswith("/") else Path.home() / ".config") / "pinspector" / "memory.json"
    except RuntimeError:
        return None


def load(file: Path | None) -> tuple[Memory, str]:
    """Return what `file` holds, and one sentence where it could not be used (else empty); never raises.

    A broken file is renamed aside, so that the next run begins anew and nothing is lost.
    """
    if file is None:
        return Memory(), ""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            return Memory(), f"{file.name} is no file: nothing is remembered."
        return _parse(read_file(str(file), LIMIT)), ""
    except FileNotFoundError:
        return Memory(), ""
    except OSError as error:
        return Memory(), f"{file.name} cannot be read: {visible(error.strerror or type(error).__name__)}."
    except (FileError, ValueError) as error:
        aside = file.with_name(f"{file.name}.broken-{int(time.time())}")
        with suppress(OSError):
            file.rename(aside)
            return Memory(), f"{file.name} could not be used and was set aside as {visible(aside.name)}."
        return Memory(), f"{file.name} could not be used: {visible(str(error), 200)}"


def _parse(data: bytes) -> Memory:
    import json

    try:
        value = json.loads(data)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(value, dict):
        raise ValueError("it holds no object")
    theme, hosts, lessons = value.get("theme", ""), value.get("hosts", []), value.get("lessons", [])
    if not isinstance(theme, str) or not _texts(hosts) or not _texts(lessons):
        raise ValueError("its values have other types")
    shown = (visible(host, _LONGEST) for host in hosts[:MOST_HOSTS])
    finished = (visible(lesson, 60) for lesson in lessons[:MOST_LESSONS])
    return Memory(visible(theme, 60), tuple(host for host in shown if host), tuple(filter(None, finished)))


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def save(file: Path | None, memory: Memory) -> str:
    """Write `memory` to `file` whole or not at all, and return one sentence where that failed (else empty).

    The folder is made for its owner alone, the file too. What another app saved meanwhile is kept behind it.
    """
    if file is None:
        return ""
    import json

    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(file.parent):
            merged = memory.merged_with(load(file)[0])
            value = {"theme": merged.theme, "hosts": list(merged.hosts), "lessons": list(merged.lessons)}
            text = json.dumps(value, indent=1)
            write_new(file, text.encode(), mode=0o600, overwrite=True)
    except WriteError as error:
        return error.reason
    except OSError as error:
        return f"Nothing was remembered: {visible(error.strerror or type(error).__name__)}."
    return ""


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other apps out for the moment of reading and writing; after half a second go on without."""
    import fcntl

    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        for _ in range(50):
            with suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(0.01)
        yield
    finally:
        os.close(handle)

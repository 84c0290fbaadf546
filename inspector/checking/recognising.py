"""From texts to rules: every reader that knows a text reads it, and what cannot be read is one line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from inspector.chain.text import visible
from inspector.checking.doubles import without_doubles
from inspector.checking.failure.recognition import recognise_failure
from inspector.checking.failure.text import Failure
from inspector.checking.gathering import Gathered, is_source
from inspector.checking.secrets import scrubbed_problems, scrubbed_set
from inspector.checking.unread import Unread
from inspector.clients.project import project_of
from inspector.clients.rule import PinProblem, RuleSet
from inspector.clients.source import CannotRead, ParserMissing, Project, Reader, Reading, Source

PASTED = "standard input"

_VARIANTS = (
    (re.compile(r"(?:test|androidTest|testFixtures)(?:[A-Z].*)?"), "tests"),
    (re.compile(r"debug|[a-z]\w*Debug"), "debug build"),
)
"""Source sets of Gradle that are not shipped, and what they are called."""


@dataclass(frozen=True, slots=True)
class PinFile:
    """A text that configures pins, or tells of a failed one."""

    name: str
    """What it is called, visible text."""

    title: str
    """What such a text is called: `Network Security Config`, `OkHttp's failure text`."""

    sets: tuple[RuleSet, ...]
    """Its rule sets in their order; empty where it pins nothing."""

    problems: tuple[PinProblem, ...] = ()
    """What is wrong with the file as a whole."""

    failure: Failure | None = None
    """What a failure text says; None for a file that configures."""


def read_files(gathered: Gathered, readers: Sequence[Reader]) -> tuple[tuple[PinFile, ...], tuple[Unread, ...]]:
    """Return the files that have to do with pins, and what could not be read; other files are left out.

    What two files of a project tell alike is told once. A failure text is looked for in a text that was named, not in
    every file of a project.
    """
    files: list[PinFile] = []
    unread: list[Unread] = []
    project = project_of(gathered.sources) if gathered.is_folder else Project()
    for source in (replace(source, project=project) for source in gathered.sources):
        failing = None if gathered.is_folder else _failing(source)
        if failing is not None and not is_source(source.name):
            files.append(failing)
            continue
        found, problem = _read(source, [reader for reader in readers if reader.recognises(source)])
        if found is not None and gathered.is_folder:
            found = _of_variant(found)
        if found is not None and (found.sets or found.problems or failing is None):
            files.append(found)
        elif failing is not None:
            files.append(failing)
        elif problem is not None:
            unread.append(problem)
    kept = without_doubles(files) if gathered.is_folder else files
    return tuple(_called(file, gathered) for file in kept), tuple(unread)


def _called(file: PinFile, gathered: Gathered) -> PinFile:
    """Return a text without a name of its own under the name of the whole."""
    return replace(file, name=gathered.name) if file.name == PASTED else file


def _of_variant(file: PinFile) -> PinFile:
    """Return a file with its rules marked where its source set is not shipped (Gradle's `src/test`, `src/debug`)."""
    parts = PurePosixPath(file.name).parts
    folder = next((parts[place + 1] for place in range(len(parts) - 2) if parts[place] == "src"), "")
    variant = next((title for pattern, title in _VARIANTS if pattern.fullmatch(folder)), "")
    if not variant:
        return file
    sets = tuple(one if one.variant else replace(one, variant=variant) for one in file.sets)
    return replace(file, sets=sets)


def _failing(source: Source) -> PinFile | None:
    failure = recognise_failure(source.text)
    if failure is None:
        return None
    return PinFile(_name(source), failure.title, () if failure.rules is None else (failure.rules,), failure=failure)


def with_host(file: PinFile, host: str) -> PinFile:
    """Return a failure text that names no host as one of `host`; any other file as it is."""
    if file.failure is None or file.failure.host is not None:
        return file
    failure = replace(file.failure, host=host)
    return replace(file, sets=() if failure.rules is None else (failure.rules,), failure=failure)


def _read(source: Source, readers: Iterable[Reader]) -> tuple[PinFile | None, Unread | None]:
    """Return what the readers found together, or why none of them could read the text."""
    title, readings = "", list[Reading]()
    problem: Unread | None = None
    for reader in readers:
        try:
            readings.append(reader.read(source))
            title = title or reader.title
        except CannotRead as error:
            missing = isinstance(error, ParserMissing)
            problem = problem or Unread(_name(source), visible(error.reason), error.hint, error.line, missing)
        except RecursionError:
            problem = problem or Unread(_name(source), "it is nested too deeply to be followed")
        except Exception as error:  # noqa: BLE001
            kind = type(error).__name__
            hint = "Please report this and what kind of file it is."
            problem = problem or Unread(_name(source), f"reading it is a fault of Pinspector itself ({kind})", hint)
    if not readings:
        return None, problem
    sets = tuple(scrubbed_set(one) for reading in readings for one in reading.sets)
    problems = tuple(dict.fromkeys(one for reading in readings for one in reading.problems))
    return PinFile(_name(source), title, sets, scrubbed_problems(problems)), None


def _name(source: Source) -> str:
    return source.name or PASTED

"""What is pasted into programs of a virtual machine, and what the host that is asked must make of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from inspector.chain.pin import Pin
from inspector.clients.registry import clients
from inspector.pinning.draft import Draft, make_pin_set
from inspector.pinning.pin_set import PinSet

OKHTTP = ("okhttp-java", "okhttp-kotlin", "okhttp-3", "retrofit")
ROLES = ("leaf", "intermediate", "root")
_VALUES = {"retrofit": "retrofit"}
_JAVA = frozenset(("okhttp-java", "okhttp-3"))


@dataclass(frozen=True, slots=True)
class Case:
    """One copied text, and the host that its client asks for."""

    client: str
    """The writer's name."""

    label: str
    """What is special about it."""

    text: str
    """What was copied."""

    host: str = "api.bank.test"
    """The host that is asked."""

    whole_file: bool = False
    """Whether the text is a file of its own."""


def cases_of(served: Any, name: str) -> Iterator[Case]:
    """Return the cases of one client: each pin alone, all of them, the whole file, subdomains, odd hosts."""
    write = clients()[name].write

    def both(label: str, pin_set: PinSet, host: str = "api.bank.test", *, whole_file: bool = False) -> Iterator[Case]:
        text = write(pin_set, whole_file=whole_file).text
        yield Case(name, f"right {label}", text, host, whole_file)
        yield Case(name, f"wrong {label}", changed(text, pin_set.pins), host, whole_file)

    for index, role in enumerate(ROLES):
        yield from both(role, _set(served, index))
    every = _set(served, 0, 1, 2)
    yield from both("every", every)
    for index, role in enumerate(ROLES):
        others = tuple(pin for place, pin in enumerate(every.pins) if place != index)
        yield Case(name, f"right of three {role}", changed(write(every).text, others))
    yield from both("idn", _set(served, 0, host="bücher.test"), "bücher.test")
    yield from both("address", _set(served, 1, host="127.0.0.1"), "127.0.0.1")
    yield from both("elsewhere", _set(served, 0, host="other.test"))
    below = _set(served, 0, host="bank.test", subdomains=True)
    for host in ("bank.test", "api.bank.test", "deep.api.bank.test"):
        yield from both(f"subdomains {host}", below, host)
    if clients()[name].has_whole_file:
        yield from both("whole", every, whole_file=True)


def changed(text: str, pins: tuple[Pin, ...], index: int = 5) -> str:
    """Return `text` with one character of each pin changed."""
    for pin in pins:
        right = pin.base64
        assert text.count(right) == 1
        text = text.replace(right, right[:index] + ("E" if right[index] != "E" else "I") + right[index + 1 :])
    return text


def sources(case: Case, number: int) -> dict[str, str]:
    """Return the files of a program around the copied text, which stands in it unchanged: name to content.

    Its `Entry.pasted()` gives the client, in the language of the text.
    """
    java = case.client in _JAVA
    end, suffix = (";", ".java") if java else ("", ".kt")
    package = f"package case{number}{end}\n"
    if case.whole_file:
        value = "PinnedHttp.CLIENT" if java else "PinnedHttp.client"
        entry = f"{package}{_entry(java, f'return {value}{end}')}"
        return {f"PinnedHttp{suffix}": package + case.text, f"Entry{suffix}": entry}
    imports = re.search(r"// Imports: (.*)\n", case.text)
    assert imports is not None
    lines = "".join(f"import {name}{end}\n" for name in imports[1].split(", "))
    value = _VALUES.get(case.client, "client")
    return {f"Entry{suffix}": package + lines + _entry(java, f"{case.text}return {value}{end}")}


def _entry(java: bool, body: str) -> str:
    if java:
        return f"public class Entry {{\npublic static Object pasted() {{\n{body}\n}}\n}}\n"
    return f"object Entry {{\n@JvmStatic fun pasted(): Any {{\n{body}\n}}\n}}\n"


def _set(served: Any, *indices: int, host: str = "api.bank.test", subdomains: bool = False) -> PinSet:
    picked = frozenset(served.layers[index].pin for index in indices)
    return make_pin_set(Draft(host, picked, subdomains=subdomains), served.layers, at=served.now)

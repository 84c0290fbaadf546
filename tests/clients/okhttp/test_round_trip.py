"""What the writers write, the readers read."""

import json
from collections.abc import Callable

import pytest
from testdata import shared

from inspector.clients.client import CannotExpress
from inspector.clients.readers import readers
from inspector.clients.registry import clients
from inspector.clients.source import Source
from inspector.pinning.pin_set import PinSet

MakeSet = Callable[..., PinSet]
WRITERS = ("okhttp-kotlin", "okhttp-java", "okhttp-3", "retrofit", "ktor", "ktor-darwin")


def _read(text: str, name: str) -> list[tuple[str, str, list[str]]]:
    source = Source(name, text)
    reading = next(reader for reader in readers() if reader.recognises(source)).read(source)
    assert {problem.code for problem in reading.problems} <= {"pinner-not-attached"}
    (found,) = reading.sets
    return [(rule.client, rule.pattern, [str(pin.pin) for pin in rule.pins]) for rule in found.rules]


@pytest.mark.parametrize("subdomains", [False, True])
@pytest.mark.parametrize("whole_file", [False, True])
@pytest.mark.parametrize("name", WRITERS)
def test_every_writer(make_set: MakeSet, name: str, whole_file: bool, subdomains: bool) -> None:
    """For every host that the writer takes, as a file and as pasted text, the same patterns and pins come back."""
    cases = json.loads(shared("testdata", "strings/snippet-hosts.json").read_text(encoding="utf-8"))["cases"]
    client, taken = clients()[name], 0
    for case in cases:
        pin_set = make_set(case["input"], subdomains=subdomains)
        try:
            snippet = client.write(pin_set, whole_file=whole_file and client.has_whole_file)
        except CannotExpress:
            continue
        taken += 1
        pins = [str(pin) for pin in pin_set.pins]
        for file_name in (snippet.file_name, ""):
            found = _read(snippet.text, file_name)
            assert all(item[2] == pins for item in found)
            assert {item[0] for item in found} == {"ktor-darwin" if name == "ktor-darwin" else "okhttp"}
            host = found[0][1].removeprefix("**.")
            expected = [f"**.{host}"] if subdomains else [host]
            if name == "okhttp-3":
                expected = [host, f"*.{host}"] if subdomains else [host]
            assert [item[1] for item in found] == expected
            assert f'"{found[0][1]}"' in snippet.text
    assert taken >= 5

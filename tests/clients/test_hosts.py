"""Hosts in snippets: the shared list, and what has no subdomains."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from testdata import shared

from inspector.clients.client import CannotExpress
from inspector.clients.registry import clients
from inspector.pinning.pin_set import PinSet

MakeSet = Callable[..., PinSet]
NAMES = ["okhttp-kotlin", "okhttp-java", "nsc"]
PLAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")


def _read_back(name: str, text: str, lex: Callable[[str], list[str]], read_xml: Callable[[str], Any]) -> list[str]:
    """Return host pattern and pins as they stand in the text."""
    if name == "nsc":
        root, _ = read_xml(text)
        return [root.all("domain")[0].text, *(pin.text for pin in root.all("pin"))]
    return [token.strip('"').removeprefix("sha256/") for token in lex(text) if token.startswith('"')]


@pytest.mark.parametrize("whole_file", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_shared_hosts(
    make_set: MakeSet,
    code_tokens: Callable[[str], list[str]],
    read_xml: Callable[[str], Any],
    name: str,
    whole_file: bool,
) -> None:
    """Accepted hosts read back as their ASCII form with all pins; all others are refused with a reason."""
    cases = json.loads(shared("testdata", "strings/snippet-hosts.json").read_text())["cases"]
    for case in cases:
        pin_set = make_set(case["input"])
        if not case["accept"]:
            with pytest.raises(CannotExpress) as caught:
                clients()[name].write(pin_set, whole_file=whole_file)
            assert caught.value.reason.isascii(), case
            assert caught.value.hint
            continue
        snippet = clients()[name].write(pin_set, whole_file=whole_file)
        host, *pins = _read_back(name, snippet.text, code_tokens, read_xml)
        assert PLAIN.fullmatch(host)
        assert case["ascii"] in (None, host)
        assert pins == [pin.base64 for pin in pin_set.pins]
        assert snippet.text.isascii()
        assert snippet.file_name.isascii()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("host", ["com", "localhost", "192.0.2.7", "2001:db8::7"])
def test_what_has_no_subdomains(make_set: MakeSet, name: str, host: str) -> None:
    """A top-level domain, a local name and an address: exact only."""
    with pytest.raises(CannotExpress):
        clients()[name].write(make_set(host, subdomains=True))
    assert host in clients()[name].write(make_set(host)).text


@pytest.mark.parametrize("name", NAMES)
def test_long_hosts_make_short_file_names(make_set: MakeSet, name: str) -> None:
    """A name of 253 characters is a fine host and no fine file name."""
    host = ".".join(["a" * 60] * 4) + ".example"
    snippet = clients()[name].write(make_set(host))
    assert host in snippet.text
    assert len(snippet.file_name) < 130
    assert re.fullmatch(r"[A-Za-z0-9._-]+", snippet.file_name)

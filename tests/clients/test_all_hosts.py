"""Every client and the shared list of hosts: what is accepted reads back to the same model, all else is refused."""

import json
import plistlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from testdata import shared

from inspector.clients.client import CannotExpress, Snippet
from inspector.clients.readers import readers
from inspector.clients.registry import clients
from inspector.clients.source import Source
from inspector.pinning.pin_set import PinSet

MakeSet = Callable[..., PinSet]
READ_BACK = {
    "okhttp-kotlin": "Pins.kt",
    "okhttp-java": "Pins.java",
    "okhttp-3": "Pins.java",
    "retrofit": "Pins.kt",
    "ktor": "Pins.kt",
    "nsc": "res/xml/network_security_config.xml",
    "apple": "Info.plist",
    "trustkit": "Start.swift",
    "trustkit-plist": "Info.plist",
    "react-native": "start.ts",
    "curl": "check.sh",
    "wget": "check.sh",
    "tlsa": "example.zone",
}
"""The clients with a reader, and the file in which their code stands."""

WHOLE = {"cer", "alamofire", "flutter"}
"""Clients whose code holds whole certificates in place of pins."""


def cases(accept: bool) -> list[dict[str, Any]]:
    """Return the cases of the shared list."""
    every = json.loads(shared("testdata", "strings/snippet-hosts.json").read_text())["cases"]
    return [case for case in every if case["accept"] is accept]


@pytest.mark.parametrize("name", clients())
def test_refused_hosts_give_no_snippet(example_set: MakeSet, name: str) -> None:
    """One sentence without anything of the text that a terminal or a file could take for more."""
    for whole in {False, clients()[name].has_whole_file}:
        for case in cases(accept=False):
            pin_set = replace(example_set("leaf"), host=case["input"])
            with pytest.raises(CannotExpress) as caught:
                clients()[name].write(pin_set, whole_file=whole)
            assert caught.value.reason.isprintable(), case
            assert caught.value.reason.isascii(), case
            assert caught.value.hint


@pytest.mark.parametrize("name", clients())
def test_accepted_hosts_come_back(example_set: MakeSet, name: str) -> None:
    """The host in its ASCII form and the very pins, by the reader where there is one, else as they stand there."""
    written = 0
    for whole in {False, clients()[name].has_whole_file}:
        for case in [{"input": "api.example.org", "ascii": "api.example.org"}, *cases(accept=True)]:
            pin_set = replace(example_set("leaf"), host=case["input"])
            try:
                snippet = clients()[name].write(pin_set, whole_file=whole)
            except CannotExpress:
                continue
            written += 1
            assert snippet.text.isascii()
            assert snippet.file_name.isascii()
            parse(snippet)
            if name in READ_BACK:
                read_back(name, snippet.text, pin_set, case["ascii"])
            else:
                as_written(name, snippet.text, pin_set, case["ascii"])
    assert written


def read_back(name: str, text: str, pin_set: PinSet, host: str | None) -> None:
    """Assert that the reader finds the host and exactly the pins."""
    source = Source(READ_BACK[name], text)
    sets = [one for reader in readers() if reader.recognises(source) for one in reader.read(source).sets]
    assert sets, text
    for rules in sets:
        for rule in rules.rules:
            bare = rule.pattern.removeprefix("**.").removeprefix("*.")
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", bare)
            assert host in (None, bare)
        assert {pin.pin for rule in rules.rules for pin in rule.pins} == set(pin_set.pins)


def as_written(name: str, text: str, pin_set: PinSet, host: str | None) -> None:
    """Assert that the text holds every pin and, where the client names it, the host."""
    if name not in WHOLE:
        for pin in pin_set.pins:
            assert pin.base64 in text or pin.hex in text.lower().replace(":", ""), name
        assert host is None or host in text, name


def parse(snippet: Snippet) -> None:
    """Parse what a standard parser can parse."""
    match snippet.language:
        case "xml" if snippet.text.lstrip().startswith(("<?xml", "<plist", "<network", "<!--")):
            ET.fromstring(f"<all>{re.sub(r'<[?!](?!--)[^>]*>', '', snippet.text)}</all>")
        case "xml":
            ET.fromstring(f"<all>{snippet.text}</all>")
        case "json":
            json.loads(snippet.text)
        case "plist":
            plistlib.loads(snippet.text.encode())
        case "python":
            compile(snippet.text, "snippet", "exec")
        case _:
            pass

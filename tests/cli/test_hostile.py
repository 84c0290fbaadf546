"""Hostile certificates as files: nothing that a terminal obeys reaches standard output, and the pin is right."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import Cli
from testdata import shared

_UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@pytest.fixture(scope="module")
def manifest() -> dict[str, dict[str, Any]]:
    """Return what is known of each hostile certificate."""
    known: dict[str, dict[str, Any]] = json.loads(shared("testdata", "hostile/manifest.json").read_text())
    return known


def _files(manifest: dict[str, dict[str, Any]], folder: Path) -> list[tuple[str, Path, dict[str, Any]]]:
    found = []
    for name, entry in manifest.items():
        path = shared("testdata", "hostile") / entry["file"]
        if path.suffix == ".gz":
            unpacked = folder / f"{name}.der"
            unpacked.write_bytes(gzip.decompress(path.read_bytes()))
            path = unpacked
        found.append((name, path, entry))
    return found


@pytest.mark.parametrize("form", [(), ("--json",), ("--pem",)], ids=["text", "json", "pem"])
def test_no_field_of_a_certificate_commands_the_terminal(
    cli: Cli, manifest: dict[str, dict[str, Any]], tmp_path: Path, form: tuple[str, ...]
) -> None:
    """Every certificate is shown with its pin, or refused with code 4; the output is lines of printable text."""
    for name, path, entry in _files(manifest, tmp_path):
        outcome = cli("show", path, *form)
        assert not _UNSAFE.search(outcome.out + outcome.err), name
        assert "Traceback" not in outcome.err, name
        if entry["spki_pin"] is None:
            assert (outcome.code, outcome.out) == (4, ""), name
        else:
            assert outcome.code == 1, name
            assert form == ("--pem",) or entry["spki_pin"] in outcome.out, name


def test_json_carries_the_pin_of_the_bytes(cli: Cli, manifest: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    """The pin in JSON is the one of the manifest for every certificate that is one."""
    for name, path, entry in _files(manifest, tmp_path):
        if entry["spki_pin"] is not None:
            found = json.loads(cli("show", "--json", path).out)
            assert found["served"][0]["pin"] == entry["spki_pin"], name
            assert found["path"] is None, name
            assert found["trusted"] is False, name

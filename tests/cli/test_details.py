"""What `show --details` adds, in text and in JSON."""

import re
import subprocess
from pathlib import Path

from cli.conftest import Cli
from cli.filing import ISSUING, LEAF, Shown, pem

from inspector.chain.certificate import parse_certificate
from inspector.chain.container import read_certificates


def test_details_show_every_extension_and_the_making_of_the_pin(
    cli: Cli, roots: tuple[str, ...], tmp_path: Path
) -> None:
    """Names, raw bytes and offsets stand in the text; without the option they do not."""
    file = tmp_path / "chain.pem"
    file.write_text(pem(LEAF, ISSUING))
    outcome = cli("show", file, *roots, "--details")
    start, spki = LEAF.certificate.der.index(LEAF.certificate.key.spki), LEAF.certificate.key.spki
    assert f"{len(spki)} from offset {start} ({start:#06x}): the SubjectPublicKeyInfo" in outcome.out
    assert LEAF.certificate.pin.hex in outcome.out
    for extension in LEAF.certificate.extensions:
        assert f"extension  {extension.name}" in outcome.out
        assert f"raw: {extension.der.hex()}" in outcome.out
    assert "extension" not in cli("show", file, *roots).out


def test_details_in_json(shown: Shown, roots: tuple[str, ...], tmp_path: Path) -> None:
    """Two keys are added to every certificate, and the bytes are those of the certificate."""
    file = tmp_path / "chain.pem"
    file.write_text(pem(LEAF, ISSUING))
    plain, detailed = shown(file, *roots), shown(file, *roots, "--details")
    for item, more in zip(plain["path"], detailed["path"], strict=True):
        assert {key: more[key] for key in item} == item
        assert set(more) - set(item) == {"extensions", "spki"}
        read = parse_certificate(read_certificates(more["pem"].encode())[0])
        place = more["spki"]
        assert read.der[place["offset"] : place["offset"] + place["length"]].hex() == place["hex"]
        assert [entry["hex"] for entry in more["extensions"]] == [item.der.hex() for item in read.extensions]


def test_the_commands_of_a_host_give_its_pins(cli: Cli, at_lab: tuple[str, ...], openssl: str) -> None:
    """The line for each served certificate, run by a shell against the server, prints the pin above it."""
    text = cli("show", *at_lab, "--details").out
    blocks = re.findall(r"pin        sha256/(\S+)\n.*?by hand    (openssl [^\n]+)", text, re.DOTALL)
    assert len(blocks) == 3
    for pin, command in blocks[:2]:
        assert "s_client" in command
        done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
        assert (done.stdout.strip(), done.stderr) == (pin, "")
    assert "FILE" in blocks[2][1]

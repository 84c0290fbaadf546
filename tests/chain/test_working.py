"""The commands with which a pin is checked by hand, run by a real shell with the real openssl."""

import gzip
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from chain.building import certificate, common_name, dns_names, sequence
from testdata import require_client, shared

from inspector.chain.certificate import Certificate, NotACertificate, parse_certificate
from inspector.chain.container import NoCertificate, read_certificates, to_pem
from inspector.chain.der import BIT_STRING, OID, encode
from inspector.chain.working import FILE_COMMAND, check_command, is_ordinary, key_span, server_command

SHELL = shutil.which("sh")


@pytest.fixture(scope="module", autouse=True)
def _tools() -> None:
    require_client(SHELL and shutil.which("openssl"), "sh with openssl")


def run(command: str) -> str:
    """Return what a shell prints for `command`, which must complain about nothing."""
    done = subprocess.run([str(SHELL)], input=command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.strip()


def corpus() -> Iterator[tuple[str, Certificate]]:
    """Yield name and certificate for every file of the corpora that is one."""
    for folder in ("hostile", "cryptography-vectors", "badssl"):
        for path in sorted(shared("testdata", folder).iterdir()):
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            try:
                first = read_certificates(data)[0]
            except NoCertificate:
                continue
            try:
                yield path.name, parse_certificate(first)
            except NotACertificate:
                continue


def test_the_command_gives_the_same_pin() -> None:
    """For every kind of key in the corpora, and for every eighth certificate; both forms of the command occur."""
    seen = set()
    for number, (name, item) in enumerate(corpus()):
        kind = (item.key.label, is_ordinary(item))
        if kind not in seen or number % 8 == 0:
            seen.add(kind)
            assert run(check_command(item)) == item.pin.base64, name
    assert {ordinary for _, ordinary in seen} == {True, False}
    assert len(seen) > 20


def test_the_command_holds_nothing_of_the_names() -> None:
    """A certificate whose names are shell code gives a command of base64 and numbers."""
    evil = "$(touch /tmp/x)`id`';rm -rf ~;\nEOF\n"
    item = parse_certificate(certificate(dns_names(evil), subject=common_name(evil)))
    lines = check_command(item).splitlines()
    assert lines[-1] == "EOF"
    assert all(line.isascii() and not set(line) & set("$`;'~ ") for line in lines[1:-1] if "-----" not in line)
    assert run(check_command(item)) == item.pin.base64


def test_the_key_is_where_the_numbers_say() -> None:
    """Also where the same bytes stand in the certificate before."""
    spki = sequence(sequence(encode(OID, b"\x2a\x03")), encode(BIT_STRING, b"\0\x01"))
    item = parse_certificate(certificate(subject=spki, spki=spki))
    start, stop = key_span(item)
    assert item.der[start:stop] == spki
    assert start > item.der.index(spki)
    assert run(check_command(item)) == item.pin.base64


def test_the_command_for_a_file(tmp_path: Path) -> None:
    """With a file's name in place of FILE it prints the same."""
    item = parse_certificate(
        read_certificates(shared("testdata", "badssl/certs__src__crt__ca-edellroot.crt").read_bytes())[0]
    )
    file = tmp_path / "one.pem"
    file.write_text(to_pem(item.der))
    assert run(FILE_COMMAND.replace("FILE", str(file))) == item.pin.base64


@pytest.mark.parametrize("text", ["a;touch x", "$(touch x)", "`touch x`", "a'b", "a b", "a\nb", "-connect"])
def test_what_stands_in_the_command_to_a_server_is_quoted(text: str) -> None:
    """Texts that no host can be stay one word each all the same, should one ever come through."""
    command = server_command(text, text, 0)
    words = command.partition(" -showcerts")[0].replace("openssl s_client", "printf '<%s>'", 1)
    done = subprocess.run([str(SHELL)], input=words, capture_output=True, text=True, check=True)
    assert done.stdout == f"<-connect><{text}><-servername><{text}>"

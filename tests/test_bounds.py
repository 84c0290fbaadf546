"""Bounds that a user meets: just at each of them all is there, and just above it what was cut is told."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from chain.building import attribute, certificate, extension, name
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from trust.making import make

from inspector.chain.asn1_tree import MAX_LINES
from inspector.chain.certificate import parse_certificate
from inspector.chain.container import to_pem
from inspector.chain.der import INTEGER, encode
from inspector.chain.finding import Finding, Severity
from inspector.chain.host import MAX_LENGTH
from inspector.chain.name import MAX_ATTRIBUTES
from inspector.chain.sizes import FILE_BYTES, KEY_FILE_BYTES, NAMES_SHOWN
from inspector.checking import walking
from inspector.checking.failure.recognition import LONGEST as LONGEST_FAILURE
from inspector.checking.failure.recognition import recognise_failure
from inspector.cli.details import RAW as RAW_PRINTED
from inspector.cli.main import run
from inspector.cli.text_output import MOST_NAMES
from inspector.clients.nsc.document import MAX_CHARACTERS, MAX_DEPTH, MAX_NODES, parse_document
from inspector.clients.source import CannotRead
from inspector.net.target import TargetError, parse_target
from inspector.pinning.backup import backup_from_file
from inspector.pinning.errors import BackupError
from inspector.pinning.key_report import report_key
from inspector.reading import FileError, read_file
from inspector.trust.store import StoreError
from inspector.trust.stores import open_store
from inspector.tui.present.key import key_page
from inspector.tui.present.names import FEW, names_page
from inspector.tui.present.tabs import RAW, extensions_page
from inspector.tui.remember import LIMIT, MOST_LESSONS, load
from inspector.tui.screens.findings import MOST, findings_text

OVER = pytest.mark.parametrize("over", [0, 1], ids=["at", "above"])
PACKAGE = Path(__file__).parent.parent / "inspector"
UNKNOWN = "2a0301"
"""An OID that nobody has given away, 1.2.3.1."""


def printed_by(capfd: pytest.CaptureFixture[str], *argv: str | Path) -> str:
    """Return what a command line prints."""
    run([str(argument) for argument in argv])
    return capfd.readouterr().out


@OVER
def test_the_largest_file(tmp_path: Path, over: int) -> None:
    """16 MiB are read; one byte more is refused with the bound."""
    file = tmp_path / "chain.pem"
    with file.open("wb") as stream:
        stream.truncate(FILE_BYTES + over)
    if not over:
        assert len(read_file(str(file))) == FILE_BYTES
        return
    with pytest.raises(FileError, match="is larger than 16 MiB"):
        read_file(str(file))


@OVER
def test_the_largest_file_of_roots(tmp_path: Path, over: int) -> None:
    """The same bound as that of any file."""
    file, text = tmp_path / "roots.pem", to_pem(make("Root").certificate.der).encode()
    file.write_bytes(text + b"\n" * (FILE_BYTES - len(text) + over))
    if not over:
        assert len(open_store(str(file)).anchors) == 1
        return
    with pytest.raises(StoreError, match="is larger than 16 MiB"):
        open_store(str(file))


@OVER
def test_the_largest_key_file(over: int) -> None:
    """1 MiB is looked into, and more is refused."""
    text = to_pem(make("Root").certificate.der).encode()
    data = text + b"\n" * (KEY_FILE_BYTES - len(text) + over)
    if not over:
        assert str(backup_from_file(data, "spare.pem").pin).startswith("sha256/")
        return
    with pytest.raises(BackupError):
        backup_from_file(data, "spare.pem")


def request_of(count: int) -> bytes:
    """Return a request for so many names."""
    key = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName([x509.DNSName(f"h{number}.test") for number in range(count)])
    builder = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([])).add_extension(names, critical=False)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)


@OVER
def test_names_of_a_request(capfd: pytest.CaptureFixture[str], tmp_path: Path, over: int) -> None:
    """In the app and on the command line the same number is shown, and the rest is counted."""
    data, file = request_of(NAMES_SHOWN + over), tmp_path / "next.csr"
    page = key_page(report_key(data, "next.csr"), 100).text
    file.write_bytes(data)
    printed = printed_by(capfd, "show", file)
    for text in (page, printed):
        assert f"h{NAMES_SHOWN - 1}.test" in text
        assert f"h{NAMES_SHOWN}.test" not in text
    assert ("+1 more names" in page) == bool(over)
    assert ("and 1 more" in printed) == bool(over)


@OVER
def test_names_that_are_printed(capfd: pytest.CaptureFixture[str], tmp_path: Path, over: int) -> None:
    """`show` prints a dozen names of a certificate, and counts the others."""
    names = [x509.DNSName(f"h{number}.test") for number in range(MOST_NAMES + over)]
    file = tmp_path / "leaf.pem"
    file.write_text(to_pem(make("leaf", ca=False, names=names).certificate.der))
    printed = printed_by(capfd, "show", file)
    assert f"h{MOST_NAMES - 1}.test" in printed
    assert f"h{MOST_NAMES}.test" not in printed
    assert (" and 1 more" in printed) == bool(over)


@OVER
def test_attributes_of_a_name(over: int) -> None:
    """The Names tab counts what the parser left out."""
    ou = "55040b"
    subject = name(*(attribute(ou, encode(0x0C, f"u{number}".encode())) for number in range(MAX_ATTRIBUTES + over)))
    page = names_page(parse_certificate(certificate(subject=subject)), 100).text
    assert f"u{MAX_ATTRIBUTES - 1}" in page
    assert f"u{MAX_ATTRIBUTES}" not in page
    assert ("+1 more attributes" in page) == bool(over)


@OVER
def test_every_alternative_name_can_be_scrolled_to(over: int) -> None:
    """From some number on they are drawn as they come into sight: none is left out."""
    names = [x509.DNSName(f"h{number}.test") for number in range(FEW + over)]
    page = names_page(make("leaf", ca=False, names=names).certificate, 100).text
    assert f"{FEW + over} alternative names" in page
    assert all(f"h{number}.test" in page for number in range(FEW + over))


@OVER
def test_values_of_an_unknown_extension(over: int) -> None:
    """Its tree ends with how many bytes are left."""
    inner = encode(0x30, encode(INTEGER, b"\1") * (MAX_LINES - 1 + over))
    page = extensions_page(parse_certificate(certificate(extension(UNKNOWN, inner))), 100).text
    assert page.count("INTEGER") == MAX_LINES - 1
    assert ("… and 3 more bytes" in page) == bool(over)


@OVER
def test_octets_of_an_extension(capfd: pytest.CaptureFixture[str], tmp_path: Path, over: int) -> None:
    """In the app and on the command line the rest is counted."""
    few, many = (certificate(extension(UNKNOWN, b"\xab" * (bound + over))) for bound in (RAW, RAW_PRINTED))
    assert ("+1 more octets" in extensions_page(parse_certificate(few), 100).text) == bool(over)
    file = tmp_path / "leaf.pem"
    file.write_text(to_pem(many))
    printed = printed_by(capfd, "show", file, "--details")
    (raw,) = (line for line in printed.splitlines() if "raw:" in line)
    assert raw.count("ab") == RAW_PRINTED
    assert raw.endswith("ab") != bool(over)


@OVER
def test_findings_on_their_page(over: int) -> None:
    """At the bound all stand there, above it the rest is a number."""
    findings = [Finding("unused", Severity.INFO, f"Title {number}.", "") for number in range(MOST + over)]
    text = findings_text(findings).plain
    assert f"Title {MOST - 1}." in text
    assert ("and 1 more" in text) == bool(over)


@OVER
def test_the_longest_host(over: int) -> None:
    """253 characters of a name are asked for, one more is refused; a text beyond all measure is not looked into."""
    host = f"{('a' * 63 + '.') * 3}{'a' * (MAX_LENGTH - 192 + over)}"
    if not over:
        assert parse_target(host).host == host
        return
    with pytest.raises(TargetError, match="longer than 253"):
        parse_target(host)
    with pytest.raises(TargetError, match="longer than a host can be"):
        parse_target("a" * 1_001)


@OVER
def test_files_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: int) -> None:
    """The rest of a folder is named as what was not read."""
    monkeypatch.setattr(walking, "MOST_FILES", 3)
    for number in range(3 + over):
        (tmp_path / f"a{number}").touch()
    walk = walking.Walk(tmp_path)
    assert len(list(walk.files())) == 3
    assert [item.reason for item in walk.unread] == ["there are more than 3 files"] * over


@OVER
def test_folders_in_folders(tmp_path: Path, over: int) -> None:
    """A folder further down is named as what was not read."""
    deepest = tmp_path.joinpath(*["d"] * (walking.DEEPEST + over))
    deepest.mkdir(parents=True)
    (deepest / "a.kt").touch()
    walk = walking.Walk(tmp_path)
    assert len(list(walk.files())) == 1 - over
    assert [item.reason for item in walk.unread] == [f"it is more than {walking.DEEPEST} folders deep"] * over


def nested(over: int) -> str:
    """Return XML of the greatest depth, or one more."""
    return "<a>" * (MAX_DEPTH + over) + "</a>" * (MAX_DEPTH + over)


def many(over: int) -> str:
    """Return XML of the greatest number of parts, or one more."""
    return f"<a>{'<b/>' * (MAX_NODES - 1 + over)}</a>"


def long(over: int) -> str:
    """Return XML of the greatest length, or one character more."""
    return f"<a>{' ' * (MAX_CHARACTERS - 7 + over)}</a>"


@OVER
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (nested, f"nested more than {MAX_DEPTH} deep"),
        (many, "more than 100,000 parts"),
        (long, "longer than 2,000,000"),
    ],
)
def test_the_largest_xml(text: Callable[[int], str], told: str, over: int) -> None:
    """Depth, parts and characters of a configuration."""
    if not over:
        parse_document(text(over))
        return
    with pytest.raises(CannotRead, match=told):
        parse_document(text(over))


@OVER
def test_the_longest_failure(over: int) -> None:
    """A log of a million characters is understood, a longer one is not taken for a failure."""
    text = "javax.net.ssl.SSLPeerUnverifiedException: Certificate pinning failure!\n  Peer certificate chain:\n"
    text += f"    sha256/{'A' * 43}=: CN=a\n  Pinned certificates for a.test:\n    sha256/{'B' * 43}=\n"
    found = recognise_failure(text + " " * (LONGEST_FAILURE - len(text) + over))
    assert (found is None) == bool(over)


@OVER
def test_the_largest_memory(tmp_path: Path, over: int) -> None:
    """What fits is taken up, what does not is set aside with a sentence."""
    file, text = tmp_path / "memory.json", b'{"hosts": ["a.test"]}'
    file.write_bytes(text + b" " * (LIMIT - len(text) + over))
    memory, said = load(file)
    assert memory.hosts == (() if over else ("a.test",))
    assert ("set aside" in said) == bool(over)


@OVER
def test_lessons_that_are_remembered(tmp_path: Path, over: int) -> None:
    """No more than the bound is taken up."""
    file = tmp_path / "memory.json"
    file.write_text(
        f'{{"lessons": [{", ".join(f"{chr(34)}l{number}{chr(34)}" for number in range(MOST_LESSONS + over))}]}}'
    )
    assert len(load(file)[0].lessons) == MOST_LESSONS


def test_fields_have_one_bound() -> None:
    """No field of the app states a length of its own but those of a date and a level."""
    found = [
        (file.name, length)
        for file in (PACKAGE / "tui").rglob("*.py")
        for length in re.findall(r"max_length=([\w_]+)", file.read_text())
    ]
    assert {length for _, length in found} == {"LONGEST", "10", "3"}

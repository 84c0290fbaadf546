"""Anything at all at every door: what is read is visible, what is not read is one sentence, and nothing is a fault."""

import pytest
from hardening import doors
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tui.hostile import names, sources, strings

from inspector.checking.gathering import Gathered
from inspector.checking.recognising import read_files
from inspector.clients.readers import readers
from inspector.clients.source import Source
from inspector.clients.spelling import Shape, spell

EXAMPLES = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
PIN = "C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
WORDS = st.sampled_from(
    (
        *("CertificatePinner", ".Builder()", ".add(", "sha256/", PIN, '"', "'", "(", ")", "{", "}", "[", "]", "<", ">"),
        *("<pin-set>", "<network-security-config>", "<domain>", "kTSKPinnedDomains", "initializeSslPinning", "@{@"),
        *("curl --pinnedpubkey ", "CURLOPT_PINNEDPUBLICKEY", "TLSA 3 1 1 ", "IN", "<plist>", "<dict>", "<key>", "&lt;"),
        *(
            "Certificate pinning failure!",
            "Peer certificate chain:",
            "Pinned certificates for ",
            ":",
            "\n",
            "    ",
            "\\",
        ),
        *("a.test", "*.a.test", "**.", "https://", "://", "-----BEGIN ", "0" * 64, "=", "/*", "*/", "//", "#", "${"),
    )
)
TEXT = st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=40).map("".join)


@pytest.mark.parametrize("door", doors.BYTES)
def test_any_bytes(door: str) -> None:
    """Bytes of every kind, some of them behind the beginning of a certificate."""

    @EXAMPLES
    @given(st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda rest: b"\x30\x82\x01\x00\x30" + rest)))
    def enter(data: bytes) -> None:
        doors.BYTES[door](data)

    enter()


@pytest.mark.parametrize("door", doors.TEXTS)
def test_any_text(door: str) -> None:
    """Texts of every kind, surrogates among them."""

    @EXAMPLES
    @given(st.one_of(st.text(max_size=120), TEXT))
    def enter(text: str) -> None:
        doors.TEXTS[door](text)

    enter()
    for text in strings():
        doors.TEXTS[door](text)


@pytest.mark.parametrize("name", doors.NAMES, ids=[name or "pasted" for name in doors.NAMES])
def test_any_source(name: str) -> None:
    """Readers by every kind of file, and the whole of a check with its three reports."""

    @EXAMPLES
    @given(TEXT)
    def enter(text: str) -> None:
        doors.a_source(name, text)
        doors.a_check(name, text)

    enter()


@pytest.mark.parametrize("kind", [name for name, _ in sources("x")], ids=lambda name: name or "failure")
def test_hostile_strings_in_sources(kind: str) -> None:
    """Each shared string as host, pin, name and comment of a sound file, which is read and not passed over."""
    (plain,) = (text for name, text in sources("a.test") if name == kind)
    files, unread = read_files(Gathered("x", False, (Source(kind, plain),), ()), readers())
    assert files or "no file" in unread[0].reason
    for hostile in (*strings(), *names()):
        (text,) = (text for name, text in sources(hostile) if name == kind)
        doors.a_source(kind, text)
        doors.a_check(kind, text)


@pytest.mark.parametrize(
    "extension", ["A.kt", "A.java", "A.swift", "A.m", "a.ts", "a.tsx", "a.jsx", "Info.plist", "a.sh", "a.xml"]
)
def test_bytes_as_sources(extension: str) -> None:
    """Bytes that are no text, as a parser of sources gets them, end no process."""

    @EXAMPLES
    @given(st.binary(max_size=400))
    def enter(data: bytes) -> None:
        for text in (data.decode("latin-1"), data.decode("utf-8", "surrogateescape")):
            doors.a_source(extension, f"okhttp3.CertificatePinner kTSKPinnedDomains initializeSslPinning {text}")

    enter()


@pytest.mark.parametrize("prefix", ["sha256/", "pin-sha256=", "sha-256: "])
def test_many_prefixes_are_no_pin(prefix: str) -> None:
    """A prefix ten thousand times is told as any other wrong spelling; twice it is still understood."""
    assert spell(prefix * 10_000).meant is None
    twice = spell(prefix * 2 + PIN)
    assert twice.shape is Shape.PREFIXED
    assert twice.meant is not None

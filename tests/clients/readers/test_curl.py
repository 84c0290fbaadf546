"""curl and wget command lines, as shells, Dockerfiles and CI files have them."""

from collections.abc import Callable

import pytest
from clients.reading import HEX, A, B, problems, read_by
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.clients.curl.read import CommandLine
from inspector.clients.rule import Layers
from inspector.clients.source import Reading, Source, nothing_beside

BOTH = f"sha256//{A};sha256//{B}"
ESCAPED = BOTH.replace(";", "\\;")
KEY = (
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEcUBrBzuKr387SxVaAAb4pWaFJm/p\n"
    "As84mBepSLQ8qWcnUpJChegY/GP/yxm6RyomsPcmvfi4l521Mff+2SOJdA==\n"
    "-----END PUBLIC KEY-----\n"
)
KEY_PIN = "2nHLXnTYVbYOYoeSVDLGy4/1JSLc+NQvkYnD6abZj5s="
"""openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | openssl enc -base64"""


def read(text: str, name: str = "deploy.sh", beside: Callable[[str], str | None] = nothing_beside) -> Reading:
    """Return what the reader finds."""
    return read_by(CommandLine(), text, name, beside)


@pytest.mark.parametrize(
    ("text", "client", "line"),
    [
        (f"curl --pinnedpubkey '{BOTH}' https://api.example.com/v1", "curl", 1),
        (f'#!/bin/sh\ncurl -fsSL --pinnedpubkey "{BOTH}" \\\n  https://api.example.com', "curl", 2),
        (f"RUN apt-get update && \\\n  curl -o f --pinnedpubkey '{BOTH}' https://u:p@api.example.com:443/x", "curl", 2),
        (f"      - run: curl --pinnedpubkey '{BOTH}' -X POST https://api.example.com | tar xz", "curl", 1),
        (f"if ! /usr/bin/curl --pinnedpubkey {ESCAPED} --url https://API.example.com; then", "curl", 1),
        (f"x=$(curl --pinnedpubkey '{BOTH}' \"https://api.example.com/?a=b;c\")", "curl", 1),
        (f"PINS='{BOTH}'\nHOST=api.example.com\ncurl --pinnedpubkey \"$PINS\" \"https://${{HOST}}/\"", "curl", 3),
        (f"ENV PINS={BOTH}\nRUN curl --pinnedpubkey \"$PINS\" https://api.example.com", "curl", 2),
        (f"env:\n  PINS: {BOTH}\nrun: curl --pinnedpubkey \"$PINS\" https://api.example.com", "curl", 3),
        (f"wget -q --pinnedpubkey='{BOTH}' https://api.example.com/", "wget", 1),
        (f"wget --pinnedpubkey '{BOTH}' -O - https://api.example.com/", "wget", 1),
        (f"sudo -u www curl --pinnedpubkey '{BOTH}' https://api.example.com # https://other.test", "curl", 1),
    ],
)  # fmt: skip
def test_commands(text: str, client: str, line: int) -> None:
    """Quotes, continued lines, variables, and what stands around the command."""
    (rules,) = read(text).sets
    (rule,) = rules.rules
    assert (rules.client, rules.line, rule.pattern) == (client, line, "api.example.com")
    assert [group.layers for group in rule.lists] == [Layers.LEAF]
    assert [pin.pin.base64 for pin in rule.pins if pin.pin] == [A, B]
    assert [p.code for p in problems(read(text)) if p.code != "redirects"] == []


@pytest.mark.parametrize(
    ("pins", "code", "good"),
    [
        (f"sha256//{A}", "MissingBackupPin", 1),
        (f"sha256//{A};sha256//{A}", "duplicate-pin", 2),
        (f"sha256//{A}; sha256//{B}", "glued-pins", 0),
        (f"sha256//{A},sha256//{B}", "glued-pins", 0),
        (f"sha256//{A};{B}", "glued-pins", 0),
        (f"sha256//{A};sha256/{B}", "glued-pins", 0),
        (f"sha256//{A[:-1]};sha256//{B}", "unpadded-pin", 1),
        (f"sha256//{HEX};sha256//{B}", "hex-pin", 1),
        (f"sha256/{A}", "pin-prefix", 0),
        (A, "pin-prefix", 0),
        ("sha256//47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "dead-pin", 1),
        ("sha256//", "empty-pin", 0),
    ],
)
def test_spellings_that_never_match(pins: str, code: str, good: int) -> None:
    """Curl compares text: padding, blanks, commas and prefixes matter."""
    reading = read(f"curl --pinnedpubkey '{pins}' https://api.example.com/")
    assert code in [problem.code for problem in problems(reading)]
    assert sum(pin.pin is not None for rules in reading.sets for rule in rules.rules for pin in rule.pins) == good


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"curl --pinnedpubkey {BOTH} https://api.example.com", "unquoted-semicolon"),
        (f"curl --pinnedpubkey='{BOTH}' https://api.example.com", "equals-sign"),
        (f"wget2 --pinnedpubkey='{BOTH}' https://api.example.com", "unknown-option"),
        (f"curl -sk --pinnedpubkey '{BOTH}' https://api.example.com", "unchecked-chain"),
        (f"wget --no-check-certificate --pinnedpubkey='{BOTH}' https://api.example.com", "unchecked-chain"),
        (f"curl -L --pinnedpubkey '{BOTH}' https://api.example.com", "redirects"),
        (f"curl --pinnedpubkey '{BOTH}' http://api.example.com", "no-tls"),
        (f"curl --pinnedpubkey '{BOTH}' api.example.com/x", "no-tls"),
        (f"curl --pinnedpubkey '{BOTH}' https://$HOST/", "not-followed"),
        ("curl --pinnedpubkey \"$PINS\" https://api.example.com", "not-followed"),
        ("curl --pinnedpubkey $(cat pins) https://api.example.com", "not-followed"),
        ("curl --pinnedpubkey key.pem https://api.example.com", "key-file-unread"),
        (f'CMD ["curl","--pinnedpubkey","{BOTH}"]', "not-followed"),
    ],
)  # fmt: skip
def test_traps_of_commands(text: str, code: str) -> None:
    """Each is told at the line of the command."""
    found = [problem for problem in problems(read(text)) if problem.code == code]
    assert [problem.line for problem in found[:1]] == [1]
    assert all(problem.title.isprintable() for problem in found)


def test_a_key_in_a_file() -> None:
    """The other form: a PEM public key beside the script; its pin is computed."""
    (rules,) = read("curl --pinnedpubkey key.pem https://a.example", beside={"key.pem": KEY}.get).sets
    assert [pin.pin.base64 for pin in rules.rules[0].pins if pin.pin] == [KEY_PIN]


def test_several_hosts_and_no_host() -> None:
    """One rule a host; without a URL every host that is asked is meant."""
    (rules,) = read(f"curl --pinnedpubkey '{BOTH}' https://a.example https://b.example https://a.example/2").sets
    assert [rule.pattern for rule in rules.rules] == ["a.example", "b.example"]
    (rules,) = read(f"curl --pinnedpubkey '{BOTH}' \"$@\"").sets
    assert [rule.pattern for rule in rules.rules] == ["*"]


def test_prose_and_sources_are_left_alone() -> None:
    """Documentation is no command line; comments are none either."""
    assert not CommandLine().recognises(Source("README.md", "curl --pinnedpubkey x"))
    assert not CommandLine().recognises(Source("a.sh", "curl https://a.example"))
    assert read(f"# curl --pinnedpubkey '{BOTH}' https://a.example").sets == ()


MARKS = [
    "curl",
    "--pinnedpubkey",
    "'",
    '"',
    "$",
    "${A}",
    "\\",
    "\n",
    ";",
    "sha256//",
    A,
    "https://a.example",
    "=",
    "#",
    "(",
]


@given(st.lists(st.sampled_from(MARKS), max_size=25), st.sampled_from(["", " "]))
@settings(max_examples=400, deadline=None)
def test_any_order_of_words_ends(parts: list[str], between: str) -> None:
    """The reader raises nothing, whatever stands where."""
    CommandLine().read(Source("a.sh", f"curl --pinnedpubkey {between.join(parts)}"))

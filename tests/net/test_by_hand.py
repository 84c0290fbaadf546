"""The command that asks a server again, and where there is none."""

from dataclasses import replace

import pytest

from inspector.net.by_hand import ask_again
from inspector.net.handshake import Handshake
from inspector.net.target import parse_target

SHOWN = Handshake((b"x",), "192.0.2.7:443", "TLS 1.3", None, None, 1)


@pytest.mark.parametrize(
    ("text", "server_name", "connect_to", "words"),
    [
        ("bank.test", None, None, "-connect bank.test:443 -servername bank.test "),
        ("bank.test:8443", "api.test", None, "-connect bank.test:8443 -servername api.test "),
        ("bank.test", None, "127.0.0.1:4433", "-connect 127.0.0.1:4433 -servername bank.test "),
        ("[2001:db8::1]:443", None, None, "-connect '[2001:db8::1]:443' -noservername "),
        ("192.0.2.7", None, None, "-connect 192.0.2.7:443 -noservername "),
    ],
)
def test_the_command_names_what_was_asked(
    text: str, server_name: str | None, connect_to: str | None, words: str
) -> None:
    """Place and name are those of the fetch, brackets are quoted, and the place in the list is picked."""
    target = parse_target(text, server_name=server_name, connect_to=connect_to)
    first, third = ask_again(target, SHOWN, 0), ask_again(target, SHOWN, 2)
    assert first is not None
    assert words in first
    assert "awk" not in first
    assert third is not None
    assert "n==3" in third


@pytest.mark.parametrize(
    "between",
    [
        replace(SHOWN, proxy="proxy.test:8080"),
        replace(SHOWN, starttls="SMTP"),
        replace(SHOWN, client_certificate_sent=True),
        replace(SHOWN, version="TLS 1.0"),
        replace(SHOWN, version=None),
    ],
)
def test_no_command_where_openssl_would_meet_something_else(between: Handshake) -> None:
    """A proxy, STARTTLS, a client certificate and old protocols need more than the plain command."""
    assert ask_again(parse_target("bank.test"), between, 0) is None

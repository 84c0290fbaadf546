"""What may be written as a target, and what is refused with which words."""

import json
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testdata import shared

from inspector.net.target import Target, TargetError, parse_connect_to, parse_port, parse_server_name, parse_target


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("api.example.com", "api.example.com", 443),
        ("  API.Example.COM \n", "api.example.com", 443),
        ("api.example.com.", "api.example.com", 443),
        ("api.example.com.:8443", "api.example.com", 8443),
        ("localhost", "localhost", 443),
        ("localhost.", "localhost", 443),
        ("api.example.com:1", "api.example.com", 1),
        ("api.example.com:65535", "api.example.com", 65535),
        ("api.example.com:00443", "api.example.com", 443),
        ("192.0.2.7", "192.0.2.7", 443),
        ("192.0.2.7:8443", "192.0.2.7", 8443),
        ("[2001:db8::1]", "2001:db8::1", 443),
        ("[2001:DB8:0:0::1]:8443", "2001:db8::1", 8443),
        ("2001:db8::1", "2001:db8::1", 443),
        ("::1", "::1", 443),
        ("bücher.example", "xn--bcher-kva.example", 443),
        ("straße.example:8443", "xn--strae-oqa.example", 8443),
        ("xn--bcher-kva.example", "xn--bcher-kva.example", 443),
        ("https://api.example.com", "api.example.com", 443),
        ("HTTPS://api.example.com:8443/a/b?c=d#e", "api.example.com", 8443),
        ("https://user:p@ss@api.example.com/x@y:1", "api.example.com", 443),
        ("https://api.example.com?x=//other.example:1", "api.example.com", 443),
        ("https://api.example.com:/", "api.example.com", 443),
        ("https://[2001:db8::1]:8443/", "2001:db8::1", 8443),
        ("wss://api.example.com/socket", "api.example.com", 443),
        ("ldaps://ldap.example.com", "ldap.example.com", 636),
        ("imaps://mail.example.com", "mail.example.com", 993),
        ("mqtts://broker.example.com", "broker.example.com", 8883),
        ("http://api.example.com:8443/", "api.example.com", 8443),
        ("postgresql://db.example.com:5432/x", "db.example.com", 5432),
        ("api.example.com/login", "api.example.com", 443),
        ("api.example.com:8443/login?x=1", "api.example.com", 8443),
        ("localhost:8443/login", "localhost", 8443),
    ],
)
def test_a_target_is_understood(text: str, host: str, port: int) -> None:
    """Host and port of each spelling."""
    target = parse_target(text)
    assert (target.host, target.port) == (host, port)
    assert target.server_name == host
    assert target.endpoint == (host, port)


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("", "there is no host", "api.example.com"),
        ("   ", "there is no host", "api.example.com"),
        (".", "the host is empty", ""),
        ("https://", "the host is empty", ""),
        ("https:///path", "the host is empty", ""),
        ("a..b", "two dots follow each other", ""),
        ("a" * 64 + ".test", "longer than 63", ""),
        ("a" * 300, "longer than 253", ""),
        (".".join(["a" * 60] * 5), "longer than 253", ""),
        ("a" * 100_000, "longer than a host can be", ""),
        ("api.example.com:0", "port 0 does not exist", "1 to 65535"),
        ("api.example.com:65536", "port 65536 does not exist", "1 to 65535"),
        ("api.example.com:70000", "port 70000 does not exist", "1 to 65535"),
        ("api.example.com:" + "9" * 5_000, "does not exist", "1 to 65535"),
        ("api.example.com:", "there is no port after the colon", "1 to 65535"),
        ("api.example.com:https", "the port is not a number: https", "1 to 65535"),
        ("api.example.com:+443", "the port is not a number", "1 to 65535"),
        ("api.example.com:4_43", "the port is not a number", "1 to 65535"),
        ("api.example.com:٤٤٣", "the port is not a number", "1 to 65535"),
        ("api.example.com:443\x1b[2J", "the port is not a number: 443\\x1b[2J", "1 to 65535"),
        ("api.example.com:443:443", "more than one colon", "[2001:db8::1]:443"),
        ("[2001:db8::1", "never closed", "[2001:db8::1]:443"),
        ("[2001:db8::1]x", "brackets are for an IPv6 address alone", "[2001:db8::1]:443"),
        ("[192.0.2.7]:443", "brackets are for an IPv6 address alone", "[2001:db8::1]:443"),
        ("[api.example.com]", "brackets are for an IPv6 address alone", ""),
        ("[fe80::1%eth0]:443", "zone", ""),
        ("http://api.example.com/x", "http:// does not say which port", "https://api.example.com"),
        ("gopher://[2001:db8::1]", "gopher:// does not say which port", "[2001:db8::1]:443"),
        ("*.example.com", "a wildcard is no single server", "www.example.com"),
        ("certs/leaf", "this is a path", "https://"),
        ("/etc/ssl/cert.pem", "this is a path", "https://"),
        ("../leaf.pem", "this is a path", "https://"),
        ("exa mple.com", "only letters, digits, hyphens and dots", ""),
        ("example.com\0.evil.test", "only letters, digits, hyphens and dots", ""),
        ("user@example.com", "only letters, digits, hyphens and dots", ""),
        ("\u202eexample.com", "no domain name may have", ""),
    ],
    ids=lambda text: text[:40],
)
def test_what_cannot_be_a_target_is_refused(text: str, reason: str, hint: str) -> None:
    """One visible sentence and a way out."""
    with pytest.raises(TargetError) as caught:
        parse_target(text)
    assert reason in caught.value.reason
    assert hint in caught.value.hint
    assert caught.value.reason.isprintable()
    assert len(caught.value.reason) < 200


def test_a_server_name_and_another_place_are_kept_apart() -> None:
    """The name is checked and sent, the place is connected to, the target stays what was asked for."""
    target = parse_target("192.0.2.7:8443", server_name="API.example.com.", connect_to="[::1]:9443")
    assert target == Target("192.0.2.7", 8443, "api.example.com", ("::1", 9443))
    assert target.sni == "api.example.com"
    assert target.endpoint == ("::1", 9443)
    assert str(target) == "192.0.2.7:8443"


def test_no_server_name_is_sent_for_an_ip_address() -> None:
    """RFC 6066, section 3, forbids literal addresses."""
    assert parse_target("192.0.2.7").sni is None
    assert parse_target("[2001:db8::1]:443").sni is None
    assert parse_target("api.example.com", server_name="192.0.2.7").sni is None
    assert parse_target("api.example.com").sni == "api.example.com"


def test_ipv6_is_written_in_brackets() -> None:
    """The text of a target can be read back."""
    target = parse_target("2001:db8::1")
    assert str(target) == "[2001:db8::1]:443"
    assert parse_target(str(target)) == target


def test_another_place_may_leave_out_the_port_only_where_the_target_has_one() -> None:
    """`HOST` alone means the target's port; without a target it is refused."""
    assert parse_target("api.example.com:8443", connect_to="192.0.2.7").connect_to == ("192.0.2.7", 8443)
    assert parse_connect_to("192.0.2.7:1") == ("192.0.2.7", 1)
    with pytest.raises(TargetError, match="no port"):
        parse_connect_to("192.0.2.7")


@pytest.mark.parametrize("text", ["", "a b", "api.example.com:443", "https://api.example.com", "x" * 2_000])
def test_a_server_name_is_a_host_alone(text: str) -> None:
    """The sentence says which of the two names is wrong."""
    with pytest.raises(TargetError, match=r"^the server name cannot be used: "):
        parse_server_name(text)


def test_no_port_outside_the_range_reaches_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    """Port 70000 would wrap around to 4464: it is refused before anything is opened."""
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("a socket was made"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("a lookup was made"))
    for text in ("127.0.0.1:70000", "localhost:70000", "https://localhost:70000/"):
        with pytest.raises(TargetError):
            parse_target(text)
    with pytest.raises(TargetError):
        parse_target("localhost", connect_to="127.0.0.1:70000")


def test_hosts_for_snippets_agree() -> None:
    """A host text that must be refused in a snippet is no bare target; an accepted one gives the same A-labels."""
    cases = json.loads(shared("testdata", "strings/snippet-hosts.json").read_text())["cases"]
    separators = set(":/[")
    for case in cases:
        if case["accept"]:
            assert parse_target(case["input"]).host == case["ascii"]
        elif not separators & set(case["input"]):
            with pytest.raises(TargetError):
                parse_target(case["input"])


@given(st.integers())
def test_ports_are_1_to_65535(number: int) -> None:
    """Every number in the range is a port, no other is."""
    if 1 <= number <= 65_535:
        assert parse_port(str(number)) == number
    else:
        with pytest.raises(TargetError):
            parse_port(str(number))


HOST_CHARACTERS = set("abcdefghijklmnopqrstuvwxyz0123456789.-_:")
PIECES = st.sampled_from(
    ["https://", "http://", "://", "[", "]", ":", "::1", "@", "/", "?", "#", "%", ".", "443", "70000", "a", "xn--", "ü"]
)


@given(st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=8).map("".join)))
def test_any_text_is_a_safe_target_or_a_target_error(text: str) -> None:
    """The host that comes out is lower-case ASCII of a host; what does not fit raises nothing else."""
    target = understood(text)
    if isinstance(target, Target):
        assert set(target.host) <= HOST_CHARACTERS
        assert 1 <= target.port <= 65_535
        assert parse_target(str(target)) == target
    else:
        assert target.reason.isprintable()
        assert target.hint.isprintable()


@given(st.text(), st.text())
def test_any_text_is_a_safe_name_and_place_or_a_target_error(name: str, place: str) -> None:
    """The other two texts of a target are judged by the same rules."""
    target = understood("api.test", name, place)
    if isinstance(target, Target):
        assert set(target.server_name + target.endpoint[0]) <= HOST_CHARACTERS
    else:
        assert target.reason.isprintable()


def understood(text: str, name: str | None = None, place: str | None = None) -> Target | TargetError:
    """Return the target, or the one error that may be raised."""
    try:
        return parse_target(text, server_name=name, connect_to=place)
    except TargetError as error:
        return error

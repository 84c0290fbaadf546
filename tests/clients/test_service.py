"""Where the keys are served: the port in URLs and names of records, and what is spoken before TLS."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from inspector.clients.client import CannotExpress
from inspector.clients.curl.read import CommandLine
from inspector.clients.registry import clients
from inspector.clients.source import Source
from inspector.clients.tlsa.read import TlsaRecords
from inspector.pinning.pin_set import PinSet
from inspector.pinning.service import Service

MakeSet = Callable[..., PinSet]
OWN_CONNECTION = ("wget", "retrofit", "go", "node", "python", "dotnet", "flutter")
BY_HOST = ("okhttp-kotlin", "okhttp-java", "okhttp-3", "ktor", "cronet", "http-engine", "apple", "swift-delegate")


@pytest.mark.parametrize(("host", "bare"), [("www.example.org", "www.example.org"), ("192.0.2.7", "192.0.2.7")])
@pytest.mark.parametrize("name", ["curl", "wget", "retrofit"])
def test_a_port_stands_in_the_url(example_set: MakeSet, name: str, host: str, bare: str) -> None:
    """Another port than that of HTTPS is written, that one is not."""
    pin_set = example_set("leaf", host=host)
    assert f"https://{bare}/" in clients()[name].write(pin_set).text
    elsewhere = replace(pin_set, service=Service(19443))
    text = clients()[name].write(elsewhere).text
    assert f"https://{bare}:19443/" in text
    assert f"https://{bare}/" not in text


@pytest.mark.parametrize("name", ["curl", "wget", "retrofit"])
def test_an_ipv6_address_has_its_port_behind_the_brackets(example_set: MakeSet, name: str) -> None:
    """The port is no group of the address (RFC 3986, section 3.2.2)."""
    pin_set = replace(example_set("leaf", host="2001:db8::1"), service=Service(8443))
    assert "https://[2001:db8::1]:8443/" in clients()[name].write(pin_set).text


@pytest.mark.parametrize("port", [25, 443, 19443])
def test_a_record_is_named_after_the_port(example_set: MakeSet, port: int) -> None:
    """Owner and comment (RFC 6698, section 3), also where the server speaks another protocol first."""
    pin_set = replace(example_set("leaf"), service=Service(port, "SMTP" if port == 25 else ""))
    text = clients()["tlsa"].write(pin_set).text
    owners = {line.split()[0] for line in text.splitlines() if not line.startswith(";")}
    assert owners == {f"_{port}._tcp.www.example.org."}
    assert bool(re.search(r"(?<![0-9])443(?![0-9])", text)) == (port == 443)
    reading = TlsaRecords().read(Source("example.zone", text))
    assert {rule.pattern for rules in reading.sets for rule in rules.rules} == {"www.example.org"}


@pytest.mark.parametrize("name", OWN_CONNECTION)
def test_code_that_speaks_https_alone_is_refused_behind_starttls(example_set: MakeSet, name: str) -> None:
    """It would never make the connection whose keys it pins."""
    pin_set = replace(example_set("leaf"), service=Service(25, "SMTP"))
    with pytest.raises(CannotExpress, match="speaks SMTP before TLS"):
        clients()[name].write(pin_set)


@pytest.mark.parametrize("name", BY_HOST)
def test_rules_by_host_say_that_they_are_for_https(example_set: MakeSet, name: str) -> None:
    """The code is the same, and its reader is told what it pins."""
    pin_set = example_set("leaf")
    behind = clients()[name].write(replace(pin_set, service=Service(25, "SMTP")))
    assert behind.text == clients()[name].write(pin_set).text
    assert any("STARTTLS in SMTP" in note and "speaks HTTPS" in note for note in behind.notes)


@pytest.mark.parametrize("name", ["nsc", "cer", "tlsa"])
def test_what_holds_for_any_protocol_says_nothing_of_it(example_set: MakeSet, name: str) -> None:
    """Android's configuration, a certificate and a DNS record are not about HTTPS."""
    notes = clients()[name].write(replace(example_set("leaf"), service=Service(25, "SMTP"))).notes
    assert not any("HTTPS" in note for note in notes)


@pytest.mark.parametrize("protocol", ["LDAP", "PostgreSQL", "MySQL"])
def test_curl_is_refused_where_it_compares_no_pin(example_set: MakeSet, protocol: str) -> None:
    """It does not speak the databases' protocols, and leaves LDAP to another library."""
    with pytest.raises(CannotExpress, match=f"after STARTTLS in {protocol}"):
        clients()["curl"].write(replace(example_set("leaf"), service=Service(389, protocol)))


@pytest.mark.parametrize(("port", "scheme"), [(465, "smtps"), (993, "imaps"), (995, "pop3s"), (990, "ftps")])
def test_curl_speaks_what_belongs_to_the_port(example_set: MakeSet, port: int, scheme: str) -> None:
    """Ports where mail and FTP speak TLS from the first byte (IANA service names)."""
    text = clients()["curl"].write(replace(example_set("leaf"), service=Service(port))).text
    assert f" '{scheme}://www.example.org:{port}/'\n" in text


@pytest.mark.parametrize("service", [Service(19443), Service(25, "SMTP"), Service(21, "FTP"), Service(993)])
def test_what_is_written_for_curl_is_read_again(example_set: MakeSet, service: Service) -> None:
    """The host, and no word of a connection without TLS."""
    text = clients()["curl"].write(replace(example_set("leaf"), service=service)).text
    reading = CommandLine().read(Source("pin.sh", text))
    (rules,) = reading.sets
    assert [rule.pattern for rule in rules.rules] == ["www.example.org"]
    assert not [problem for problem in rules.problems if problem.code == "no-tls"]
    plain = CommandLine().read(Source("pin.sh", text.replace("--ssl-reqd ", "").replace("s://", "://")))
    assert [problem.code for problem in plain.sets[0].problems if problem.code == "no-tls"] == ["no-tls"]

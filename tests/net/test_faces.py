"""Every leaf key that a host serves: by address, by kind of key, with and without the name; asked of real servers."""

import ssl
from pathlib import Path

import pytest
from net.credentials import issue, write
from net.hosts import HOST, OPTIONS, Book, at, both_keys, one_key, pin_of, seen
from net.opponents import Opponent, server_context, speak_tls

from inspector.lab.scenarios import scenarios
from inspector.net import offer
from inspector.net.ask_faces import ask_faces
from inspector.net.faces import Outcome, is_default, needed_pins, summary
from inspector.net.options import Family, KeyKind
from inspector.net.target import parse_target


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["1.2", "1.3"])
def test_both_keys_of_a_server_are_found_in_either_version(version: ssl.TLSVersion, tmp_path: Path) -> None:
    """An RSA and an ECDSA leaf behind one address: two pins, each with and without the name."""
    context, elliptic, classic = both_keys(tmp_path, version=version)
    with Opponent(speak_tls(context)) as server:
        faces = ask_faces(at(server), OPTIONS)
    assert faces.complete
    assert faces.both_versions
    assert faces.total == 4
    assert set(faces.groups) == {pin_of(elliptic), pin_of(classic)}
    for pin, kind in ((pin_of(elliptic), KeyKind.ECDSA), (pin_of(classic), KeyKind.RSA)):
        assert [(probe.question.kind, probe.question.named) for probe in faces.groups[pin]] == [
            (kind, True),
            (kind, False),
        ]
    versions = {probe.handshake.version for probe in faces.probes if probe.handshake}
    assert versions == {"TLS 1.2" if version is ssl.TLSVersion.TLSv1_2 else "TLS 1.3"}
    assert set(needed_pins(faces, HOST)) == set(faces.groups)
    assert summary(faces, HOST) == "2 leaf keys are in use; a leaf pin set needs all of them."


def test_a_library_that_cannot_choose_keys_in_tls_1_3_falls_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same pins, with TLS 1.2 only, and it says so."""
    monkeypatch.setattr(offer, "_limit_signatures", lambda *_: False)
    context, elliptic, classic = both_keys(tmp_path)
    with Opponent(speak_tls(context)) as server:
        faces = ask_faces(at(server), OPTIONS)
    assert not faces.both_versions
    assert {probe.handshake.version for probe in faces.probes if probe.handshake} == {"TLS 1.2"}
    assert set(faces.groups) == {pin_of(elliptic), pin_of(classic)}


def test_signature_algorithms_that_the_library_does_not_know_are_not_half_offered() -> None:
    """An unknown name is refused as a whole, and leaves no error behind for the next one."""
    from OpenSSL import SSL

    context = SSL.Context(SSL.TLS_CLIENT_METHOD)
    assert not offer._limit_signatures(context, "no-such-algorithm")
    assert offer._limit_signatures(context, "ecdsa_secp256r1_sha256")
    assert offer.can_choose_keys()


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["1.2", "1.3"])
@pytest.mark.parametrize("bits", [0, 2_048], ids=["ECDSA", "RSA"])
def test_a_kind_of_key_that_is_absent_is_not_served_and_no_error(
    bits: int, version: ssl.TLSVersion, tmp_path: Path
) -> None:
    """The handshake fails for it, and the picture is complete."""
    leaf = issue(HOST, rsa_bits=bits)
    with Opponent(speak_tls(server_context(*write(tmp_path, leaf), version=version))) as server:
        faces = ask_faces(at(server), OPTIONS)
    there, absent = (KeyKind.RSA, KeyKind.ECDSA) if bits else (KeyKind.ECDSA, KeyKind.RSA)
    assert seen(faces) == {
        (there, True, Outcome.SERVED),
        (there, False, Outcome.SERVED),
        (absent, True, Outcome.NOT_SERVED),
        (absent, False, Outcome.NOT_SERVED),
    }
    assert faces.complete
    assert summary(faces, HOST) == "1 leaf key is in use."


def test_the_default_certificate_is_marked_and_not_needed() -> None:
    """Without the name the lab's server answers with the certificate of its own default host."""
    with scenarios()["sni"].start() as running:
        faces = ask_faces(parse_target(running.host, connect_to=running.connect_to), OPTIONS)
    assert faces.complete
    assert len(faces.groups) == 2
    defaults = [probe for probe in faces.probes if is_default(probe, running.host)]
    assert [probe.question.named for probe in defaults] == [False]
    (needed,) = needed_pins(faces, running.host)
    assert defaults[0].leaf is not None
    assert needed != defaults[0].leaf.pin
    assert summary(faces, running.host) == "1 leaf key is in use."


def test_a_key_that_clients_without_a_name_meet_is_needed(tmp_path: Path) -> None:
    """A certificate for the host that comes only without the name still belongs to the set."""
    named, unnamed = issue(HOST), issue(HOST)
    context, other = one_key(tmp_path / "unnamed", unnamed), one_key(tmp_path / "named", named)

    def choose(connection: ssl.SSLSocket | ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        if name:
            connection.context = other

    context.sni_callback = choose
    with Opponent(speak_tls(context)) as server:
        faces = ask_faces(at(server), OPTIONS)
    assert set(needed_pins(faces, HOST)) == {pin_of(named), pin_of(unnamed)}


def _v6_or_none(context: ssl.SSLContext) -> Opponent | None:
    try:
        return Opponent(speak_tls(context), "::1")
    except OSError:
        return None


def test_another_leaf_on_each_address(tmp_path: Path) -> None:
    """127.0.0.1, 127.0.0.2 and ::1 each have a key of their own: all are found, in the order of the addresses."""
    leaves = [issue(HOST) for _ in range(3)]
    contexts = [one_key(tmp_path / str(number), leaf) for number, leaf in enumerate(leaves)]
    sixth = _v6_or_none(contexts[2])
    if sixth is None:
        pytest.skip("this machine has no IPv6 loopback")
    with (
        Opponent(speak_tls(contexts[0])) as first,
        Opponent(speak_tls(contexts[1]), "127.0.0.2") as second,
        sixth as third,
    ):
        book = Book(("127.0.0.1", first.port), ("::1", third.port), ("127.0.0.2", second.port))
        faces = ask_faces(parse_target(HOST), OPTIONS, lookup=book)
    assert book.asked == [(HOST, 443, Family.ANY)]
    assert list(faces.groups) == [pin_of(leaves[0]), pin_of(leaves[2]), pin_of(leaves[1])]
    assert [{probe.question.address for probe in probes} for probes in faces.groups.values()] == [
        {f"127.0.0.1:{first.port}"},
        {f"[::1]:{third.port}"},
        {f"127.0.0.2:{second.port}"},
    ]
    assert summary(faces, HOST) == "3 leaf keys are in use; a leaf pin set needs all of them."

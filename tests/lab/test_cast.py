"""What each scenario is about is there to be seen."""

import ssl

import pytest
from lab.clients import careless, checking, connect, greet, s_client
from lab.looking import leaf_of, look, over

from inspector.chain.certificate import parse_certificate
from inspector.chain.path import Origin, Role
from inspector.lab.cast.odd import NAMES
from inspector.lab.conversation import GREETING
from inspector.lab.running import Running


@over(argvalues=["good"])
def test_the_demo(running: Running) -> None:
    """Leaf and intermediate are served, the root comes from the lab's store, and everything says that it is the lab."""
    seen = look(running)
    assert [(layer.origin, layer.served_index) for layer in seen.layers] == [
        (Origin.SERVED, 0),
        (Origin.SERVED, 1),
        (Origin.STORE, None),
    ]
    assert all("Lab" in layer.certificate.subject.full for layer in seen.layers[1:])
    assert not seen.assessment.public
    assert seen.assessment.store.name == "lab"
    assert GREETING in greet(running)


@over(argvalues=["two-keys"])
def test_two_keys(running: Running) -> None:
    """A client that takes RSA only is shown an RSA leaf, one that takes ECDSA only the other."""
    kinds = set()
    for ciphers in ("ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256"):
        context = checking(running)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(ciphers)
        kinds.add(leaf_of(running, context).key.label)
    assert kinds == {"RSA 2048", "EC P-256"}


@over(argvalues=["renewed-same-key", "renewed-new-key", "new-intermediate", "new-ca"])
def test_rotations(running: Running) -> None:
    """The first connection sees the old chain, the later ones the new: what keeps its pin is what the name says."""
    old, new, later = (look(running) for _ in range(3))
    assert old.trusted
    assert new.trusted
    kept = [one.pin == other.pin for one, other in zip(old.layers, new.layers, strict=True)]
    assert (
        kept
        == {
            "renewed-same-key": [True, True, True],
            "renewed-new-key": [False, True, True],
            "new-intermediate": [True, False, True],
            "new-ca": [False, False, False],
        }[running.scenario.name]
    )
    assert old.served[0].fingerprint != new.served[0].fingerprint
    assert new.served == later.served


@over(argvalues=["cross-signed"])
def test_cross_signed(running: Running) -> None:
    """There are two valid paths, and the old root stands in one of them only."""
    assessment = look(running).assessment
    assert assessment.valid == 2
    names = [[layer.certificate.subject.readable for layer in path.layers] for path in assessment.paths]
    assert names[0][2:] == ["Lab Root X2"]
    assert names[1][2:] == ["Lab Root X2", "Lab Root X1"]
    assert assessment.paths[0].pins == assessment.paths[1].pins[:3]


@over(argvalues=["by-address"])
def test_by_address(running: Running) -> None:
    """The IPv6 address of the same port shows another leaf, where this machine has one."""
    if not running.server.on_v6:
        pytest.skip("this machine has no ::1")
    first = leaf_of(running)
    second = parse_certificate(connect(running, checking(running), running.host, "::1")[0])
    assert first.pin != second.pin


@over(argvalues=["sni"])
def test_sni(running: Running) -> None:
    """Without the server name, or with another, the default certificate comes."""
    assert [name.text for name in leaf_of(running).names] == [running.host]
    assert [name.text for name in leaf_of(running, name="other.test").names] == ["default.hosting.test"]
    bare = parse_certificate(connect(running, careless(), None)[0])
    assert [name.text for name in bare.names] == ["default.hosting.test"]


@over(argvalues=["interceptor"])
def test_interceptor(running: Running) -> None:
    """Whoever trusts the interceptor's root is shown a good certificate for any name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=running.outside_pem)
    for name in ("api.bank.test", "www.shop.test", running.host):
        assert [found.text for found in leaf_of(running, context, name).names] == [name]
    for number in range(70):
        connect(running, careless(), f"host-{number}.test")
    assert [found.text for found in leaf_of(running, context, "api.bank.test").names] == ["api.bank.test"]


@over(argvalues=["private-root", "self-signed"])
def test_roots_outside_the_store(running: Running) -> None:
    """The anchor that the store lacks is given beside it, and a client that takes it connects."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=running.outside_pem)
    assert connect(running, context, running.host)


@over(argvalues=["extra-certificates"])
def test_extra_certificates(running: Running) -> None:
    """The root counts as served, the stranger and the duplicate as unused."""
    seen = look(running)
    assert len(seen.served) == 5
    assert seen.layers[-1].role is Role.ROOT
    assert seen.layers[-1].origin is Origin.SERVED
    assert seen.assessment.unused == (2, 3)


@over(argvalues=["odd-keys"])
def test_odd_keys(running: Running) -> None:
    """The leaf's key is written in a way that hashes differently once it is written anew."""
    key = look(running).served[0].key
    assert len(key.spki) == 59
    assert key.reencoded_pin not in (None, key.pin)


@over(argvalues=["many-names", "hostile-names"])
def test_names(running: Running) -> None:
    """All names arrive, and none of them is anything but visible text."""
    leaf = look(running).served[0]
    if running.scenario.name == "many-names":
        assert len(leaf.names) == NAMES
    else:
        assert "\\x1b" in leaf.subject.full
    assert all(name.text.isprintable() for name in leaf.names)
    assert leaf.subject.full.isprintable()


@over(argvalues=["weak", "odd-keys", "old-tls", "client-certificate"])
def test_openssl_sees_what_is_odd(running: Running) -> None:
    """The openssl program sees the key, the signature, the version and the demand that the scenario is about."""
    expected = {
        "weak": ("1024 (bit)", "RSA-SHA1"),
        "odd-keys": ("id-ecPublicKey", "Verification: OK"),
        "old-tls": ("TLSv1.1",),
        "client-certificate": ("Acceptable client certificate CA names", "Lab Root X1"),
    }[running.scenario.name]
    options = ("-cipher", "ALL:@SECLEVEL=0", "-tls1_1") if running.scenario.name == "old-tls" else ()
    said = s_client(running, *options)
    for text in expected:
        assert text in said

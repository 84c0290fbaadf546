"""Every scenario, looked at by Python's ssl and by this app's own fetch."""

import re
import ssl
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import partial

import pytest
from lab.clients import PATIENCE, careless, checking, connect, greet, s_client

from inspector.chain.certificate import Certificate, parse_certificate
from inspector.chain.path import Origin, Role
from inspector.inspection import Inspection, Settings, inspect
from inspector.lab.cast.odd import NAMES
from inspector.lab.conversation import GREETING
from inspector.lab.running import Running
from inspector.lab.scenarios import DEFAULT, scenarios
from inspector.net.errors import Cause, FetchError
from inspector.net.fetch import FetchOptions

TRUSTED = {
    "good": "leaf intermediate root",
    "two-keys": "leaf intermediate root",
    "renewed-same-key": "leaf intermediate root",
    "renewed-new-key": "leaf intermediate root",
    "new-intermediate": "leaf intermediate root",
    "new-ca": "leaf intermediate root",
    "cross-signed": "leaf intermediate root",
    "by-address": "leaf intermediate root",
    "wrong-order": "leaf intermediate intermediate root",
    "extra-certificates": "leaf intermediate root",
    "odd-keys": "leaf intermediate root",
    "many-names": "leaf intermediate root",
    "hostile-names": "leaf intermediate root",
    "client-certificate": "leaf intermediate root",
    "sni": "leaf intermediate root",
    "slow": "leaf intermediate root",
}

# X509_V_ERR_… of OpenSSL, and what our own reason begins with.
REFUSED = {
    "missing-intermediate": ({20}, "cold.bank.test was sent alone"),
    "expired": ({10}, "The leaf late.bank.test expired on "),
    "not-yet-valid": ({9}, "The leaf early.bank.test is not valid before "),
    "wrong-name": ({62}, "The name does not match: the certificate is for www.shop.test"),
    "self-signed": ({18}, "device.bank.test is self-signed"),
    "private-root": ({19}, "The chain ends in Lab Intranet Root"),
    "weak": ({66, 67, 68}, "The leaf legacy.bank.test is signed using SHA1 with RSA"),
    "interceptor": ({20}, "The issuer of Lab Interceptor CA, Lab Interceptor Root, was not sent"),
}

WITHOUT_CHAIN = {
    "silent": Cause.TIMEOUT,
    "plain-text": Cause.NOT_TLS,
    "resets": Cause.RESET,
    "old-tls": Cause.ALERT,
}


@pytest.fixture
def running(request: pytest.FixtureRequest) -> Iterator[Running]:
    """Start the scenario that the test is given, with certificates of this day."""
    with scenarios()[request.param].start() as started:
        yield started


over = partial(pytest.mark.parametrize, "running", indirect=True)


def look(running: Running, *, now: datetime | None = None, timeout: float = PATIENCE) -> Inspection:
    """Return what this app sees."""
    settings = Settings(options=FetchOptions(timeout=timeout), store=running.store, connect_to=running.connect_to)
    leaf_time = now or datetime.now().astimezone()
    return inspect(running.host, settings, now=leaf_time)


def leaf_of(running: Running, context: ssl.SSLContext | None = None, name: str | None = None) -> Certificate:
    """Return the leaf that a careless client is shown."""
    return parse_certificate(connect(running, context or careless(), name or running.host)[0])


def test_every_scenario_is_expected_somewhere() -> None:
    """Each scenario is in exactly one of the tables, has a sentence and a host of its own under .test."""
    every = scenarios()
    assert [*every].count(DEFAULT) == 1
    assert sorted(every) == sorted([*TRUSTED, *REFUSED, *WITHOUT_CHAIN])
    assert len({scenario.host for scenario in every.values()}) == len(every)
    for name, scenario in every.items():
        assert scenario.name == name
        assert scenario.host.endswith(".test")
        assert re.fullmatch(r"[A-Z].*\.", scenario.sentence)


def test_listing_scenarios_loads_no_library() -> None:
    """The list is had without cryptography, OpenSSL or sockets over TLS."""
    code = (
        "import sys; from inspector.lab.scenarios import scenarios; scenarios();"
        "sys.exit(','.join({'cryptography', 'OpenSSL', 'ssl'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@over(argvalues=sorted(TRUSTED))
def test_sound_scenarios(running: Running) -> None:
    """Python's ssl verifies the chain, and this app finds the same path and trusts it."""
    seen = look(running)
    assert seen.assessment.reason == ""
    assert seen.trusted
    assert " ".join(layer.role.value for layer in seen.layers) == TRUSTED[running.scenario.name]
    again = leaf_of(running, checking(running))
    if not running.scenario.name.startswith(("renewed", "new", "two")):
        assert again.der == seen.layers[0].certificate.der


@over(argvalues=sorted(REFUSED))
def test_refused_scenarios(running: Running) -> None:
    """Python's ssl refuses with the code that is meant, and this app with the matching reason."""
    codes, reason = REFUSED[running.scenario.name]
    with pytest.raises(ssl.SSLCertVerificationError) as caught:
        connect(running, checking(running), running.host)
    assert caught.value.verify_code in codes
    seen = look(running)
    assert not seen.trusted
    assert seen.assessment.reason.startswith(reason)


@over(argvalues=sorted(WITHOUT_CHAIN))
def test_scenarios_without_a_chain(running: Running) -> None:
    """The failure is told with its cause, and Python's ssl gets nothing either."""
    silent = running.scenario.name == "silent"
    with pytest.raises(FetchError) as caught:
        look(running, timeout=0.3 if silent else PATIENCE)
    assert caught.value.cause is WITHOUT_CHAIN[running.scenario.name]
    if not silent:
        with pytest.raises((ssl.SSLError, ConnectionError)):
            connect(running, careless(), running.host)


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


@over(argvalues=["good"])
def test_openssl_agrees(running: Running) -> None:
    """The openssl program verifies the chain and sees the two certificates."""
    said = s_client(running, "-showcerts", "-verify_return_error")
    assert "Verification: OK" in said
    assert said.count("-----BEGIN CERTIFICATE-----") == 2


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


def test_certificates_as_of_another_day(now: datetime) -> None:
    """A scenario started for a moment is good at that moment, and keys stay the same within a process."""
    with scenarios()["good"].start(now) as first, scenarios()["good"].start(now) as second:
        one, two = look(first, now=now), look(second, now=now)
    assert one.trusted
    assert two.trusted
    assert one.assessment.path is not None
    assert two.assessment.path is not None
    assert one.assessment.path.pins == two.assessment.path.pins
    lives = [(layer.certificate.not_after, layer.certificate.not_before) for layer in one.layers]
    assert [(end - begin).days for end, begin in lives if end and begin] == [90, 3 * 365, 15 * 365]

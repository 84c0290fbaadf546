"""Every scenario, looked at by Python's ssl, by openssl and by this app: whether it is trusted, and why not."""

import re
import ssl
import subprocess
import sys
from datetime import datetime

import pytest
from lab.clients import PATIENCE, careless, checking, connect, s_client
from lab.looking import leaf_of, look, over

from inspector.lab.running import Running
from inspector.lab.scenarios import DEFAULT, scenarios
from inspector.net.errors import Cause, FetchError

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
def test_openssl_agrees(running: Running) -> None:
    """The openssl program verifies the chain and sees the two certificates."""
    said = s_client(running, "-showcerts", "-verify_return_error")
    assert "Verification: OK" in said
    assert said.count("-----BEGIN CERTIFICATE-----") == 2


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

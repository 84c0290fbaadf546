"""TLSA records as OpenSSL's verifier takes them, against what is read of them and judged."""

import random
import shutil
import subprocess
from typing import Any

from testdata import require_client

from inspector.chain.pin import Pin
from inspector.clients.judging import judge
from inspector.clients.rule import Outcome
from inspector.clients.source import Source
from inspector.clients.tlsa.read import TlsaRecords

SEED = 20261124
HOST = "api.bank.test"


def _verifies(served: Any, data: list[str]) -> bool:
    asked = [argument for record in data for argument in ("-dane_tlsa_rrdata", record)]
    command = [
        *("openssl", "s_client", "-no-CAfile", "-no-CApath", "-no-CAstore", "-verify_return_error"),
        *("-connect", f"127.0.0.1:{served.port}", "-servername", HOST, "-dane_tlsa_domain", HOST, *asked),
    ]
    done = subprocess.run(command, check=False, timeout=30, capture_output=True, input=b"")
    text = done.stdout + done.stderr
    assert b"Verif" in text
    return done.returncode == 0


def test_records_are_judged_as_openssl_does(served: Any) -> None:
    """Forty zones of one to three records, of keys that are sent, not sent and foreign: no disagreement."""
    require_client(shutil.which("openssl"), "openssl")
    chance = random.Random(SEED)
    pins = [*(layer.pin for layer in served.layers), Pin.of(b"foreign")]
    outcomes = []
    for _ in range(40):
        data = [f"{chance.choice('23')} 1 1 {chance.choice(pins).hex}" for _ in range(chance.randint(1, 3))]
        zone = "\n".join(f"_443._tcp.{HOST}. IN TLSA {record}" for record in data)
        (rules,) = TlsaRecords().read(Source("zone", zone)).sets
        verdict = judge(rules, served.layers, HOST, served.now)
        outcomes.append(verdict.outcome)
        expected = Outcome.CONNECTS if _verifies(served, data) else Outcome.REFUSED
        assert verdict.outcome is expected, f"seed {SEED}: {data}"
    assert set(outcomes) == {Outcome.CONNECTS, Outcome.REFUSED}

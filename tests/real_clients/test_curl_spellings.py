"""Command lines as a shell and curl or wget take them, against what is read of them and judged."""

import random
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from testdata import require_client

from inspector.clients.curl.read import CommandLine
from inspector.clients.judging import judge
from inspector.clients.rule import Outcome
from inspector.clients.source import Source

SEED = 20261124
MISMATCH = {"curl": 90, "wget": 5}
OPTIONS = {
    "curl": "-s -o /dev/null --max-time 10 --noproxy '*' --cacert {ca} --resolve api.bank.test:{port}:127.0.0.1",
    "wget": "-q -O /dev/null -T 10 -t 1 --no-proxy --ca-certificate={ca} --header 'Host: api.bank.test'",
}
GLUES = [*[";sha256//"] * 3, "; sha256//", ",sha256//", ";", ";sha256/", ";;sha256//"]
URLS = {"curl": "https://api.bank.test:{port}/", "wget": "https://127.0.0.1:{port}/"}


def _arguments(pins: list[str]) -> Iterator[str]:
    """Give quoted texts of pins, good and broken ones, in an order that the seed decides."""
    chance = random.Random(SEED)
    forms = ["{}", "{}", "{}", " {}", "{} ", "{}x", "sha256//{}"]
    for _ in range(60):
        parts = [chance.choice(forms).format(chance.choice([*pins, pins[0][:-1]])) for _ in range(chance.randint(1, 3))]
        glue = chance.choice(GLUES)
        text = chance.choice(["sha256//", "sha256//", "sha256//", "sha256/", "SHA256//", ""]) + glue.join(parts)
        yield chance.choice(["'{}'", '"{}"']).format(text)


@pytest.mark.parametrize("program", ["curl", "wget"])
def test_what_is_read_is_what_the_program_does(served: Any, program: str) -> None:
    """Sixty texts of pins: connected or refused alike, with no disagreement."""
    require_client(shutil.which(program), program)
    path = served.layers
    pins = [path[0].pin.base64, path[1].pin.base64, "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="]
    outcomes = []
    for argument in _arguments(pins):
        options = OPTIONS[program].format(ca=served.ca_file, port=served.port)
        url = URLS[program].format(port=served.port)
        line = f"{program} {options} --pinnedpubkey {argument} {url}"
        done = subprocess.run(["/bin/bash", "-c", line], check=False, timeout=30, capture_output=True)
        (rules,) = CommandLine().read(Source("x.sh", line)).sets
        (rule,) = rules.rules
        verdict = judge(rules, path, rule.pattern, served.now)
        outcomes.append(verdict.outcome)
        expected = {0: Outcome.CONNECTS, MISMATCH[program]: Outcome.REFUSED}[done.returncode]
        assert verdict.outcome is expected, f"seed {SEED}: {line}"
    assert set(outcomes) == {Outcome.CONNECTS, Outcome.REFUSED}

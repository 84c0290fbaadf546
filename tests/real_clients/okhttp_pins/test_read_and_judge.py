"""The same cases written as source: what is read of them is judged as what they say."""

import os
from dataclasses import replace

import pytest
from real_clients.okhttp_pins.cases import Case, make_cases
from real_clients.okhttp_pins.test_judge import AT, EACH, paths, rules_of
from real_clients.okhttp_pins.versions import VERSIONS

from inspector.clients.judging import judge
from inspector.clients.okhttp.read import JavaSource, KotlinSource
from inspector.clients.source import Source

SEED = int(os.environ.get("PINSPECTOR_SEED", "20261125"))


def _quoted(text: str) -> str:
    units = text.encode("utf-16-be")
    codes = [int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2)]
    return '"' + "".join(chr(code) if chr(code).isalnum() and code < 0x80 else f"\\u{code:04x}" for code in codes) + '"'


def _source(case: Case, *, java: bool) -> Source:
    adds = "".join(f"\n.add({', '.join(map(_quoted, (pattern, *pins)))})" for pattern, pins in case.entries)
    if java:
        return Source("P.java", f"class P {{ Object p = new okhttp3.CertificatePinner.Builder(){adds}.build(); }}")
    return Source("P.kt", f"val p = okhttp3.CertificatePinner.Builder(){adds}.build()")


@pytest.mark.parametrize("java", [False, True])
def test_read_and_judged(java: bool) -> None:
    """Whatever characters they have, patterns and pins lead to the verdict that they lead to when handed over."""
    print(f"seed {SEED}")
    reader = JavaSource() if java else KotlinSource()
    differing = []
    for case in make_cases(SEED, EACH // 3, tuple(VERSIONS), paths()):
        (found,) = reader.read(_source(case, java=java)).sets
        read = judge(replace(found, version=case.version), case.path, case.host, AT)
        meant = judge(rules_of(case), case.path, case.host, AT)
        if (read.outcome, set(read.matched)) != (meant.outcome, set(meant.matched)):
            differing.append((case.version, case.host, case.entries, read, meant))
    assert not differing, f"seed {SEED}"

"""Ktor's Darwin engine has the same words and checks less (PinnedCertificate.kt)."""

import pytest
from clients.okhttp.reading import A, B, codes_of, read
from clients.reading import problems

from inspector.chain.finding import Severity

HEX = "19400be5b7a31fb733917700789d2f0a2471c0c9d506c0e504c06c16d7cb17c0"


def _of(pattern: str, *pins: str) -> list[tuple[str, Severity, bool]]:
    given = ", ".join(f'"{text}"' for text in (pattern, *pins))
    imports = "import io.ktor.client.engine.darwin.certificates.CertificatePinner"
    reading = read(f"{imports}\nval c = handleChallenge(CertificatePinner.Builder().add({given}).build())")
    return [(problem.code, problem.severity, problem.crash) for problem in problems(reading)]


@pytest.mark.parametrize("pattern", ["api.bank.test", "**.bank.test", "API.bank.test"])
def test_sound(pattern: str) -> None:
    """An exact host, any depth, capitals: nothing to say, and no versions of OkHttp."""
    assert _of(pattern, A, B) == []


@pytest.mark.parametrize(
    ("pattern", "code", "crash"),
    [
        ("https://api.bank.test", "url-pattern", False),
        ("api.bank.test:443", "url-pattern", False),
        ("api.bank.test.", "trailing-dot", False),
        ("b\u00fccher.test", "url-pattern", False),
        ("", "bad-pattern", False),
        ("*", "wildcard-pattern", True),
        ("api.*.test", "wildcard-pattern", True),
    ],
)
def test_pattern(pattern: str, code: str, crash: bool) -> None:
    """Only an asterisk out of place throws; anything else is silently another host."""
    assert _of(pattern, A, B) == [(code, Severity.ERROR, crash)]


@pytest.mark.parametrize(
    ("pin", "code", "severity", "crash"),
    [
        (A[7:], "missing-prefix", Severity.ERROR, True),
        (A.rstrip("="), "pin-spelling", Severity.ERROR, False),
        (f"sha256/{HEX}", "wrong-length", Severity.ERROR, False),
        ("sha256/!", "bad-base64", Severity.ERROR, False),
        ("sha1/EA4AAQ8dEhwUEwoKCwwNAQECAwQ=", "sha1-pin", Severity.WARNING, False),
        ("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "dead-pin", Severity.ERROR, False),
        (B, "duplicate-pin", Severity.WARNING, False),
    ],
)
def test_pin(pin: str, code: str, severity: Severity, crash: bool) -> None:
    """Pins are compared as text: padding matters, and what is no base64 is taken."""
    assert (code, severity, crash) in _of("api.bank.test", B, pin)


def test_pins_of_several_hosts_are_shared() -> None:
    """`hasOnePinnedCertificate` looks through all pins; hosts with the same pins lose nothing by it."""
    imports = "import io.ktor.client.engine.darwin.certificates.CertificatePinner"
    two = f'{imports}\nval p = CertificatePinner.Builder().add("a.test", "{A}").add("b.test", "{B}").build()'
    assert "shared-pins" in codes_of(read(two))
    assert "shared-pins" not in codes_of(read(two.replace(B, A)))
    assert "shared-pins" not in codes_of(read(two.replace("io.ktor.client.engine.darwin.certificates", "okhttp3")))


def test_a_pin_spelled_otherwise_is_no_pin() -> None:
    """The rule has no value for it, so that no judge lets it match."""
    imports = "import io.ktor.client.engine.darwin.certificates.CertificatePinner"
    text = f'{imports}\nval p = CertificatePinner.Builder().add("a.test", "{A}", "{B.rstrip("=")}").build()'
    assert [pin.pin is None for pin in read(text).sets[0].rules[0].pins] == [False, True]

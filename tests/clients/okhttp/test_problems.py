"""Each trap has its finding, with its line and an honest weight."""

import pytest
from clients.okhttp.reading import IMPORT, A, B, codes_of, read
from clients.reading import problems

from inspector.chain.finding import Severity

HEX = "19400be5b7a31fb733917700789d2f0a2471c0c9d506c0e504c06c16d7cb17c0"


def _of(pattern: str, *pins: str, more: str = "") -> list[tuple[str, Severity, bool]]:
    given = ", ".join(f'"{text}"' for text in (pattern, *pins))
    reading = read(
        f"{IMPORT}val p = CertificatePinner.Builder()\n  .add({given}){more}\nval c = x.certificatePinner(p)"
    )
    found = problems(reading)
    assert all(problem.line == 3 for problem in found), found
    return [(problem.code, problem.severity, problem.crash) for problem in found]


def test_a_sound_rule_has_no_problems() -> None:
    """An exact host with a pin and a backup."""
    assert _of("api.bank.test", A, B) == []


@pytest.mark.parametrize(
    ("pattern", "code", "severity"),
    [
        ("**.bank.test", "double-star-version", Severity.INFO),
        ("*.bank.test", "one-label-wildcard", Severity.WARNING),
        ("**.test", "broad-pattern", Severity.WARNING),
        ("*.0.0.1", "wildcard-address", Severity.WARNING),
        ("**.", "catch-all-pattern", Severity.ERROR),
        ("api.bank.test.", "trailing-dot", Severity.ERROR),
        ("API.bank.test", "pattern-spelling", Severity.INFO),
        ("b\u00fccher.test", "idn-pattern", Severity.INFO),
        ("stra\u00dfe.test", "idn-pattern", Severity.WARNING),
        ("a\u200db.test", "invisible-characters", Severity.WARNING),
        ("2001:db8::7", "ipv6-version", Severity.INFO),
    ],
)
def test_pattern_that_is_taken(pattern: str, code: str, severity: Severity) -> None:
    """It does something, and not all that its writer may think."""
    assert (code, severity, False) in _of(pattern, A, B)


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("https://api.bank.test", "url-pattern"),
        ("api.bank.test:443", "url-pattern"),
        ("api.bank.test/v1", "url-pattern"),
        ("*", "catch-all-pattern"),
        ("**", "catch-all-pattern"),
        ("*.*", "catch-all-pattern"),
        ("api.*.test", "wildcard-pattern"),
        ("api*.bank.test", "wildcard-pattern"),
        ("api..bank.test", "bad-pattern"),
        ("", "bad-pattern"),
    ],
)
def test_pattern_that_throws(pattern: str, code: str) -> None:
    """From OkHttp 4.3 on the app does not start."""
    assert _of(pattern, A, B) == [(code, Severity.ERROR, True)]


@pytest.mark.parametrize(
    ("pattern", "words", "hint"),
    [
        ("https://api.bank.test/v1", "pin NOTHING that you mean", "Write the host alone: api.bank.test."),
        ("api.bank.test:443", "Older versions pin api.bank.test", "Write the host alone: api.bank.test."),
    ],
)
def test_what_older_versions_make_of_a_url(pattern: str, words: str, hint: str) -> None:
    """A scheme makes the host `https`; a port falls away (OkHttp 3.12, 4.2)."""
    (problem,) = problems(
        read(f'{IMPORT}x.certificatePinner(CertificatePinner.Builder().add("{pattern}", "{A}", "{B}"))')
    )
    assert words in problem.title
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("pin", "code", "severity", "crash"),
    [
        (f"sha256/{HEX}", "hex-pin", Severity.ERROR, False),
        (HEX, "hex-pin", Severity.ERROR, True),
        (f"sha256/{':'.join(HEX[at : at + 2] for at in range(0, 64, 2))}", "hex-pin", Severity.ERROR, True),
        (A[:-8], "wrong-length", Severity.ERROR, False),
        ("sha256/", "wrong-length", Severity.ERROR, False),
        (A[7:], "missing-prefix", Severity.ERROR, True),
        (A.upper(), "missing-prefix", Severity.ERROR, True),
        ("sha256/not base64!", "bad-base64", Severity.ERROR, True),
        ("sha1/EA4AAQ8dEhwUEwoKCwwNAQECAwQ=", "sha1-pin", Severity.WARNING, False),
        ("sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "dead-pin", Severity.ERROR, False),
        ("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "dead-pin", Severity.ERROR, False),
        (A.rstrip("="), "duplicate-pin", Severity.WARNING, False),
        (A, "duplicate-pin", Severity.WARNING, False),
        (B.rstrip("="), "pin-spelling", Severity.INFO, False),
    ],
)
def test_pin(pin: str, code: str, severity: Severity, crash: bool) -> None:
    """One sound pin, and one that is none."""
    assert (code, severity, crash) in _of("api.bank.test", A, pin)


def test_one_pin_has_no_backup() -> None:
    """As lint names it; so have two that are equal, and one beside a dead one."""
    assert _of("api.bank.test", A) == [("MissingBackupPin", Severity.WARNING, False)]
    assert ("MissingBackupPin", Severity.WARNING, False) in _of("api.bank.test", A, A)
    assert ("MissingBackupPin", Severity.WARNING, False) in _of("api.bank.test", A, f"sha256/{HEX}")
    assert _of("api.bank.test", A, more=f'.add("api.bank.test", "{B}")') == []


def test_no_pins_and_none_that_matches() -> None:
    """Without pins nothing is added; with impossible ones nothing connects."""
    assert _of("api.bank.test") == [("no-pins", Severity.ERROR, False)]
    assert ("never-connects", Severity.ERROR, False) in _of("api.bank.test", f"sha256/{HEX}")


def test_wildcard_beside_its_apex() -> None:
    """With the apex pinned too only deeper names are left out; under `**.` nothing is."""
    apex = _of("*.bank.test", A, B, more=f'.add("bank.test", "{A}", "{B}")')
    assert apex == [("one-label-wildcard", Severity.INFO, False)]
    deep = _of("*.bank.test", A, B, more=f'.add("**.bank.test", "{A}", "{B}")')
    assert deep == [("double-star-version", Severity.INFO, False)]


def test_a_builder_without_pins() -> None:
    """It pins nothing."""
    assert "pins-nothing" in codes_of(read(f"{IMPORT}val p = CertificatePinner.Builder().build()"))


@pytest.mark.parametrize(
    "text",
    [
        "val p = CertificatePinner.Builder().mine().build()",
        "fun f() {\nval b = CertificatePinner.Builder()\nmine(b)\n}",
        "fun f(b: CertificatePinner.Builder) {\nb.mine()\n}",
        f'val p = CertificatePinner.Builder().mine().add("a.test", "{A}", "{B}").build()',
    ],
)
def test_a_builder_that_goes_elsewhere(text: str) -> None:
    """Other code may add pins to it: that is said, and not that it pins nothing."""
    codes = codes_of(read(IMPORT + text))
    assert "pins-nothing" not in codes
    if "b.mine" not in text:
        assert "builder-elsewhere" in codes


def test_a_condition_is_said() -> None:
    """Pins that only some builds have."""
    text = f'fun f() {{\nval b = CertificatePinner.Builder()\nif (!DEBUG) {{\nb.add("a.test", "{A}", "{B}")\n}}\n}}'
    assert "conditional-pins" in codes_of(read(IMPORT + text))


def test_okhttp_2() -> None:
    """Its package tells the version, which takes SHA-1 only."""
    text = f'Object p = new CertificatePinner.Builder().add("a.test", "{A}");'
    reading = read(f"import com.squareup.okhttp.CertificatePinner;\n{text}", "K.java")
    assert reading.sets[0].version == "2.7"
    assert "okhttp-2" in codes_of(reading)

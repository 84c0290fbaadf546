"""What Android lint finds, named as lint names it, and where lint and the platform disagree."""

from datetime import date

import pytest
from clients.nsc.reading import BOTH, ONE, TWO, codes, config, domain, only_rule, pin, pinned, problems, release

from inspector.chain.finding import Severity
from inspector.clients.nsc.reader import NscReader
from inspector.clients.rule import PinProblem
from inspector.clients.source import Source

LINT = "NetworkSecurityConfig"


def sole(text: str) -> PinProblem:
    """Return the one problem of a file's release."""
    (problem,) = problems(release(text))
    return problem


@pytest.mark.parametrize(
    "text",
    [
        config("<domain>a.test</domain>"),
        config('<domain includeSubDomains="true">a.test</domain>'),
        pinned(BOTH, ' expiration="2027-1-1"'),
        pinned(BOTH, ' expiration="2027-01-01T00:00:00Z"'),
        pinned(BOTH, ' expiration="2099-06-30+02:00"'),
        pinned(pin() + pin(f"\n  {TWO.base64}\n")),
        pinned(pin(TWO.base64) + pin(f"<!-- c -->{ONE.base64}")),
        pinned(pin(TWO.base64) + pin(f"{ONE.base64[:20]} {ONE.base64[20:]}")),
        config(domain() + "<pin-set/>"),
        config(domain() + "<pinset/>"),
        config(domain() + "<domain-cnfig/>"),
        pinned(BOTH + "<pn/>"),
        config(domain() + '<trust-anchors><certificates src="wfa"/></trust-anchors>'),
        config(domain() + '<trust-anchors><certificate src="user"/><certificates src="system"/></trust-anchors>'),
        config(domain(), ' cleartextTrafficPermited="false"'),
        pinned(BOTH, ' expiratoin="2027-01-01"'),
        config(domain()).replace("<domain-config>", "<domain-confg/><domain-config>"),
        config(domain()).replace("<domain-config>", "<something-else/><domain-config>"),
        config(domain()).replace("<domain-config>", "<pin-set/><domain-config>"),
    ],
)
def test_what_stops_the_release_build_alone(text: str) -> None:
    """Fatal for lint, taken by the platform (android-pinning 2.9, 2.10)."""
    rules = release(text)
    assert rules.crash is None
    assert LINT in codes(text)


@pytest.mark.parametrize(
    ("day", "code", "severity"),
    [
        ("2026-11-23", "PinSetExpiry", Severity.ERROR),
        ("2026-11-24", "PinSetExpiry", Severity.ERROR),
        ("2026-11-25", "PinSetExpiry", Severity.WARNING),
        ("2026-12-03", "PinSetExpiry", Severity.WARNING),
        ("2026-12-04", None, None),
    ],
)
def test_the_expiry_is_near_or_over(day: str, code: str | None, severity: Severity | None) -> None:
    """Over from the day itself on, which lint calls soon; soon for less than ten days."""
    found = problems(release(pinned(BOTH, f' expiration="{day}"')))
    assert [(problem.code, problem.severity) for problem in found] == ([(code, severity)] if code else [])


def test_without_a_day_no_date_is_judged() -> None:
    """The reader has no clock of its own."""
    text = pinned(BOTH, ' expiration="2020-01-01"')
    (rules,) = NscReader().read(Source("", text)).sets
    assert problems(rules) == []
    assert rules.rules[0].expires == date(2020, 1, 1)


def test_a_two_digit_year_is_long_over() -> None:
    """`27-01-01` is the year 27 for the platform, and no date for lint."""
    found = problems(release(pinned(BOTH, ' expiration="27-01-01"')))
    assert [problem.code for problem in found] == [LINT, "PinSetExpiry"]
    assert "0027-01-01" in found[0].title


def test_one_pin_alone() -> None:
    """MissingBackupPin counts elements; two equal pins are told by another name."""
    assert sole(pinned(pin())).code == "MissingBackupPin"
    doubled = sole(pinned(pin() + pin(f"{ONE.base64[:43]}")))
    assert (doubled.code, "line 1" in doubled.title) == ("duplicate-pin", True)


@pytest.mark.parametrize(
    "dead",
    ["47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "A" * 43 + "=", "7HIpactkIAq2Y49orFOOQKurWxmmSFZhBCoQYcRhJ3Y="],
)
def test_dead_pins(dead: str) -> None:
    """The hash of nothing, zeros and the documentation's example are taken and protect nobody."""
    assert sole(pinned(pin() + pin(dead))).code == "dead-pin"


def test_the_base_config() -> None:
    """Cleartext and user certificates there; in debug-overrides neither is told."""
    anchors = '<trust-anchors><certificates src="system"/><certificates src="user"/></trust-anchors>'
    base = f'<base-config cleartextTrafficPermitted="true">{anchors}</base-config>'
    text = config(domain()).replace("<domain-config>", f"{base}<domain-config>")
    assert codes(text) == ["InsecureBaseConfiguration", "AcceptsUserCertificates"]
    assert codes(text.replace("base-config", "debug-overrides")) == []


@pytest.mark.parametrize("scope", ["pin-set", "domain-config", "network-security-config"])
def test_tools_ignore_hushes_lint_and_nothing_else(scope: str) -> None:
    """On the element or around it; what stops the app or unpins is told all the same."""
    ignore = ' xmlns:tools="http://schemas.android.com/tools" tools:ignore="MissingBackupPin, PinSetExpiry"'
    text = pinned(pin(), ' expiration="2026-11-30"').replace(f"<{scope}", f"<{scope}{ignore}", 1)
    assert codes(text) == []
    assert codes(text.replace("2026-11-30", "2026-11-20")) == ["PinSetExpiry"]
    assert release(text.replace("SHA-256", "SHA-1")).crash is not None


@pytest.mark.parametrize(
    ("part", "code", "severity"),
    [
        ("<certificateTransparency/>", None, None),
        ("<unheard-of/>", "unknown-element", Severity.WARNING),
        (pin(), "unknown-element", Severity.ERROR),
        ("<certificates/>", "unknown-element", Severity.WARNING),
    ],
)
def test_elements_that_are_passed_over(part: str, code: str | None, severity: Severity | None) -> None:
    """Silently by lint and platform; a misplaced pin is worse than an unheard-of name."""
    found = problems(release(config(domain() + part)))
    assert [(problem.code, problem.severity) for problem in found] == ([(code, severity)] if code else [])


def test_attributes_that_are_passed_over() -> None:
    """Unheard-of ones, and known ones with a prefix, but for the two that the platform finds by name alone."""
    q = ' xmlns:q="urn:q"'
    assert sole(pinned(BOTH, ' colour="red"')).code == "unknown-attribute"
    prefixed = sole(pinned(BOTH, f'{q} q:expiration="2020-01-01"'))
    assert (prefixed.code, prefixed.severity) == ("unknown-attribute", Severity.ERROR)
    assert only_rule(pinned(BOTH, f'{q} q:expiration="2020-01-01"')).expires is None
    assert codes(config(domain(), f'{q} q:cleartextTrafficPermitted="false"')) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("*.a.test", 'write <domain includeSubdomains="true">a.test</domain>'),
        ("https://a.test/x", "write a.test"),
        ("a.test:443", "write a.test"),
        ("a.test/", "write a.test"),
        ("a.test.", "write a.test"),
        (".a.test", 'write <domain includeSubdomains="true">a.test</domain>'),
        ("bücher.test", "write xn--bcher-kva.test"),
        ("[2001:db8::1]", "write 2001:db8::1"),
        ("2001:DB8:0::1", "write 2001:db8::1"),
        ("a.test b.test", "write one host in each <domain>"),
        ("me@a.test", "write a.test"),
    ],
)
def test_domains_that_never_match(name: str, hint: str) -> None:
    """Wildcards, URLs, ports, dots, U-labels, brackets: text that no host is equal to or ends in."""
    problem = sole(pinned(name=name).replace('"true"', '"false"'))
    assert (problem.code, problem.severity) == ("never-matches", Severity.ERROR)
    assert problem.hint == hint


@pytest.mark.parametrize("name", ["a.test", "localhost", "192.0.2.7", "2001:db8::1", "xn--bcher-kva.test", "_x.a.test"])
def test_domains_that_may_match(name: str) -> None:
    """Names, A-labels and addresses in their shortest form."""
    assert codes(pinned(name=name).replace('"true"', '"false"')) == []


@pytest.mark.parametrize(
    ("flag", "below"), [("yes", False), ("tRUE", False), ("1", True), ("TRUE", True), (" true ", True)]
)
def test_odd_flags(flag: str, below: bool) -> None:
    """aapt2 knows three spellings and numbers; anything else is false, and is told."""
    text = config(domain(below=flag))
    assert only_rule(text).subdomains is below
    assert codes(text) == ([] if below else ["odd-include-subdomains"])


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (f"sha256/{ONE.base64}", "prefix"),
        (ONE.hex, "hexadecimal"),
        (":".join(ONE.hex[at : at + 2] for at in range(0, 64, 2)).upper(), "hexadecimal"),
        ("-_" + ONE.base64[2:43].replace("/", "_").replace("+", "-"), "addresses"),
        ("TODO", "decodes to 3 bytes"),
        (ONE.base64[:-3], "cut off"),
    ],
)
def test_what_stands_there_instead_of_a_pin(raw: str, said: str) -> None:
    """The app stops, and the reader says what was mistaken for what."""
    rule = only_rule(pinned(pin(TWO.base64) + pin(raw)))
    assert rule.pins[1].pin is None
    assert said in rule.pins[1].problem
    assert [problem.crash for problem in rule.problems] == [True]


def test_anchors_that_trust_nothing_and_cleartext_on_a_pinned_domain() -> None:
    """Every connection fails with the one, and pins say nothing about the other."""
    assert sole(config(domain() + "<trust-anchors/>")).code == "no-anchors"
    text = pinned().replace("<domain-config", '<domain-config cleartextTrafficPermitted="true"')
    assert sole(text).code == "cleartext-on-pinned"

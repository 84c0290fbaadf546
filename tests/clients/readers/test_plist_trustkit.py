"""Info.plist: TrustKit's pins, and every trap that they have, at its line."""

from datetime import date

import pytest
from clients.readers.property_lists import codes, hashes, read, trustkit
from clients.reading import HEX, A, B, problems

from inspector.chain.pin import Pin
from inspector.clients.rule import RuleSet


def the_set(text: str) -> RuleSet:
    """Return the one set that is read."""
    (rules,) = read(text).sets
    return rules


def test_trustkit_in_info_plist() -> None:
    """Two pins, subdomains and a day."""
    text = trustkit(
        f"{hashes(A, B)}<key>TSKIncludeSubdomains</key><true/><key>TSKExpirationDate</key><string>2027-06-30</string>"
    )
    rules = the_set(text)
    (rule,) = rules.rules
    assert (rules.client, rule.pattern, rule.subdomains, rule.expires, rule.enforced, rule.line) == (
        *("trustkit", "api.example.com", True, date(2027, 6, 30), True, 4),
    )
    assert [pin.pin.base64 for pin in rule.pins if pin.pin] == [A, B]
    assert problems(read(text)) == []


@pytest.mark.parametrize(
    ("inner", "code", "line", "crash"),
    [
        (hashes(A), "MissingBackupPin", 4, True),
        (hashes(A, A), "MissingBackupPin", 4, True),
        (hashes(A, A, B), "duplicate-pin", 9, False),
        ("", "MissingBackupPin", 4, True),
        (hashes(A, HEX), "hex-pin", 9, True),
        (hashes(A, f" {B}"), "pin-blanks", 9, True),
        (hashes(A, f"sha256/{B}"), "pin-prefix", 9, True),
        (f"<key>TSKEnforcePinning</key><false/>{hashes(A)}", "not-enforced", 4, False),
        (f"<key>TSKExpirationDate</key><string>soon</string>{hashes(A, B)}", "unreadable-date", 7, False),
        (f"<key>TSKExpirationDate</key><date>2027-01-01T00:00:00Z</date>{hashes(A, B)}", "wrong-kind", 7, True),
        (f"<key>TSKPublicKeyAlgorithms</key><array/>{hashes(A, B)}", "obsolete-key", 7, False),
        (hashes(A, B).replace("TSKPublic", "kTSKPublic"), "misspelt-key", 7, False),
        (hashes(A, B).replace("Hashes", "Hash"), "misspelt-key", 7, False),
        (f"<key>TSKExcludeSubdomainFromParentPolicy</key><true/>{hashes(A, B)}", "misspelt-key", 7, False),
        (f"<key>kSKExcludeSubdomainFromParentPolicy</key><true/>{hashes(A, B)}", "exclusion-with-keys", 4, True),
        (f"<key>kSKExcludeSubdomainFromParentPolicy</key><true/>{hashes(A, B)}", "exclusion-without-parent", 4, True),
        ("<key>TSKPublicKeyHashes</key><string/>", "wrong-kind", 7, True),
    ],
)
def test_traps_of_trustkit(inner: str, code: str, line: int, crash: bool) -> None:
    """Each trap has its own code and line, and says whether the app stops."""
    found = [problem for problem in problems(read(trustkit(inner))) if problem.code == code]
    assert [(problem.line, problem.crash) for problem in found[:1]] == [(line, crash)]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("*.example.com", "wildcard-host"),
        ("localhost", "unregistered-host"),
        ("api.bank.test", "unregistered-host"),
        ("Api.example.com", "upper-case-host"),
        ("192.0.2.7", "unregistered-host"),
        ("https://api.example.com", "url-as-host"),
    ],
)
def test_hosts_of_trustkit(key: str, code: str) -> None:
    """Told at the line of the key."""
    assert codes(trustkit(hashes(A, B), key))[code] == 4


def test_trustkit_without_domains_stops_the_app() -> None:
    """No domains, and a file that is the configuration itself."""
    text = "<plist><dict><key>TSKConfiguration</key><dict/></dict></plist>"
    crash = the_set(text).crash
    assert crash is not None
    assert crash.code == "no-pinned-domains"
    own = trustkit(hashes(A, B)).replace("<plist><dict><key>TSKConfiguration</key>", "<plist>")
    own = own.replace("</dict></plist>", "</plist>")
    assert the_set(own).rules[0].pins[0].pin == Pin.of(b"hello world")

"""Info.plist: Apple's pins, and every trap that they have, at its line."""

from datetime import UTC, datetime

import pytest
from clients.readers.property_lists import codes, read
from clients.reading import HEX, A, B, problems

from inspector.chain.finding import Severity
from inspector.chain.path import Layer
from inspector.clients.judging import judge
from inspector.clients.plist.read import Plist
from inspector.clients.rule import Layers, Outcome
from inspector.clients.source import CannotRead, Reading, Source

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


def identities(*pins: str) -> str:
    """Return the entries of one list, one a line."""
    return "\n".join(f"<dict><key>SPKI-SHA256-BASE64</key><string>{pin}</string></dict>" for pin in pins)


def domain(inner: str, key: str = "api.example.com") -> str:
    """Return an Info.plist with one pinned domain, whose key stands on line 5."""
    return (
        "<plist><dict>\n<key>NSAppTransportSecurity</key>\n<dict>\n<key>NSPinnedDomains</key><dict>\n"
        f"<key>{key}</key>\n<dict>\n{inner}\n</dict>\n</dict></dict></dict></plist>\n"
    )


def leaf_list(*pins: str) -> str:
    """Return a leaf list."""
    return f"<key>NSPinnedLeafIdentities</key><array>\n{identities(*pins)}\n</array>"


def test_a_sound_entry_has_no_problem() -> None:
    """Two pins in one list, with the layers that each list looks at."""
    (rules,) = read(domain(leaf_list(A, B))).sets
    (rule,) = rules.rules
    assert (rules.client, rule.client, rule.pattern, rule.line) == ("apple", "apple", "api.example.com", 5)
    assert [(group.layers, [str(pin.pin) for pin in group.pins]) for group in rule.lists] == [
        (Layers.LEAF, [f"sha256/{A}", f"sha256/{B}"])
    ]
    assert [pin.line for pin in rule.pins] == [8, 9]
    assert problems(read(domain(leaf_list(A, B)))) == []


@pytest.mark.parametrize(
    ("inner", "code", "line", "severity"),
    [
        (leaf_list(A), "MissingBackupPin", 5, Severity.WARNING),
        (leaf_list(A, A), "duplicate-pin", 9, Severity.WARNING),
        (leaf_list(A, HEX), "hex-pin", 9, Severity.ERROR),
        (leaf_list(A, f"sha256/{B}"), "pin-prefix", 9, Severity.ERROR),
        (leaf_list(A, B[:-1]), "unpadded-pin", 9, Severity.ERROR),
        (leaf_list(A, ":".join(HEX[i : i + 2] for i in range(0, 64, 2))), "certificate-fingerprint", 9, Severity.ERROR),
        (leaf_list(A, "2jmj7l5rSw0yVb/vlWAYkK/YBwk="), "sha1-pin", 9, Severity.ERROR),
        (leaf_list(A, "AAAA"), "pin-length", 9, Severity.ERROR),
        (leaf_list(A, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="), "dead-pin", 9, Severity.ERROR),
        (leaf_list(), "empty-list", 7, Severity.ERROR),
        (leaf_list(HEX), "empty-list", 7, Severity.ERROR),
        (f"{leaf_list(A, B)}\n<key>NSPinnedCAIdentities</key><array>\n{identities(A, B)}\n</array>",
         "same-pins-in-both-lists", 5, Severity.ERROR),
        (f"{leaf_list(A)}\n<key>NSPinnedCAIdentities</key><array>\n{identities(B)}\n</array>",
         "both-lists", 5, Severity.WARNING),
        ("<key>NSPinnedLeafIdentities</key><string>x</string>", "wrong-kind", 7, Severity.ERROR),
        ("<key>NSIncludesSubdomains</key><true/>", "no-identities", 5, Severity.ERROR),
        (f"<key>NSIncludesSubdomains</key><true/>{leaf_list(A, B)}", "one-label-only", 7, Severity.INFO),
        (f"<key>NSIncludesSubdomains</key><string>YES</string>{leaf_list(A, B)}", "boolean-as-text", 7, Severity.ERROR),
        (f"<key>NSIncludesSubdomains</key><integer>1</integer>{leaf_list(A, B)}", "boolean-as-text", 7, Severity.ERROR),
        (leaf_list(A, B).replace("LeafIdentities", "LeafIdentites"), "misspelt-key", 7, Severity.ERROR),
        (leaf_list(A, B).replace("NSPinned", "nspinned"), "misspelt-key", 7, Severity.ERROR),
        (f"<key>Comment</key><string/>{leaf_list(A, B)}", "unknown-key", 7, Severity.WARNING),
        (leaf_list(A, B).replace("SPKI-SHA256-BASE64", "SPKI-SHA-256-BASE64"), "misspelt-key", 9, Severity.ERROR),
        (f"<key>NSPinnedLeafIdentities</key><array>\n<string>{A}</string></array>", "unreadable-identity", 8,
         Severity.ERROR),
        (f"{leaf_list(A)}\n{leaf_list(B)}", "duplicate-key", 7, Severity.ERROR),
    ],
)  # fmt: skip
def test_traps_of_one_domain(inner: str, code: str, line: int, severity: Severity) -> None:
    """Each trap has its own code, and the line where it stands."""
    found = [problem for problem in problems(read(domain(inner))) if problem.code == code]
    assert [(problem.line, problem.severity) for problem in found[-1:]] == [(line, severity)]
    assert all(problem.title.isprintable() and problem.hint for problem in found)


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("*.example.com", "wildcard-host"),
        ("https://api.example.com", "url-as-host"),
        ("api.example.com/v1", "url-as-host"),
        ("api.example.com:443", "port-in-host"),
        ("API.example.com", "upper-case-host"),
        ("api.example.com.", "trailing-dot-host"),
        (".example.com", "dot-host"),
        ("bücher.example.com", "unicode-host"),
        ("192.0.2.7", "ip-host"),
        ("2001:db8::1", "ip-host"),
        ("a b.example.com", "no-host"),
        ("", "empty-host"),
    ],
)
def test_keys_that_are_no_hosts(key: str, code: str) -> None:
    """Told at the line of the key."""
    assert codes(domain(leaf_list(A, B), key))[code] == 5


def test_pins_below_exception_domains_are_never_read() -> None:
    """A mistake of generators: nothing is pinned, and the file says so."""
    text = domain(leaf_list(A, B)).replace("NSPinnedDomains", "NSExceptionDomains")
    inner = "<key>NSPinnedDomains</key><dict><key>x</key><dict/></dict>"
    assert codes(text) == {"misplaced-pins": 7}
    assert codes(domain(inner).replace("<key>NSPinnedDomains</key><dict>\n", "<key>NSExceptionDomains</key><dict>\n"))
    assert read(text).sets == ()
    assert codes(f"<plist><dict>\n<key>NSPinnedDomains</key><dict/>{leaf_list(A)}</dict></plist>") == {
        "misplaced-pins": 2
    }


def test_of_two_security_keys_the_last_is_read(example_layers: tuple[Layer, ...]) -> None:
    """Plistlib and CoreFoundation keep the last; what the first pins is not pinned."""
    first, second = domain(leaf_list(A, B)), domain(leaf_list(A, B), "b.example.com")
    text = first.replace("</dict></plist>\n", "") + second.replace("<plist><dict>\n", "")
    reading = read(text)
    assert [problem.code for problem in reading.problems] == ["duplicate-key"]
    assert reading.problems[0].line == 2
    (rules,) = reading.sets
    assert judge(rules, example_layers, "api.example.com", AT).outcome is Outcome.NOT_PINNED
    assert judge(rules, example_layers, "b.example.com", AT).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("inner", "outcome"),
    [
        (leaf_list("PIN0"), Outcome.CONNECTS),
        (leaf_list("PIN1"), Outcome.REFUSED),
        (leaf_list("PIN0").replace("Leaf", "CA"), Outcome.REFUSED),
        (leaf_list("PIN1").replace("Leaf", "CA"), Outcome.CONNECTS),
        (leaf_list("PIN2").replace("Leaf", "CA"), Outcome.CONNECTS),
        (leaf_list(), Outcome.REFUSED),
        (leaf_list("sha256/PIN0"), Outcome.REFUSED),
        (leaf_list("PIN0").replace("NSPinnedLeaf", "NSPinedLeaf"), Outcome.NOT_PINNED),
        ("", Outcome.NOT_PINNED),
    ],
)
def test_what_is_read_is_judged(example_layers: tuple[Layer, ...], inner: str, outcome: Outcome) -> None:
    """From the file to the verdict, on a path of three certificates."""
    for index, layer in enumerate(example_layers):
        inner = inner.replace(f"PIN{index}", layer.pin.base64)
    (rules,) = read(domain(inner)).sets
    assert judge(rules, example_layers, "api.example.com", AT).outcome is outcome


@pytest.mark.parametrize("text", ["{ a = 1; }", "bplist00", "<plist>", "<!DOCTYPE p [<!ENTITY a 'b'>]><plist/>"])
def test_a_plist_that_is_not_one(text: str) -> None:
    """The name says property list, so that its fault is told."""
    with pytest.raises(CannotRead):
        read(text)


def test_what_is_recognised() -> None:
    """By name, or XML with the words; other XML and prose are left to others."""
    reader = Plist()
    assert reader.recognises(Source("", "<key>NSAppTransportSecurity</key>"))
    assert not reader.recognises(Source("AndroidManifest.xml", "<manifest/>"))
    assert not reader.recognises(Source("notes.md", "NSPinnedDomains is a key"))
    assert read("<plist><dict><key>CFBundleName</key><string>x</string></dict></plist>") == Reading()
    assert read("<plist><array/></plist>") == Reading()

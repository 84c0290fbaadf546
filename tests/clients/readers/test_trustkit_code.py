"""TrustKit's dictionaries in Swift and Objective-C, as they stand in apps."""

from datetime import date

import pytest
from clients.reading import A, B, problems, read_by
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.clients.rule import PinRule
from inspector.clients.source import Reader, Reading, Source
from inspector.clients.trustkit.read_objective_c import TrustKitObjectiveC
from inspector.clients.trustkit.read_swift import TrustKitSwift

SWIFT = f"""
import TrustKit

enum Pins {{
    static let next = "{B[:20]}" + "{B[20:]}"
    static let host = "api.example.com" // the host
}}
let day = "2027-06-30"

let config: [String: Any] = [
    kTSKSwizzleNetworkDelegates: false,
    kTSKPinnedDomains: [
        Pins.host: [
            kTSKIncludeSubdomains: true,
            kTSKDisableDefaultReportUri: true, /* no reports */
            kTSKExpirationDate: day,
            kTSKPublicKeyHashes: [
                "{A}",
                Pins.next,
            ],
        ] as [String: Any],
    ],
]
TrustKit.initSharedInstance(withConfiguration: config)
"""
"""Its domain stands on line 13, its pins on 18 and 5."""

OBJECTIVE_C = f"""
#import <TrustKit/TrustKit.h>
#define NEXT_PIN @"{B[:20]}" @"{B[20:]}"
static NSString *const kHost = @"api.example.com"; // the host

- (void)start {{
    NSDictionary *config = @{{
        kTSKSwizzleNetworkDelegates: @NO,
        kTSKPinnedDomains: @{{
            kHost: @{{
                kTSKIncludeSubdomains: @(YES),
                kTSKDisableDefaultReportUri: @YES, /* no reports */
                kTSKExpirationDate: @"2027-06-30",
                kTSKPublicKeyHashes: @[
                    @"{A}",
                    NEXT_PIN
                ],
            }},
        }}}};
    [TrustKit initSharedInstanceWithConfiguration:config];
}}
"""


def the_rule(reading: Reading) -> PinRule:
    """Return the only rule."""
    (rules,) = reading.sets
    (rule,) = rules.rules
    return rule


@pytest.mark.parametrize(
    ("reader", "text", "name", "line", "pin_lines"),
    [
        (TrustKitSwift(), SWIFT, "AppDelegate.swift", 13, [18, 5]),
        (TrustKitObjectiveC(), OBJECTIVE_C, "AppDelegate.m", 10, [15, 3]),
    ],
    ids=["swift", "objective-c"],
)
def test_constants_of_the_file_are_followed(
    reader: Reader, text: str, name: str, line: int, pin_lines: list[int]
) -> None:
    """Host, day and a pin in two parts stand elsewhere in the file; comments mean nothing."""
    reading = read_by(reader, text, name)
    rule = the_rule(reading)
    assert (rule.client, rule.pattern, rule.subdomains, rule.expires) == (
        *("trustkit", "api.example.com", True, date(2027, 6, 30)),
    )
    assert [pin.pin.base64 for pin in rule.pins if pin.pin] == [A, B]
    assert rule.line == line
    assert [pin.line for pin in rule.pins] == pin_lines
    assert problems(reading) == []
    assert the_rule(read_by(reader, text)) == rule


@pytest.mark.parametrize(
    ("old", "new", "code", "crash"),
    [
        (f'"{A}",', "", "MissingBackupPin", True),
        (f'"{A}",', f'"sha256/{A}",', "pin-prefix", True),
        (f'"{A}",', f'"{B}",', "MissingBackupPin", True),
        (f'"{A}",', f'"{A[:-1]}",', "unpadded-pin", True),
        ('"api.example.com"', '"*.example.com"', "wildcard-host", False),
        ('"api.example.com"', '"localhost"', "unregistered-host", True),
        ("kTSKPublicKeyHashes", '"kTSKPublicKeyHashes"', "misspelt-key", False),
        ("kTSKIncludeSubdomains: true", "kTSKEnforcePinning: false", "not-enforced", False),
        (f'"{A}",', "Other.pin,", "not-followed", False),
        ("[\n                ", "Other.pins ?? [\n", "not-followed", False),
        ("Pins.host: [", 'Config.host: [ "x":', "not-followed", False),
        ('day = "2027-06-30"', 'day = "06/30/2027"', "unreadable-date", False),
    ],
)
def test_traps_in_swift(old: str, new: str, code: str, crash: bool) -> None:
    """Each is told, and what cannot be followed is never taken for missing."""
    assert old in SWIFT
    found = problems(read_by(TrustKitSwift(), SWIFT.replace(old, new)))
    assert [problem.crash for problem in found if problem.code == code][:1] == [crash]
    if code == "not-followed":
        assert not any(problem.crash for problem in found)


@pytest.mark.parametrize(
    ("old", "new", "code", "crash"),
    [
        (f'@"{A}",', "", "MissingBackupPin", True),
        (f'@"{A}",', f'@"{A}x",', "not-base64", True),
        ('@"api.example.com"', '@"*.example.com"', "wildcard-host", False),
        ("kTSKPublicKeyHashes", '@"kTSKPublicKeyHashes"', "misspelt-key", False),
        (f'@"{A}",', "[self pin],", "not-followed", False),
        ("@(YES)", '@"no", kTSKEnforcePinning: @"false"', "not-enforced", False),
    ],
)
def test_traps_in_objective_c(old: str, new: str, code: str, crash: bool) -> None:
    """Each is told, and what cannot be followed is never taken for missing."""
    assert old in OBJECTIVE_C
    found = problems(read_by(TrustKitObjectiveC(), OBJECTIVE_C.replace(old, new)))
    assert [problem.crash for problem in found if problem.code == code][:1] == [crash]
    if code == "not-followed":
        assert not any(problem.crash for problem in found)


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (TrustKitSwift(), "var c = [String: Any]()\nc[kTSKPinnedDomains] = domains\n"),
        (TrustKitObjectiveC(), "NSMutableDictionary *c = [@{} mutableCopy];\nc[kTSKPinnedDomains] = domains;\n"),
    ],
)
def test_dictionaries_that_are_put_together_are_said(reader: Reader, text: str) -> None:
    """Nothing is judged, and the line is named."""
    reading = read_by(reader, text)
    assert reading.sets == ()
    assert [(problem.code, problem.line) for problem in reading.problems] == [("not-followed", 2)]


def test_a_constant_that_changes_is_not_followed() -> None:
    """A variable that is assigned again may be anything."""
    text = SWIFT.replace("let day", "var day").replace("TrustKit.init", 'day = "2020-01-01"\nTrustKit.init')
    assert "not-followed" in [problem.code for problem in problems(read_by(TrustKitSwift(), text))]


DOUBLING = "\n".join(f"let a{i} = [a{i + 1}, a{i + 1}]" for i in range(60)) + "\nlet c = [kTSKPinnedDomains: a0]\n"


@pytest.mark.parametrize(
    "text",
    [
        DOUBLING,
        "let a = b\nlet b = a\nlet c = [kTSKPinnedDomains: a]",
        "let c = [kTSKPinnedDomains: " + "[" * 3_000,
        "let c = [kTSKPinnedDomains: [\"\\u{110000}\\u{zz}\": 1]]",
        "kTSKPinnedDomains" + "\x00" * 50,
    ],
)  # fmt: skip
def test_hostile_swift_ends(text: str) -> None:
    """Constants that unfold or turn in a circle, nesting without end, escapes that mean nothing."""
    read_by(TrustKitSwift(), text)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"id a{i} = @[a{i + 1}, a{i + 1}];" for i in range(60)) + "id c = @{kTSKPinnedDomains: a0};",
        "id a = b; id b = a; id c = @{kTSKPinnedDomains: a};",
        "@{kTSKPinnedDomains: " + "@{a:" * 3_000,
        "@{kTSKPinnedDomains" * 300,
        '@{kTSKPinnedDomains: @{@"\\uZZZZ" @"unclosed: @[}}}',
    ],
)
def test_hostile_objective_c_ends(text: str) -> None:
    """As for Swift, with tokens that never close."""
    read_by(TrustKitObjectiveC(), text)


@given(
    st.lists(
        st.sampled_from(
            ["@{", "}", "@[", "]", "(", ":", ",", '@"x"', "kTSKPinnedDomains", "=", "#define x", "[", "\n", ";"]
        ),
        max_size=30,
    )
)
@settings(max_examples=300, deadline=None)
def test_any_order_of_tokens_ends(parts: list[str]) -> None:
    """The reader of Objective-C raises nothing, whatever stands where."""
    TrustKitObjectiveC().read(Source("a.m", " ".join(["@{ kTSKPinnedDomains : ", *parts])))

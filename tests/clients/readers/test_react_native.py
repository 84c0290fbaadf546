"""Options of react-native-ssl-public-key-pinning in scripts, for iOS and for Android."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from clients.reading import HEX, A, B, problems, read_by

from inspector.chain.path import Layer
from inspector.clients.judging import judge
from inspector.clients.react_native.read import ReactNativeSource
from inspector.clients.rule import Outcome
from inspector.clients.source import Reading, Source, nothing_beside

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)

SCRIPT = f"""
import {{ initializeSslPinning as init }} from 'react-native-ssl-public-key-pinning';
import {{ NEXT }} from './pins';

const HOST = 'api.example.com'; // the host
const PINS = {{ main: '{A}' }} as const;

export async function start(): Promise<void> {{
  await init({{
    [HOST]: {{
      includeSubdomains: true,
      publicKeyHashes: [PINS.main, NEXT],
      expirationDate: `2027-06-30`,
    }},
  }});
}}
"""
"""The call stands on line 9, the host on 10."""

MODULE = f"export const NEXT = '{B[:10]}' + \"{B[10:]}\";\n"


def read(text: str, name: str = "src/pinning.ts", beside: Callable[[str], str | None] = nothing_beside) -> Reading:
    """Return what the reader finds."""
    return read_by(ReactNativeSource(), text, name, beside)


def call(inner: str, host: str = "'api.example.com'") -> str:
    """Return a script with one call, whose host stands on line 2 and whose options begin on line 3."""
    return f"initializeSslPinning({{\n  {host}: {{\n{inner}\n  }},\n}});\n"


def test_constants_and_imports_are_followed() -> None:
    """A renamed import, a computed key, a property, another file; both systems get their own spelling."""
    reading = read(SCRIPT, beside={"./pins.ts": MODULE}.get)
    ios, android = reading.sets
    assert (ios.client, ios.platform, android.client, android.platform) == (
        *("react-native", "iOS", "react-native", "Android"),
    )
    assert (ios.line, android.line) == (9, 9)
    (rule,), (other,) = ios.rules, android.rules
    assert (rule.pattern, rule.subdomains, rule.expires, rule.line) == ("api.example.com", True, date(2027, 6, 30), 10)
    assert (other.pattern, other.subdomains, other.expires) == ("**.api.example.com", False, date(2027, 6, 30))
    assert [pin.pin.base64 for pin in rule.pins if pin.pin] == [A, B]
    assert [pin.raw for pin in other.pins] == [f"sha256/{A}", f"sha256/{B}"]
    assert problems(reading) == []


@pytest.mark.parametrize("name", ["a.js", "a.jsx", "a.tsx", "a.mjs", ""])
def test_javascript_and_elements(name: str) -> None:
    """Scripts with and without types and elements."""
    text = call(f"publicKeyHashes: ['{A}', '{B}']") + "export const App = () => <View a={1}>x</View>;\n"
    assert len(read(text, name).sets[0].rules) == 1
    assert not ReactNativeSource().recognises(Source("a.md", text))
    assert not ReactNativeSource().recognises(Source("a.ts", "const x = 1;"))


def test_an_import_that_is_not_there_is_said() -> None:
    """One of two pins is unknown: it is not taken for missing, and a refusal says so."""
    reading = read(SCRIPT)
    assert {problem.code for problem in problems(reading)} == {"not-followed"}
    assert not any(problem.crash for problem in problems(reading))


@pytest.mark.parametrize(
    ("inner", "code", "platforms"),
    [
        (f"publicKeyHashes: ['{A}']", "MissingBackupPin", ["iOS"]),
        (f"publicKeyHashes: ['{A}', '{A}']", "duplicate-pin", ["iOS", "Android"]),
        (f"publicKeyHashes: ['{A}', '{HEX}']", "hex-pin", ["iOS", "Android"]),
        (f"publicKeyHashes: ['{A}', 'sha256/{B}']", "pin-prefix", ["iOS", "Android"]),
        (f"publicKeyHashes: ['{A}', '{B}'], expirationDate: '2027/06/30'", "unreadable-date", ["iOS", "Android"]),
        (f"publicKeyHashes: ['{A}', '{B}'], includeSubDomains: true", "misspelt-key", ["iOS", "Android"]),
        (f"publicKeyHashes: ['{A}', '{B}'], enforce: true", "unknown-key", ["iOS", "Android"]),
        (f"publicKeyHashes: ['{A}', '{B}'], includeSubdomains: flag()", "not-followed", ["iOS", "Android"]),
        (f"publicKeyHashes: ['{A}', '{B}'], ...more", "not-followed", ["iOS", "Android"]),
        ("publicKeyHashes: 'x'", "wrong-kind", ["iOS", "Android"]),
        ("", "MissingBackupPin", ["iOS"]),
    ],
)
def test_traps(inner: str, code: str, platforms: list[str]) -> None:
    """Each has its code, on the systems where it hurts, at the line of the host or of the option."""
    reading = read(call(inner))
    found = [
        rules.platform for rules in reading.sets if any(p.code == code for rule in rules.rules for p in rule.problems)
    ]
    assert found == platforms
    assert all(p.line in (2, 3) for p in problems(reading))


@pytest.mark.parametrize(
    ("host", "code"),
    [("'*.example.com'", "wildcard-host"), ("'localhost'", "unregistered-host"), ("'a.b.test'", "unregistered-host"),
     ("'https://a.com'", "url-as-host"), ("'A.example.com'", "upper-case-host"), ("HOST", "unregistered-host")],
)  # fmt: skip
def test_hosts(host: str, code: str) -> None:
    """On iOS the rules of TrustKit hold; a bare word as key is that word."""
    assert code in {problem.code for problem in problems(read(call(f"publicKeyHashes: ['{A}', '{B}']", host)))}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("initializeSslPinning(options);", "not-followed"),
        ("initializeSslPinning({});", "no-pinned-domains"),
        ("initializeSslPinning({ [host()]: { publicKeyHashes: [] } });", "not-followed"),
        ("initializeSslPinning({ 'a.com': entry });", "not-followed"),
        ("initializeSslPinning({ 'a.com': { publicKeyHashes: pins() } });", "not-followed"),
        (call("") + call(""), "called-twice"),
        (call("") + "disableSslPinning();", "pinning-disabled"),
        (f"let P = ['{A}']; P = []; initializeSslPinning({{ 'a.com': {{ publicKeyHashes: P }} }});", "not-followed"),
        (f"const P = ['{A}']; P.push(x); initializeSslPinning({{ 'a.com': {{ publicKeyHashes: P }} }});",
         "not-followed"),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_said(text: str, code: str) -> None:
    """No rule is made up."""
    assert code in {problem.code for problem in problems(read(text))}


@pytest.mark.parametrize(
    ("inner", "ios", "android"),
    [
        ("publicKeyHashes: ['LEAF', 'SPARE']", Outcome.CONNECTS, Outcome.CONNECTS),
        ("publicKeyHashes: ['LEAF']", Outcome.NOT_PINNED, Outcome.CONNECTS),
        ("publicKeyHashes: ['SPARE', 'LEAF'], expirationDate: '2026-11-24'", Outcome.NOT_PINNED, Outcome.NOT_PINNED),
        ("publicKeyHashes: ['LEAF', 'SPARE'], expirationDate: 'soon'", Outcome.CONNECTS, Outcome.NOT_PINNED),
        (f"publicKeyHashes: ['{A}', '{B}']", Outcome.REFUSED, Outcome.REFUSED),
        (f"publicKeyHashes: ['{A}', '{HEX}']", Outcome.NOT_PINNED, Outcome.REFUSED),
        ("publicKeyHashes: ['LEAF', 'SPARE', '']", Outcome.NOT_PINNED, Outcome.CONNECTS),
    ],
)
def test_what_is_read_is_judged(example_layers: tuple[Layer, ...], inner: str, ios: Outcome, android: Outcome) -> None:
    """From the script to both verdicts, on a path of three certificates."""
    inner = inner.replace("LEAF", example_layers[0].pin.base64).replace("SPARE", A)
    verdicts = [judge(rules, example_layers, "api.example.com", AT).outcome for rules in read(call(inner)).sets]
    assert verdicts == [ios, android]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"const a{i} = [a{i + 1}, a{i + 1}];" for i in range(60)) + "initializeSslPinning(a0);",
        "const a = b; const b = a; initializeSslPinning(a);",
        "initializeSslPinning(" + "[" * 3_000,
        "initializeSslPinning({ '\\u{FFFFFFF}': { publicKeyHashes: ['\\u{110000}'] } });",
        "initializeSslPinning(" + "\x00" * 40,
    ],
)
def test_hostile_scripts_end(text: str) -> None:
    """Constants that unfold or turn in a circle, nesting without end, escapes that mean nothing."""
    read(text)

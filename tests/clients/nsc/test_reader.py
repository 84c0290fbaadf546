"""Network security configs read as the platform reads them."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from clients.nsc.reading import BOTH, ONE, TWO, codes, config, domain, only_rule, pin, pinned, problems, read, release
from testdata import shared

from inspector.clients.client import CannotExpress
from inspector.clients.nsc.reader import NscReader
from inspector.clients.readers import readers
from inspector.clients.registry import clients
from inspector.clients.rule import Layers
from inspector.clients.source import Source
from inspector.pinning.pin_set import PinSet

BASE = "<base-config/>"
DEBUG = "<debug-overrides/>"


def test_a_sound_file_is_read_whole() -> None:
    """Pattern, subdomains, expiry, pins in their order, lines, and nothing wrong."""
    inner = f'{domain("A.Test")}\n<pin-set expiration="2027-06-30">\n{pin()}\n{pin(TWO.base64)}\n</pin-set>'
    text = f'<?xml version="1.0"?>\n{config(chr(10) + inner).replace("<domain-config>", chr(10) + "<domain-config>")}'
    (rules,) = read(text).sets
    assert (rules.client, rules.variant, rules.line, problems(rules)) == ("nsc", "", 2, [])
    (rule,) = rules.rules
    assert (rule.pattern, rule.subdomains, rule.expires, rule.line) == ("a.test", True, date(2027, 6, 30), 4)
    assert [(item.raw, item.pin, item.problem, item.line) for item in rule.pins] == [
        (ONE.base64, ONE, "", 6),
        (TWO.base64, TWO, "", 7),
    ]
    assert [group.layers for group in rule.lists] == [Layers.ANY]


def test_pins_are_inherited_or_replaced_as_a_whole() -> None:
    """Nested without a pin set: the parent's; with one: only its own; with an empty one: none (XmlConfigTests)."""
    nested = (
        f"<domain-config>{domain('b.a.test')}</domain-config>"
        f"<domain-config>{domain('c.a.test')}<pin-set>{pin(TWO.base64)}</pin-set></domain-config>"
        f"<domain-config>{domain('d.a.test')}<pin-set/></domain-config>"
    )
    rules = release(config(f'{nested}{domain()}<pin-set expiration="2027-06-30">{pin()}</pin-set>'))
    pins = {rule.pattern: [item.pin for item in rule.pins] for rule in rules.rules}
    assert pins == {"a.test": [ONE], "b.a.test": [ONE], "c.a.test": [TWO], "d.a.test": []}
    expiries = {rule.pattern: rule.expires for rule in rules.rules}
    assert expiries["b.a.test"] == date(2027, 6, 30)
    assert expiries["c.a.test"] is None
    told = {rule.pattern: [problem.code for problem in rule.problems] for rule in rules.rules}
    assert told["b.a.test"] == []
    assert "own-pins" in told["c.a.test"]
    assert "unpinned-subdomain" in told["d.a.test"]


def test_a_sibling_unpins_a_subdomain() -> None:
    """A config of its own, only to allow cleartext, takes its host out of the pinned domain (android-pinning 2.7)."""
    text = pinned().replace("</network-security-config>", f"<domain-config>{domain('api.a.test')}</domain-config>$")
    rules = release(text.replace("$", "</network-security-config>"))
    (problem,) = rules.rules[1].problems
    assert problem.code == "unpinned-subdomain"
    assert "a.test" in problem.title


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (pinned(BOTH + '<pin digest="SHA256">x</pin>'), "Unsupported pin digest algorithm: SHA256"),
        (pinned(BOTH + '<pin digest="sha-1">x</pin>'), "Unsupported pin digest algorithm: sha-1"),
        (pinned(BOTH + "<pin>x</pin>"), "Unsupported pin digest algorithm: null"),
        (pinned(BOTH + pin("")), "Missing pin digest"),
        (pinned(BOTH + pin("<b/>")), "Missing pin digest"),
        (pinned(BOTH + pin(f"{ONE.base64}<b/>")), "pin contains additional elements"),
        (pinned(BOTH + pin(f"{ONE.base64}<!-- c -->A")), "pin contains additional elements"),
        (pinned(BOTH + pin(f"{ONE.base64}=")), "Invalid pin digest"),
        (pinned(BOTH + pin(ONE.hex)), "digest length 48 does not match expected length for SHA-256 of 32"),
        (pinned(BOTH, ' expiration="2018/8/10"'), "Invalid expiration date in pin-set"),
        (pinned(BOTH, ' expiration=""'), "Invalid expiration date in pin-set"),
        (config("<domain> </domain>"), "Domain name missing"),
        (config("<domain>a.test<!-- c -->b</domain>"), "domain contains additional elements"),
        (config(domain() + domain("A.TEST ", "false")), "a.test has already been specified"),
        (config(domain() + config(domain())[25:-26]), "a.test has already been specified"),
        (config(BASE + domain()).replace(BASE, "<pin-set/><pin-set/>"), "Multiple pin-set elements not allowed"),
        (config(domain() + "<trust-anchors/><trust-anchors/>"), "Multiple trust-anchor elements not allowed"),
        (config(""), "No domain elements in domain-config"),
        (config(domain()).replace("<domain-config>", BASE * 2 + "<domain-config>"), "Only one base-config allowed"),
        (config(domain()).replace("<domain-config>", DEBUG * 2 + "<domain-config>"),
         "Only one debug-overrides allowed"),
        (f"<network-security-config><base-config>{domain()}</base-config></network-security-config>",
         "domain element not allowed in base-config"),
        ("<network-security-config><base-config><pin-set/></base-config></network-security-config>",
         "pin-set element not allowed in base-config"),
        ("<network-security-config><base-config><domain-config/></base-config></network-security-config>",
         "Nested domain-config not allowed in base-config"),
        (config(domain() + "<trust-anchors><certificates/></trust-anchors>"),
         "certificates element missing src attribute"),
        (config(domain() + '<trust-anchors><certificates src="users"/></trust-anchors>'),
         "Unknown certificates src. Should be one of system|user|@resourceVal"),
        (f"<network-config><domain-config>{domain()}</domain-config></network-config>",
         "Unexpected start tag: found network-config, expected network-security-config"),
    ],
)  # fmt: skip
def test_what_stops_the_app(text: str, message: str) -> None:
    """Every condition of android-pinning 2.2, in the parser's words, under lint's id, with a line."""
    found = release(text)
    crashes = [problem for problem in problems(found) if problem.crash]
    assert message in [problem.title for problem in crashes]
    assert found.crash is not None
    assert {(problem.code, problem.line) for problem in crashes} == {("NetworkSecurityConfig", 1)}


def test_what_is_broken_in_debug_overrides_stops_debug_builds_only() -> None:
    """A release passes over the element (XmlConfigSource.parseNetworkSecurityConfig)."""
    broken = "<debug-overrides><pin-set/></debug-overrides></network-security-config>"
    normal, debug = read(pinned().replace("</network-security-config>", broken)).sets
    assert normal.crash is None
    assert debug.variant == "debug build"
    assert debug.crash is not None
    assert debug.crash.title == "pin-set element not allowed in debug-overrides"


def test_android_16_knows_certificate_transparency() -> None:
    """Allowed in base-config and domain-config; in debug-overrides its parser throws, and earlier ones do not."""
    part = '<certificateTransparency enabled="true"/>'
    assert codes(config(domain() + part)) == []
    text = config(domain()).replace("</network", f"<debug-overrides>{part}</debug-overrides></network")
    normal, debug = read(text).sets
    assert normal.crash is None
    assert debug.crash is not None
    assert debug.crash.title == "certificateTransparency not allowed in debug-overrides"
    assert "Android 16" in debug.crash.hint


@pytest.mark.parametrize(
    ("source", "bypass", "severity"), [("system", True, "warning"), ("user", False, "info"), ("@raw/ca", False, "info")]
)
def test_debug_overrides_pass_the_pins_over(source: str, bypass: bool, severity: str) -> None:
    """Its sources override by default: with the system's a debug build tests no pins."""
    anchors = f'<trust-anchors><certificates src="{source}"/></trust-anchors>'
    whole = pinned().replace("</network", f"<debug-overrides>{anchors}</debug-overrides></network")
    normal, debug = read(whole).sets
    assert not normal.rules[0].bypass
    assert bool(debug.rules[0].bypass) is bypass
    assert [(problem.code, problem.severity.value) for problem in debug.problems] == [("debug-bypass", severity)]
    held = whole.replace(f'src="{source}"', f'src="{source}" overridePins="false"')
    assert read(held).sets[1].problems == ()


def test_the_debug_file_counts_where_the_file_has_no_debug_overrides() -> None:
    """`<file>_debug.xml` beside it; only its debug-overrides, and without lines, which are another file's."""
    anchors = '<trust-anchors><certificates src="system"/></trust-anchors>'
    other = f"<network-security-config><debug-overrides>{anchors}</debug-overrides>{config(domain())[25:]}"
    beside = {"nsc_debug.xml": other, "nsc.xml": pinned()}
    _, debug = read(pinned(), beside).sets
    assert [rule.pattern for rule in debug.rules] == ["a.test"]
    assert debug.rules[0].bypass
    assert (debug.line, [problem.line for problem in debug.problems]) == (None, [None])
    own = pinned().replace("</network", "<debug-overrides/></network")
    assert not read(own, beside).sets[1].rules[0].bypass
    told = read(other, beside, "res/xml/nsc_debug.xml")
    assert (told.sets, [problem.code for problem in told.problems]) == ((), ["debug-file"])


def test_overriding_anchors_in_the_release_pass_the_pins_over() -> None:
    """On the source system, of the config itself or of the base-config that it inherits from."""
    anchors = '<trust-anchors><certificates src="system" overridePins="true"/></trust-anchors>'
    own = pinned().replace("<pin-set>", f"{anchors}<pin-set>")
    inherited = pinned().replace("</network", f"<base-config>{anchors}</base-config></network")
    for text in (own, inherited):
        assert only_rule(text).bypass == "overridePins is on for the system's certificates"
        assert "override-pins" in codes(text)
    replaced = inherited.replace("<pin-set>", '<trust-anchors><certificates src="system"/></trust-anchors><pin-set>')
    assert not only_rule(replaced).bypass


@pytest.mark.parametrize("count", [1, 2])
def test_a_fragment_is_read_and_said_to_be_one(count: int) -> None:
    """Bare domain-configs, one or several, with lines of their own."""
    text = "<!-- pins -->\n" + "\n".join(
        f"<domain-config>{domain(f'{number}.test')}<pin-set>{BOTH}</pin-set></domain-config>" for number in range(count)
    )
    found = read(text, name="")
    assert [problem.code for problem in found.problems] == ["fragment"]
    (rules,) = found.sets
    assert rules.crash is None
    assert [rule.line for rule in rules.rules] == list(range(2, 2 + count))


@pytest.mark.parametrize("subdomains", [False, True])
@pytest.mark.parametrize("whole_file", [False, True])
def test_what_we_write_reads_back(make_set: Callable[..., PinSet], whole_file: bool, subdomains: bool) -> None:
    """For every host that snippets accept: the same host, flag, day and pins, and nothing wrong."""
    cases = json.loads(shared("testdata", "strings/snippet-hosts.json").read_text())["cases"]
    taken = 0
    for case in cases:
        for expires in (None, date(2099, 6, 30)):
            pin_set = make_set(case["input"], subdomains=subdomains, expires=expires)
            try:
                text = clients()["nsc"].write(pin_set, whole_file=whole_file).text
            except CannotExpress:
                continue
            taken += 1
            found = read(text)
            assert [problem.code for problem in found.problems] == ([] if whole_file else ["fragment"])
            (rules,) = found.sets
            assert problems(rules) == []
            (rule,) = rules.rules
            assert case["ascii"] in (None, rule.pattern)
            assert (rule.subdomains, rule.expires) == (subdomains, expires)
            assert tuple(item.pin for item in rule.pins) == pin_set.pins
    accepted = 2 * sum(case["accept"] for case in cases)
    assert 0 < taken < accepted if subdomains else taken == accepted


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (pinned(), True),
        (f"\ufeff<!-- c -->\n{config(domain())[25:-26]}", True),
        ("<n:network-security-config xmlns:n='urn:n'/>", True),
        ("To pin, write <domain-config> into the file.", False),
        ("<resources/>", False),
        ("", False),
    ],
)
def test_what_is_recognised(text: str, is_one: bool) -> None:
    """Markup with an element of such a file near its top; prose about it is none."""
    assert NscReader().recognises(Source("", text)) is is_one
    found = [reader.name for reader in readers() if reader.recognises(Source("", text))]
    assert ("nsc" in found) is is_one

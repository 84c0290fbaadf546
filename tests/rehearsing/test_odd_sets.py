"""Odd sets and chains: other leaf keys, far expiries, endless leaves, long and short chains, odd hosts and names."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography.x509 import DNSName, GeneralName, IPAddress
from rehearsing.conftest import HOST, NOW, SPARE, layers, pin_set

from inspector.chain.certificate import parse_certificate
from inspector.chain.finding import Severity
from inspector.chain.path import Layer, Role
from inspector.clients.registry import clients
from inspector.clients.rule import PinList, PinProblem, PinRule, RuleSet, WrittenPin
from inspector.lab.pki import Credential, Validity, issue_ca, issue_leaf, key_named, make_root, name_of
from inspector.pinning.draft import Draft, Expires, make_pin_set
from inspector.pinning.pin_set import ChosenPin, PinSet
from inspector.rehearsing.cast import OtherLeaf, make_cast, pin_of
from inspector.rehearsing.drawing import draw
from inspector.rehearsing.export import as_json, as_markdown
from inspector.rehearsing.plan import REHEARSED, rehearse_set, suggest
from inspector.rehearsing.rehearsal import Answer, Part, Rehearsal, rehearse
from inspector.rehearsing.report import Report
from inspector.rehearsing.timeline import make_timeline
from inspector.trust.assess import assess
from inspector.trust.stores import from_anchors

HOSTILE = "evil\x1b[2J\u202e]8;;http://x ```\n| # <script> [/]"


def cell(played: Rehearsal, code: str, client: int = 0) -> Answer:
    """Return what the event does to the client."""
    return next(row for row in played.rows if row.event.code == code).cells[client].answer


def played(pins: PinSet, path: tuple[Layer, ...] | None = None, *names: str, host: str = HOST) -> Rehearsal:
    """Return the rehearsal of the set, in OkHttp where no client is named."""
    known = clients()
    return rehearse_set(pins, path or layers(), [known[name] for name in names or ("okhttp-kotlin",)], host)


def path_of(chain: list[Credential], host: str, at: datetime = NOW) -> tuple[Layer, ...]:
    """Return the path of credentials, leaf first and anchor last."""
    served = tuple(parse_certificate(item.der) for item in chain[:-1] or chain)
    found = assess(served, from_anchors("test", "the test's root", [chain[-1].der]), name=host, at=at)
    assert found.path is not None, found.reason
    return found.path.layers


def other_leaf(label: str, kind: str) -> ChosenPin:
    """Return another leaf key of the host, as asking all addresses finds it."""
    certificate = parse_certificate(issue_leaf([HOST], None, NOW, key=key_named(label, kind)).der)
    return ChosenPin(certificate.pin, Role.LEAF, label, certificate.not_after, certificate=certificate, elsewhere=True)


@pytest.mark.parametrize(
    ("kinds", "switched", "edge"),
    [
        ((), Answer.LOCKED_OUT, Answer.LOCKED_OUT),
        (("rsa2048",), Answer.WORKS, Answer.WORKS),
        (("p256",), Answer.LOCKED_OUT, Answer.WORKS),
        (("p256", "rsa2048"), Answer.WORKS, Answer.WORKS),
    ],
)
def test_other_leaf_keys_are_played(kinds: tuple[str, ...], switched: Answer, edge: Answer) -> None:
    """A set that pins the key of the other kind, or of another edge, survives its turn; nothing else changes."""
    leaves = tuple(other_leaf(f"edge {place}", kind) for place, kind in enumerate(kinds))
    draft = Draft(HOST, frozenset({layers()[0].pin}), leaves=leaves)
    found = played(make_pin_set(draft, layers(), at=NOW))
    assert cell(found, "other-key-kind") is switched
    assert cell(found, "cdn-edge") is edge
    assert cell(found, "new-key") is Answer.LOCKED_OUT
    assert cell(found, "wrong-issue") is Answer.WORKS


def test_other_leaves_have_keys_of_their_kind() -> None:
    """Each is played by a key of its own, of its own family."""
    first, second = other_leaf("edge a", "rsa2048"), other_leaf("edge b", "p384")
    leaves = [OtherLeaf(item.pin, item.certificate.key.label) for item in (first, second) if item.certificate]
    cast = make_cast(HOST, layers(), [SPARE.pin], NOW, leaves)
    assert [leaf.kind for leaf in cast.leaves] == ["rsa2048", "p384"]
    assert cast.other_kind_leaf is cast.leaves[0]
    assert cast.edge_leaf is cast.leaves[1]
    assert [cast.played(item.pin) for item in (first, second)] == [pin_of(leaf.key) for leaf in cast.leaves]


@pytest.mark.parametrize("expires", [date(2026, 11, 25), date(2031, 1, 1), date(2060, 2, 29)])
def test_expiry_passes_whenever_it_is(expires: date) -> None:
    """Near or decades away: the Network Security Config ends there, and OkHttp goes on."""
    found = played(replace(pin_set([0, 1]), expires=expires), None, "okhttp-kotlin", "nsc")
    assert cell(found, "set-expired", 0) is Answer.WORKS
    assert cell(found, "set-expired", 1) is Answer.UNPROTECTED


@pytest.mark.parametrize("expires", [date(2999, 1, 1), date.max])
def test_expiry_beyond_all_life_is_not_played(expires: date) -> None:
    """A date that no phone lives to see has no turn, and the timeline holds it all the same."""
    pins = replace(pin_set([0]), expires=expires)
    assert cell(played(pins, None, "nsc"), "set-expired") is Answer.NOT_APPLICABLE
    made = make_timeline(layers(), expires, NOW)
    assert made.end <= NOW.date() + timedelta(days=3 * 365)
    assert made.moments[-1].day == expires


def test_without_expiry_there_is_no_such_event() -> None:
    """A set that never ends says so."""
    draft = Draft(HOST, frozenset({layers()[0].pin}), expires=Expires.NEVER)
    assert cell(played(make_pin_set(draft, layers(), at=NOW), None, "nsc"), "set-expired") is Answer.NOT_APPLICABLE


def test_leaf_without_end_has_no_clock_ahead() -> None:
    """The date that means no end (RFC 5280, 4.1.2.5) is no day to add another to."""
    root = make_root("Endless Root", NOW)
    when = Validity(NOW - timedelta(days=1), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC))
    path = path_of([issue_leaf([HOST], root, NOW, validity=when), root], HOST)
    pins = make_pin_set(Draft(HOST, frozenset({path[0].pin})), path, at=NOW)
    assert cell(played(pins, path), "clock-ahead") is Answer.NOT_APPLICABLE
    assert make_timeline(path, None, NOW).end <= NOW.date() + timedelta(days=3 * 365)


def test_axis_holds_today_for_an_old_leaf() -> None:
    """A leaf that began ten years ago does not push today off the axis."""
    root = make_root("Old Root", NOW)
    when = Validity(NOW - timedelta(days=3650), NOW + timedelta(days=3650))
    path = path_of([issue_leaf([HOST], root, NOW, validity=when), root], HOST)
    made = make_timeline(path, None, NOW)
    assert made.start < made.today < made.end
    bar = draw(made, 80)[1]
    assert "‹" in bar
    assert "›" in bar


def test_crash_locks_out_and_lets_nobody_in() -> None:
    """An app that fails before it connects refuses its own server, and the attacker."""
    problem = PinProblem("bad", Severity.ERROR, "The config cannot be parsed.", crash=True)
    pin = layers()[0].pin
    rule = PinRule("okhttp", HOST, (PinList((WrittenPin(str(pin), pin),)),))
    part = Part("okhttp", "OkHttp", RuleSet("okhttp", (rule,), problems=(problem,)))
    found = rehearse(HOST, layers(), [], [part], NOW)
    assert cell(found, "today") is Answer.LOCKED_OUT
    assert cell(found, "user-ca") is Answer.WORKS
    assert "The config cannot be parsed." in found.rows[0].cells[0].reason


@pytest.mark.parametrize("platform", ["iOS", "Android"])
def test_an_app_that_goes_on_without_its_pins_lets_everybody_in(platform: str) -> None:
    """React Native turns what its library throws into a rejected promise: nothing is pinned, and the app goes on."""
    problem = PinProblem("MissingBackupPin", Severity.ERROR, "The module rejects.", crash=True)
    pin = layers()[0].pin
    rule = PinRule("react-native", HOST, (PinList((WrittenPin(pin.base64, pin),)),), problems=(problem,))
    found = rehearse(HOST, layers(), [], [Part("rn", "RN", RuleSet("react-native", (rule,), platform=platform))], NOW)
    assert cell(found, "today") is Answer.UNPROTECTED
    assert cell(found, "user-ca") is Answer.UNPROTECTED
    assert cell(found, "root-removed") is Answer.LOCKED_OUT


def test_rule_of_another_host_has_no_say_in_the_expiry() -> None:
    """The expiry that passes is that of the rules for the host."""
    pin = layers()[0].pin
    lists = (PinList((WrittenPin(str(pin), pin),)),)
    mine = PinRule("nsc", HOST, lists, expires=date(2027, 1, 1))
    other = PinRule("nsc", "other.example.org", lists, expires=date(2099, 1, 1))
    found = rehearse(HOST, layers(), [], [Part("nsc", "NSC", RuleSet("nsc", (other, mine)))], NOW)
    assert "2027-01-01" in next(row for row in found.rows if row.event.code == "set-expired").cells[0].reason


def long_chain(host: str, depth: int, name: str = "Long") -> tuple[Layer, ...]:
    """Return the path of `depth` layers."""
    chain = [make_root(f"{name} 0", NOW)]
    for place in range(1, depth - 1):
        chain.insert(0, issue_ca(f"{name} {place}", chain[0], NOW))
    general: GeneralName = IPAddress(ip_address(host)) if host[0].isdigit() or ":" in host else DNSName(host)
    leaf = issue_leaf([general], chain[0] if depth > 1 else None, NOW)
    return path_of([leaf, *chain] if depth > 1 else [leaf], host)


@pytest.mark.parametrize("depth", [1, 2, 3, 4, 8])
def test_chains_of_any_length(depth: int) -> None:
    """From a leaf that signed itself to eight layers: today works for a pin of every layer that clients can match."""
    path = long_chain(HOST, depth)
    assert len(path) == depth
    for layer in path:
        pins = make_pin_set(Draft(HOST, frozenset({layer.pin})), path, at=NOW)
        found = played(pins, path)
        assert cell(found, "today") is Answer.WORKS, layer
        if depth > 1:
            assert cell(found, "wrong-issue") is Answer.WORKS
        assert suggest(pins, path, [clients()["okhttp-kotlin"]], HOST, found) is not None


def test_a_key_in_two_layers_is_one_key() -> None:
    """An authority that certified its own key anew has one pin, and one player."""
    root = make_root("Twice Root", NOW)
    first = issue_ca("Twice One", root, NOW)
    again = issue_ca("Twice Two", first, NOW, key=first.key)
    path = path_of([issue_leaf([HOST], again, NOW), again, first, root], HOST)
    cast = make_cast(HOST, path, [], NOW)
    assert pin_of(cast.authorities[0].key) == pin_of(cast.authorities[1].key) == cast.played(path[1].pin)


@pytest.mark.parametrize("host", ["192.0.2.7", "2001:db8::7", "xn--bcher-kva.example"])
def test_odd_hosts(host: str) -> None:
    """Addresses and A-labels are hosts; a client that cannot pin an address says so and the others are played."""
    path = long_chain(host, 3)
    pins = make_pin_set(Draft(host, frozenset({path[0].pin}), (SPARE,)), path, at=NOW)
    found = played(pins, path, *REHEARSED, host=host)
    assert cell(found, "today", 0) is Answer.WORKS
    assert cell(found, "new-key", 0) is Answer.LOCKED_OUT
    numeric = host[0].isdigit()
    assert (found.parts[2].rules is None) == numeric
    assert numeric == ("IP address" in found.parts[2].refusal)


def hostile_report() -> Report:
    """Return the report of a chain whose names try to leave their place."""
    path = path_of([issue_leaf([HOST], None, NOW, subject=name_of(HOSTILE))], HOST)
    pins = make_pin_set(Draft(HOST, frozenset({path[0].pin})), path, at=NOW)
    found = played(pins, path)
    suggestion = suggest(pins, path, [clients()["okhttp-kotlin"]], HOST, found)
    return Report(found, suggestion, make_timeline(path, pins.expires, NOW))


def test_hostile_names_stay_visible_text() -> None:
    """In JSON and Markdown nothing of a name is a control character, a fence, or markup outside of the code blocks."""
    report = hostile_report()
    text = as_markdown(report)
    assert not {"\x1b", "\u202e"} & set(text + as_json(report))
    assert text.count("```") == 6
    assert all("<script>" not in part for part in text.split("```")[::2])
    made = json.loads(as_json(report))
    assert "evil" in made["timeline"]["spans"][0]["label"]
    assert "\\x1b" in made["timeline"]["spans"][0]["label"] or "␛" in made["timeline"]["spans"][0]["label"]


def test_habit_of_the_issuer_may_come_on_any_day() -> None:
    """An authority that says how it rotates is told once, without a date."""
    leaf = issue_leaf([HOST], None, NOW, subject=name_of("R99", "Let's Encrypt"))
    made = make_timeline(path_of([leaf], HOST), None, NOW)
    assert len(made.undated) == 1
    assert "Let's Encrypt picks the intermediate at random" in made.undated[0]
    assert draw(made, 80)[-1].startswith("? any day     Let's Encrypt")


def test_every_shortening_within_the_axis_is_due() -> None:
    """Lifetimes shrink on the days of the Baseline Requirements, 6.3.2, as far as the axis reaches."""
    root = make_root("Slow Root", NOW)
    when = Validity(NOW - timedelta(days=1), datetime(2029, 6, 1, tzinfo=UTC))
    path = path_of([issue_leaf([HOST], root, NOW, validity=when), root], HOST)
    found = [item for item in make_timeline(path, None, NOW).moments if item.code == "shorter-lifetimes"]
    assert [(item.day, "100 days" in item.words) for item in found] == [
        (date(2027, 3, 15), True),
        (date(2029, 3, 15), False),
    ]
    assert "47 days" in found[1].words


def test_expiry_that_has_passed_stays_in_the_list() -> None:
    """Of shipped pins that ended years ago the day is told, and the axis still begins within a year of today."""
    made = make_timeline(layers(), date(2020, 1, 1), NOW)
    assert [item.code for item in made.moments[:3]] == ["last-protected-day", "set-expires", "today"]
    assert NOW.date() - made.start <= timedelta(days=365)
    assert all(len(line) <= 80 for line in draw(made, 80)[: len(made.spans) + 2])


def test_what_cannot_be_played_is_left_out() -> None:
    """TrustKit stops at a key that it cannot hash, which no other key of a cast stands for: no answer is invented."""
    root = make_root("Weak Root", NOW)
    path = path_of([issue_leaf([HOST], root, NOW, key=key_named("weak leaf", "rsa1024")), root], HOST)
    lists = (PinList((WrittenPin(str(path[0].pin), path[0].pin), WrittenPin(str(SPARE.pin), SPARE.pin))),)
    parts = [Part(name, name, RuleSet(name, (PinRule(name, HOST, lists),))) for name in ("trustkit", "okhttp")]
    found = rehearse(HOST, path, [SPARE.pin], parts, NOW)
    assert {row.cells[0].answer for row in found.rows} == {Answer.NOT_APPLICABLE}
    assert "cannot be played" in found.parts[0].refusal
    assert cell(found, "today", 1) is Answer.WORKS

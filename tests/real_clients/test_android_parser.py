"""Our reading of network security configs is that of Android's parser, our verdict that of its trust manager."""

import json
import os
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest
from real_clients.android_parser.apk import FRAMEWORK, compile_files
from real_clients.android_parser.generated import HOSTS, Writer, each_alone
from real_clients.android_parser.jvm import Answer, Chosen, Framework, Question, ask, framework
from testdata import require_client, shared

from inspector.chain.certificate import parse_certificate
from inspector.chain.path import Layer, Origin, Role
from inspector.chain.pin import Pin
from inspector.chain.text import visible
from inspector.clients.client import CannotExpress
from inspector.clients.judging import judge
from inspector.clients.nsc.domains import applying_rule
from inspector.clients.nsc.reader import NscReader
from inspector.clients.registry import clients
from inspector.clients.rule import Outcome, RuleSet
from inspector.clients.source import CannotRead, Source
from inspector.lab.pki import issue_ca, issue_leaf, make_root
from inspector.pinning.draft import Draft, Expires, make_pin_set
from inspector.pinning.pin_set import BackupPin, PinSet

SEED = int(os.environ.get("PINSPECTOR_SEED", "20261124"))
GENERATED = 700
NAME = "network_security_config"
SINCE_16 = "certificateTransparency"
"""How the message begins that only Android 16 and later have."""

NO_ANCHOR = "Trusted chain does not end in a TrustAnchor"


@dataclass(frozen=True, slots=True)
class Case:
    """One file, and the one for debug builds beside it."""

    text: str
    debug_text: str | None
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A path, and its file."""

    layers: tuple[Layer, ...]
    file: Path


@dataclass(frozen=True, slots=True)
class Chains:
    """One that ends in the system's store, and one that ends in the user's."""

    system: Chain
    user: Chain


def _chain(name: str, now: datetime, folder: Path) -> Chain:
    root = make_root(f"{name} Root", now)
    issuing = issue_ca(f"{name} Issuing", root, now)
    issued = (issue_leaf(["a.test"], issuing, now), issuing, root)
    layers = tuple(
        Layer(parse_certificate(item.der), role, Origin.SERVED) for item, role in zip(issued, Role, strict=True)
    )
    file = folder / f"{name}.pem"
    file.write_text("".join(item.pem for item in issued))
    return Chain(layers, file)


def _sets(case: Case) -> dict[bool, RuleSet]:
    """Return the rules for a release (False) and for a debug build (True); none where our reader refuses the file."""

    def beside(name: str) -> str | None:
        return case.debug_text if name == f"{NAME}_debug.xml" else None

    try:
        found = NscReader().read(Source(f"{NAME}.xml", case.text, beside)).sets
    except CannotRead:
        return {}
    return {False: found[0], True: found[-1]}


def _written(chain: Chain, now: datetime) -> list[Case]:
    """Return what our writer writes, whole and as a fragment between the tags, for every host that it takes."""
    listed = json.loads(shared("testdata", "strings/snippet-hosts.json").read_text())["cases"]
    cases = []
    for text in ("api.bank.test", "2001:db8::7", *(case["input"] for case in listed if case["accept"])):
        for subdomains in (False, True):
            for expires in (Expires.NEVER, date(2099, 6, 30)):
                pin_set = _pin_set(text, chain, now, subdomains=subdomains, expires=expires)
                try:
                    snippet = clients()["nsc"].write(pin_set, whole_file=True)
                    fragment = clients()["nsc"].write(pin_set).text
                except CannotExpress:
                    continue
                host = next(iter(_sets(Case(snippet.text, None, ()))[False].rules)).pattern
                hosts = (host, f"x.{host}", f"y.x.{host}", f"x{host}", "other.example")
                cases.append(Case(snippet.text, None, hosts))
                cases.append(Case(f"<network-security-config>{fragment}</network-security-config>", None, hosts))
    return cases


def _pin_set(host: str, chain: Chain, now: datetime, *, subdomains: bool, expires: date | Expires) -> PinSet:
    picked = frozenset(layer.pin for layer in chain.layers[:1])
    spare = (BackupPin(Pin.of(b"spare"), "typed"),)
    draft = Draft("a.test", picked, backups=spare, expires=expires)
    return replace(make_pin_set(draft, chain.layers, at=now), host=host, subdomains=subdomains)


def _generated(pins: list[Pin]) -> list[Case]:
    writer = Writer(Random(SEED), pins)
    cases = [Case(text, None, HOSTS) for pin in pins[:2] for text in each_alone(pin)]
    for number in range(GENERATED):
        text = writer.misplaced_file() if number % 3 == 0 else writer.file()
        cases.append(Case(text, writer.debug_file() if number % 5 == 0 else None, HOSTS))
    return cases


def _disagreements(
    rules: RuleSet, answer: Answer, case: Case, chains: Chains, now: datetime, release: int
) -> list[str]:
    crashes = [title for title in _crash_titles(rules) if release >= 16 or not title.startswith(SINCE_16)]
    if answer.refused or crashes:
        agreed = visible(answer.refused) in crashes
        return [] if agreed else [f"refused: {answer.refused!r}, ours: {crashes}"]
    found = []
    for host, chosen in zip(case.hosts, answer.chosen, strict=True):
        found += [f"{host}: {text}" for text in _host(rules, host, chosen)]
        if rules.crash is None:
            found += [f"{host}: {text}" for text in _verdicts(rules, host, chosen, chains, now)]
    return found


def _crash_titles(rules: RuleSet) -> list[str]:
    every = (*rules.problems, *(problem for rule in rules.rules for problem in rule.problems))
    return [problem.title for problem in every if problem.crash]


def _host(rules: RuleSet, host: str, chosen: Chosen) -> list[str]:
    rule = applying_rule(rules.rules, host)
    found = []
    if rule is None:
        return [f"no rule, Android has {chosen}"] if chosen.domains or chosen.pins else []
    if rule.pattern not in {visible(domain) for domain in chosen.domains}:
        found.append(f"{rule.pattern}, Android has {chosen.domains}")
    pins = frozenset(pin.pin.hex for pin in rule.pins if pin.pin is not None)
    if pins != chosen.pins:
        found.append(f"pins {pins}, Android has {chosen.pins}")
    if _day(chosen.expiry) != (None if rule.expires is None else rule.expires.isoformat()):
        found.append(f"expiry {rule.expires}, Android has {chosen.expiry}")
    overrides = any(name.startswith("System") and name.endswith("+") for name in chosen.sources)
    overrides = overrides or (bool(chosen.sources) and all(name.endswith("+") for name in chosen.sources))
    if chosen.pins and bool(rule.bypass) is not overrides:
        found.append(f"bypass “{rule.bypass}”, Android has {chosen.sources}")
    return found


def _verdicts(rules: RuleSet, host: str, chosen: Chosen, chains: Chains, now: datetime) -> list[str]:
    found = []
    is_held = not any(name.endswith("+") for name in chosen.sources)
    for chain, does in ((chains.system, chosen.system), (chains.user, chosen.user if is_held else NO_ANCHOR)):
        outcome = judge(rules, chain.layers, host, now).outcome
        if does not in (NO_ANCHOR, "Pin verification failed" if outcome is Outcome.REFUSED else "passes"):
            found.append(f"{outcome}, Android: {does}")
    return found


def _day(text: str | None) -> str | None:
    """Return the day of a moment that must be its midnight; the last one that Python knows for later ones."""
    if text is None:
        return None
    day, _, clock = text.partition(" ")
    assert clock == "00:00"
    year, _, rest = day.partition("-")
    return f"{year}-{rest}" if len(year) == 4 else date.max.isoformat()


def _answers(cases: list[Case], chains: Chains, android: Framework, folder: Path) -> list[tuple[Answer, Answer]]:
    """Return the platform's answers for release and debug build of every case, from one compiler run and one JVM."""
    require_client(FRAMEWORK.exists(), FRAMEWORK.name)
    texts = {f"c{number}": case.text for number, case in enumerate(cases)}
    texts |= {f"c{number}_debug": case.debug_text for number, case in enumerate(cases) if case.debug_text is not None}
    files = compile_files(texts, folder)
    questions = [
        Question(is_debuggable, files[f"c{number}"], files.get(f"c{number}_debug"), case.hosts)
        for number, case in enumerate(cases)
        for is_debuggable in (False, True)
    ]
    classes = folder / "classes"
    classes.mkdir()
    answers = ask(android, questions, chains.system.file, chains.user.file, classes)
    return list(zip(answers[::2], answers[1::2], strict=True))


@pytest.mark.parametrize("release", [14, 16])
def test_the_platform_reads_and_judges_alike(release: int, tmp_path: Path) -> None:
    """Our own files and the generated ones: refused alike with the same words, else the same config, pins, verdict."""
    android = framework(release)
    now = datetime.now(UTC)
    chains = Chains(_chain("System", now, tmp_path), _chain("User", now, tmp_path))
    pins = [
        *(layer.pin for layer in chains.system.layers),
        Pin.of(b"one"),
        Pin.of(b"two"),
        *map(Pin.of, (b"\xff", b"three")),
    ]
    cases = [*_written(chains.system, now), *_generated(pins)]
    answers = _answers(cases, chains, android, tmp_path / "apk")
    print(f"Android {release}, seed {SEED}, {len(cases)} files, {GENERATED} of them at random")
    differ = []
    for case, pair in zip(cases, answers, strict=True):
        sets = _sets(case)
        for is_debuggable, answer in zip((False, True), pair, strict=True):
            if not sets:
                told = [] if answer.refused else ["we cannot read it"]
            else:
                told = _disagreements(sets[is_debuggable], answer, case, chains, now, release)
            if told:
                differ.append((is_debuggable, told, case.text, case.debug_text))
    assert not differ, f"{len(differ)} differ; first: {differ[:3]}"
    refused = sum(bool(release.refused) for release, _ in answers)
    assert 100 < refused < len(cases) - 200
    outcomes = {chosen.system for pair in answers for answer in pair for chosen in answer.chosen}
    assert {"passes", "Pin verification failed"} <= outcomes


@pytest.mark.parametrize("whole_file", [False, True])
def test_the_written_files_are_taken(tmp_path: Path, whole_file: bool) -> None:
    """A reminder that the comparison can fail: one pin changed gives other pins on both sides."""
    android = framework(14)
    now = datetime.now(UTC)
    chains = Chains(_chain("System", now, tmp_path), _chain("User", now, tmp_path))
    pin_set = _pin_set("api.bank.test", chains.system, now, subdomains=True, expires=Expires.NEVER)
    text = clients()["nsc"].write(pin_set, whole_file=whole_file).text
    if not whole_file:
        text = f"<network-security-config>{text}</network-security-config>"
    changed = text.replace(chains.system.layers[0].pin.base64, Pin.of(b"changed").base64)
    cases = [Case(item, None, ("api.bank.test", "x.api.bank.test")) for item in (text, changed)]
    (good, _), (bad, _) = _answers(cases, chains, android, tmp_path / "apk")
    assert [item.system for item in good.chosen] == ["passes"] * 2
    assert [item.system for item in bad.chosen] == ["Pin verification failed"] * 2
    assert _disagreements(_sets(cases[0])[False], bad, cases[0], chains, now, 14)

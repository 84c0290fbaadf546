"""Real OkHttp, seven versions in one virtual machine, against the judge: no disagreement."""

import base64
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from real_clients.okhttp_pins.cases import Case, make_cases
from real_clients.okhttp_pins.versions import VERSIONS, ask, encoded

from inspector.chain.certificate import parse_certificate
from inspector.chain.container import read_certificates
from inspector.chain.path import Layer, Origin, Role
from inspector.clients.judging import judge
from inspector.clients.okhttp.canonical import canonical_host
from inspector.clients.okhttp.disallowed import borders
from inspector.clients.okhttp.epoch import epoch_of
from inspector.clients.okhttp.judge import Thrown, build
from inspector.clients.okhttp.pins import written_pin
from inspector.clients.okhttp.rejected import Rejected
from inspector.clients.rule import Outcome, PinList, PinRule, RuleSet

SEED = int(os.environ.get("PINSPECTOR_SEED", "20261124"))
EACH = 600
HOSTS_OF = ("4.12.0", "5.5.1")
DATA = Path(__file__).resolve().parents[2] / "data"
AT = datetime(2026, 11, 24, tzinfo=UTC)


def paths() -> list[tuple[Layer, ...]]:
    """Return a whole path, its parts, a certificate of another path, and an empty path."""
    whole = []
    for name, role in (("leaf", Role.LEAF), ("inter", Role.INTERMEDIATE), ("root", Role.ROOT), ("other", Role.LEAF)):
        (der,) = read_certificates((DATA / f"tui_{name}.pem").read_bytes())
        whole.append(Layer(parse_certificate(der), role, Origin.SERVED))
    path, other = tuple(whole[:3]), (whole[3],)
    return [path, path, path, path[:1], path[:2], other, ()]


def rules_of(case: Case) -> RuleSet:
    """Return the rules of a case."""
    rules = (
        PinRule("okhttp", pattern, (PinList(tuple(map(written_pin, pins))),) if pins else ())
        for pattern, pins in case.entries
    )
    return RuleSet("okhttp", tuple(rules), case.version)


def _line(case: Case) -> str:
    certificates = [base64.b64encode(layer.certificate.der).decode() for layer in case.path] or ["-"]
    entries = [",".join(map(encoded, (pattern, *pins))) for pattern, pins in case.entries]
    return " ".join((case.version, encoded(case.host), ",".join(certificates), *entries))


def _ours(case: Case) -> str:
    """Return our answer in the words of the Java program."""
    rules = rules_of(case)
    verdict = judge(rules, case.path, case.host, AT)
    built = build(rules)
    if isinstance(built, Thrown):
        assert verdict.outcome is Outcome.REFUSED
        return "thrown"
    hashes: dict[str, None] = {}
    for item in built:
        if item.pattern.matches(case.host):
            hashes |= dict.fromkeys(map(str, item.hashes))
    assert bool(verdict.matched) == (verdict.outcome is Outcome.CONNECTS)
    outcome = "refused" if verdict.outcome is Outcome.REFUSED else "connects"
    assert (verdict.outcome is Outcome.NOT_PINNED) == (not verdict.rules)
    return f"built {outcome} {' '.join(sorted(hashes))}".strip()


def _theirs(answer: str) -> str:
    word, _, rest = answer.partition(" ")
    if word == "thrown":
        return word
    outcome, *hashes = rest.split(" ")
    return f"built {outcome} {' '.join(sorted(set(hashes)))}".strip()


def _texts() -> list[str]:
    """Return hosts: every character below U+3400, each border of the refused ones, others in pairs, and Punycode."""
    random = Random(SEED)
    points = {*range(0x3400), *(point + step for point in borders() for step in (-1, 0, 1))}
    texts = [f"x{chr(point)}y" for point in sorted(points) if not 0xD800 <= point <= 0xDFFF and point < 0x110000]
    texts += ["".join(chr(random.randrange(0x80, 0xD800)) for _ in range(2)) for _ in range(2_000)]
    return texts + [f"xn--{''.join(random.choices('abz019-', k=random.randrange(1, 9)))}" for _ in range(2_000)]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the real classes said."""

    cases: list[tuple[Case, str]]
    """Each case, and what came of it."""

    hosts: dict[str, list[tuple[str, str]]]
    """By version, each text and the host made of it."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """Return every answer; one virtual machine gives them all."""
    cases, texts = make_cases(SEED, EACH, tuple(VERSIONS), paths()), _texts()
    lines = [_line(case) for case in cases]
    lines += [f"{version} host {encoded(text)}" for version in HOSTS_OF for text in texts]
    found = ask(lines, tmp_path_factory.mktemp("okhttp-pins"))
    told = list(zip(cases, map(_theirs, found), strict=False))
    made = _batched(found[len(cases) :], len(texts))
    return Answers(
        told, {version: list(zip(texts, each, strict=True)) for version, each in zip(HOSTS_OF, made, strict=True)}
    )


def _batched(items: Sequence[str], size: int) -> list[Sequence[str]]:
    """Return the items in pieces of `size`."""
    return [items[at : at + size] for at in range(0, len(items), size)]


def test_generated_cases(answers: Answers) -> None:
    """Accepted or thrown at build, the pins that apply, and the outcome are the same in every case."""
    print(f"seed {SEED}, {len(answers.cases)} cases")
    assert len(answers.cases) == EACH * len(VERSIONS) >= 2_000
    judged = [(case, theirs, _ours(case)) for case, theirs in answers.cases]
    differing = [(case.version, case.host, case.entries, *both) for case, *both in judged if both[0] != both[1]]
    assert not differing, f"seed {SEED}: {len(differing)} of {len(judged)} differ"
    seen = Counter(f"{case.version} {' '.join(theirs.split(' ')[:2])}" for case, theirs in answers.cases)
    for version in VERSIONS:
        assert min(seen[f"{version} {what}"] for what in ("built connects", "built refused", "thrown")) > EACH / 20


def _canonical(text: str, version: str) -> str:
    try:
        return canonical_host(text, epoch_of(version))
    except Rejected:
        return "none"


@pytest.mark.parametrize("version", HOSTS_OF)
def test_characters_of_a_host(answers: Answers, version: str) -> None:
    """The tables of characters agree, and so does what is made of Punycode."""
    print(f"seed {SEED}, {len(answers.hosts[version])} hosts")
    both = [(text, theirs, _canonical(text, version)) for text, theirs in answers.hosts[version]]
    differing = [item for item in both if item[1] != item[2]]
    assert not differing, f"seed {SEED}"

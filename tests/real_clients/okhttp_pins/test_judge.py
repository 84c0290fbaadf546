"""Real OkHttp, seven versions in one virtual machine, against the judge: no disagreement."""

import base64
import os
from collections import Counter
from collections.abc import Sequence
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
DATA = Path(__file__).resolve().parents[2] / "data"
AT = datetime(2026, 11, 24, tzinfo=UTC)


def _paths() -> list[tuple[Layer, ...]]:
    """Return a whole path, its parts, a certificate of another path, and an empty path."""
    whole = []
    for name, role in (("leaf", Role.LEAF), ("inter", Role.INTERMEDIATE), ("root", Role.ROOT), ("other", Role.LEAF)):
        (der,) = read_certificates((DATA / f"tui_{name}.pem").read_bytes())
        whole.append(Layer(parse_certificate(der), role, Origin.SERVED))
    path, other = tuple(whole[:3]), (whole[3],)
    return [path, path, path, path[:1], path[:2], other, ()]


def _rules(case: Case) -> RuleSet:
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
    rules = _rules(case)
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


def _differing(cases: Sequence[Case], folder: Path) -> tuple[list[tuple[Case, str, str]], Counter[str]]:
    answers = [_theirs(answer) for answer in ask([_line(case) for case in cases], folder)]
    both = [(case, answer, _ours(case)) for case, answer in zip(cases, answers, strict=True)]
    seen = Counter(f"{case.version} {' '.join(answer.split(' ')[:2])}" for case, answer, _ in both)
    return [item for item in both if item[1] != item[2]], seen


def test_generated_cases(tmp_path: Path) -> None:
    """Accepted or thrown at build, the pins that apply, and the outcome are the same in every case."""
    print(f"seed {SEED}")
    cases = make_cases(SEED, EACH, tuple(VERSIONS), _paths())
    differing, seen = _differing(cases, tmp_path)
    print(dict(seen))
    assert len(cases) >= 2_000
    shown = [(case.version, case.host, case.entries, theirs, ours) for case, theirs, ours in differing]
    assert not shown, f"seed {SEED}: {len(shown)} of {len(cases)} differ"
    for version in VERSIONS:
        assert seen[f"{version} built connects"] > EACH / 20
        assert seen[f"{version} built refused"] > EACH / 20
        assert seen[f"{version} thrown"] > EACH / 20


def _canonical(text: str, version: str) -> str:
    try:
        return canonical_host(text, epoch_of(version))
    except Rejected:
        return "none"


@pytest.mark.parametrize("version", ["4.12.0", "5.5.1"])
def test_characters_of_a_host(version: str, tmp_path: Path) -> None:
    """The table of characters: every one below U+3400, each border of the refused ones, and many others in pairs."""
    random = Random(SEED)
    points = {*range(0x3400), *(point + step for point in borders() for step in (-1, 0, 1))}
    texts = [f"x{chr(point)}y" for point in sorted(points) if not 0xD800 <= point <= 0xDFFF and point < 0x110000]
    texts += ["".join(chr(random.randrange(0x80, 0xD800)) for _ in range(2)) for _ in range(2_000)]
    texts += [f"xn--{''.join(random.choices('abz019-', k=random.randrange(1, 9)))}" for _ in range(2_000)]
    print(f"seed {SEED}, {len(texts)} hosts")
    answers = ask([f"{version} host {encoded(text)}" for text in texts], tmp_path)
    differing = [
        (text, answer, _canonical(text, version))
        for text, answer in zip(texts, answers, strict=True)
        if answer != _canonical(text, version)
    ]
    assert not differing, f"seed {SEED}"

"""All rules together: order, wording, the lab's scenarios, and certificates that are made to hurt."""

import re
from collections.abc import Iterable

import pytest
from chain.corpora import Sample, everything
from conftest import NOW
from trust.making import make, make_leaf

from inspector.chain.certificate import NotACertificate, parse_certificate
from inspector.chain.finding import Finding, Severity
from inspector.chain.text import visible
from inspector.inspection import Inspection, Settings, inspect, judge
from inspector.lab.scenarios import scenarios
from inspector.net.fetch import FetchOptions
from inspector.reading import FileError
from inspector.trust.stores import from_anchors, mozilla

# What each scenario of the lab is made to show.
SCENARIOS = {
    "good": set[str](),
    "two-keys": set[str](),
    "cross-signed": {"different-roots"},
    "many-names": set[str](),
    "hostile-names": {"escaped-name"},
    "missing-intermediate": {"missing-intermediate"},
    "wrong-order": {"wrong-order"},
    "extra-certificates": {"duplicate-certificate", "root-served", "unused-certificate"},
    "expired": {"expired"},
    "not-yet-valid": {"not-yet-valid"},
    "wrong-name": {"name-mismatch"},
    "self-signed": {"self-signed"},
    "private-root": {"unknown-root"},
    "weak": {"weak-key", "weak-signature"},
    "odd-keys": {"key-encoding"},
    "client-certificate": {"client-certificate"},
    "interceptor": {"interception-suspected", "missing-intermediate"},
}
RED = {"missing-intermediate", "expired", "not-yet-valid", "wrong-name", "self-signed", "private-root", "weak"}


def seen_in(name: str) -> Inspection:
    """Return the inspection of a running scenario."""
    with scenarios()[name].start(NOW) as running:
        settings = Settings(options=FetchOptions(timeout=30), store=running.store, connect_to=running.connect_to)
        return inspect(running.host, settings, now=NOW)


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenarios(name: str) -> None:
    """Each scenario shows what it is for and nothing else; red only where clients refuse."""
    seen = seen_in(name)
    assert {finding.code for finding in seen.findings} == SCENARIOS[name]
    errors = [finding for finding in seen.findings if finding.severity is Severity.ERROR]
    assert bool(errors) == (name in RED | {"interceptor"})
    assert bool(errors) == (not seen.trusted)
    check_wording(seen.findings)


def check_wording(findings: Iterable[Finding]) -> None:
    """Assert that each finding is one visible sentence with a hint of sentences, worst first."""
    listed = list(findings)
    order = list(Severity)
    assert listed == sorted(listed, key=lambda item: order.index(item.severity))
    for finding in listed:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", finding.code)
        for text in (finding.title, finding.hint):
            assert visible(text, len(text) + 1) == text
            assert text.endswith(".")
            assert ".." not in text.replace("…", "")
        assert finding.title[0].upper() == finding.title[0] or finding.certificate is not None


def all_certificates() -> list[Sample]:
    """Return every blob of the corpora that is a certificate."""
    return list(everything())


def test_no_certificate_breaks_a_rule() -> None:
    """Every certificate of every corpus, alone and between sound ones: findings in visible sentences, never an end."""
    root = make("Root")
    sound = make_leaf(root).certificate.der
    stores = (mozilla(), from_anchors("test", "the test's roots", [root.certificate.der]))
    count = 0
    for sample in all_certificates():
        try:
            parse_certificate(sample.der)
        except NotACertificate:
            continue
        count += 1
        place = count % 2
        for served in ((sample.der,), (sound, sample.der, sample.der), (sample.der, sound)):
            seen = judge(served, Settings(store=stores[place]), now=NOW, source="test", host="api.bank.test")
            check_wording(seen.findings)
            assert seen.trusted or seen.worst is Severity.ERROR
    assert count > 600


def test_nothing_readable_is_no_inspection() -> None:
    """A served list without any certificate is a failure with a reason, and no list of findings."""
    with pytest.raises(FileError, match="no certificate that can be read"):
        judge((b"x", b"\x30\x00"), Settings(), now=NOW, source="test", host=None)

"""Parsing hostile sources: bounded, and never holding up the thread beside it, which draws the screen and quits."""

import threading

import pytest

from inspector.clients.readers import readers
from inspector.clients.source import CannotRead, Source

BEGINNINGS = {
    "A.swift": 'let c = [kTSKPinnedDomains: ["a.test": [kTSKPublicKeyHashes: ["x"]]]]\n',
    "A.m": 'id c = @{kTSKPinnedDomains: @{@"a.test": @{kTSKPublicKeyHashes: @[@"x"]}}};\n',
    "a.ts": "initializeSslPinning({'a.test': {publicKeyHashes: ['x']}});\n",
    "A.kt": 'import okhttp3.CertificatePinner\nval p = CertificatePinner.Builder().add("a.test", "x")\n',
    "A.java": 'class A { Object p = new okhttp3.CertificatePinner.Builder().add("a.test", "x");\n',
}


def read(name: str, text: str) -> str:
    """Return why no reader could read the text; empty where one could."""
    source, reason = Source(name, text), ""
    for reader in readers():
        if reader.recognises(source):
            try:
                reader.read(source)
            except CannotRead as error:
                reason = error.reason
    return reason


@pytest.mark.parametrize("name", ["A.swift", "a.ts", "A.kt", "A.java"])
def test_what_is_nested_too_deeply_is_refused(name: str) -> None:
    """Six thousand open brackets are refused before they are parsed; a thousand are not."""
    assert "nested too deeply" in read(name, BEGINNINGS[name] + "a(b[c{d" * 2_000)
    assert "nested too deeply" not in read(name, BEGINNINGS[name] + "a(" * 1_000 + ")" * 1_000)


@pytest.mark.parametrize("name", BEGINNINGS)
@pytest.mark.parametrize("filling", ["a(b)", "a(b[c{d", "/*", "x = y + z\n"], ids=range(4))
def test_other_threads_go_on(name: str, filling: str) -> None:
    """While a source of 300,000 characters is read, the main thread gets its turn again and again.

    A parser that kept the interpreter to itself would let it have two: one before, and one after.
    """
    text, reasons = BEGINNINGS[name] + filling * (300_000 // len(filling)), list[str]()
    reader = threading.Thread(target=lambda: reasons.append(read(name, text)))
    reader.start()
    turns = 0
    while reader.is_alive():
        reader.join(0.001)
        turns += 1
    assert turns > 4 or "nested too deeply" in reasons[0]

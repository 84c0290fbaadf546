"""Texts that no client would take: whatever is read of them, nothing is raised and nothing is a fault of ours."""

import random
import time
from datetime import date

import pytest

from inspector.checking.gathering import Gathered
from inspector.checking.recognising import read_files
from inspector.clients.readers import readers
from inspector.clients.source import Source

PIN = "C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
PLIST = (
    '<?xml version="1.0"?><plist version="1.0"><dict><key>NSAppTransportSecurity</key><dict><key>NSPinnedDomains</key>'
    "<dict><key>api.bank.test</key><dict><key>NSPinnedCAIdentities</key><array><dict><key>SPKI-SHA256-BASE64</key>"
    f"<string>{PIN}</string></dict></array></dict></dict></dict></dict></plist>"
)
TEXTS = {
    "A.kt": f'import okhttp3.CertificatePinner\nval p = CertificatePinner.Builder().add("a.test", "sha256/{PIN}")',
    "A.java": f'class A {{ Object p = new okhttp3.CertificatePinner.Builder().add("a.test", "sha256/{PIN}"); }}',
    "res/xml/a.xml": (
        '<network-security-config><domain-config><domain includeSubdomains="true">a.test</domain><pin-set>'
        f'<pin digest="SHA-256">{PIN}</pin></pin-set></domain-config></network-security-config>'
    ),
    "Info.plist": PLIST,
    "a.swift": f'let c = [kTSKPinnedDomains: ["a.test": [kTSKPublicKeyHashes: ["{PIN}"]]]]',
    "a.ts": f"initializeSslPinning({{'a.test': {{publicKeyHashes: ['{PIN}']}}}})",
    "a.sh": f"curl --pinnedpubkey 'sha256//{PIN}' https://a.test/",
    "": f"Certificate pinning failure!\n  Peer certificate chain:\n  Pinned certificates for a.test:\n    sha256/{PIN}",
}
ODD = "\0\t\n\r\"'$<>{}[]()\\/\u202e\U0001f600\ud800=;#*&"


def read(name: str, text: str) -> list[str]:
    """Return the reasons why a text could not be read."""
    gathered = Gathered("x", False, (Source(name, text),), ())
    return [item.reason for item in read_files(gathered, readers(date(2026, 11, 24)))[1]]


def mangled(chance: random.Random, text: str) -> str:
    """Return a text with some of it cut, doubled, or with odd characters in it."""
    for _ in range(chance.randint(1, 5)):
        place, other = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        match chance.randrange(5):
            case 0:
                text = text[:place] + text[other:]
            case 1:
                text = text[:other] + text[place:]
            case 2:
                text = text[:place] + chance.choice(ODD) * chance.choice((1, 1, 300)) + text[place:]
            case 3:
                text = text[:place] + chance.choice(list(TEXTS.values()))[-40:] + text[place:]
            case _:
                text = text[:other]
    return text


@pytest.mark.parametrize("name", TEXTS, ids=[name or "pasted" for name in TEXTS])
def test_mangled_texts_are_no_fault(name: str) -> None:
    """A hundred of each kind."""
    chance = random.Random(f"mangled {name}")
    for _ in range(100):
        text = mangled(chance, TEXTS[name])
        assert not [reason for reason in read(name, text) if "fault" in reason], (name, text)


@pytest.mark.parametrize("name", TEXTS, ids=[name or "pasted" for name in TEXTS])
@pytest.mark.parametrize("filling", ["(", "{", "<a>", "[", '"', "&a;", "a+", "\n", "sha256/"])
def test_a_long_text_is_read_in_bounded_time(name: str, filling: str) -> None:
    """Two thousand characters of one piece behind a sound beginning: less than ten seconds of processor time."""
    began = time.process_time()
    read(name, TEXTS[name] + filling * (2_000 // len(filling)))
    assert time.process_time() - began < 10

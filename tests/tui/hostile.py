"""Chains and sources that hold every hostile string, and what must hold of any screen that shows them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from chain.calm import unsafe
from testdata import shared
from trust.making import AT, Made, make, make_leaf
from tui.driving import Driver
from tui.samples import HOST

from inspector.inspection import Inspection, Settings, judge
from inspector.net.handshake import Handshake
from inspector.net.target import Target
from inspector.trust.stores import from_anchors
from inspector.tui.widgets.page_view import PageView

SPARE = "C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
_COMMON_NAME = 64
_LONG = (-30, 3_650)
CHAINS = 3
"""How many chains it takes."""


def check(driver: Driver) -> None:
    """Assert that nothing on the screen obeys, hides or acts."""
    for strip in driver.strips():
        for segment in strip:
            assert not unsafe(segment.text), repr(segment.text)
            meta = segment.style.meta if segment.style else {}
            assert not [name for name in meta if name.startswith("@click")]
            assert not (segment.style and segment.style.link)
    for view in driver.app.screen.query(PageView):
        assert not [line for line in view.page.text.split("\n") if unsafe(line)]
    for toast in driver.toasts:
        assert not unsafe(toast.replace("\n", ""))


@cache
def strings() -> tuple[str, ...]:
    """Return the shared strings that UTF-8 can carry."""
    found = json.loads(shared("testdata", "strings/display-strings.json").read_text())["strings"]
    return tuple(text for text in found if text and not any("\ud800" <= char <= "\udfff" for char in text))


def names() -> Iterator[str]:
    """Yield common names of at most 64 octets that hold all strings together, the long ones cut."""
    packed = b""
    for text in strings():
        octets = text.encode()[:_COMMON_NAME].decode(errors="ignore").encode()
        if packed and len(packed) + len(octets) > _COMMON_NAME:
            yield packed.decode()
            packed = b""
        packed += octets
    yield packed.decode()


@cache
def made_chains() -> tuple[tuple[Made, Made, Made], ...]:
    """Return chains of leaf, intermediate and root, three names in each, until all names were there."""
    every = list(names())
    every += every[: -len(every) % 3]
    return tuple(_chain(*every[place : place + 3]) for place in range(0, len(every), 3))


@cache
def chains() -> tuple[Inspection, ...]:
    """Return what is seen of these chains."""
    return tuple(served(leaf, issuing, anchors=(root,)) for leaf, issuing, root in made_chains())


def _chain(leaf: str, issuing: str, root: str) -> tuple[Made, Made, Made]:
    top = make(root, signs=True, days=_LONG)
    middle = make(issuing, top, signs=True, days=_LONG)
    return make_leaf(middle, HOST, common=leaf, days=_LONG), middle, top


def served(*made: Made, anchors: tuple[Made, ...] = ()) -> Inspection:
    """Return the inspection of these certificates by a store of `anchors`, which counts as public."""
    ders = tuple(item.certificate.der for item in made)
    handshake = Handshake(ders, "203.0.113.7:443", version="TLS 1.3", cipher=None, group="X25519", milliseconds=42)
    seen = judge(
        ders,
        Settings(store=from_anchors("mozilla", "Mozilla's roots", [item.certificate.der for item in anchors])),
        now=AT,
        source=f"{HOST}:443",
        host=HOST,
        target=Target(HOST, 443, HOST),
        handshake=handshake,
    )
    return replace(seen, assessment=replace(seen.assessment, public=bool(anchors)))


def sources(text: str) -> Iterator[tuple[str, str]]:
    """Yield a file of every kind that has `text` as host, in a pin, as a name and in a comment."""
    code = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    code = code.replace("$", "\\$")
    xml = text.translate({ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"})
    xml = "".join(char if char >= " " and char not in "\ufffe\uffff" else " " for char in xml)
    pins = f'"sha256/{SPARE}", "sha256/{code}"'
    yield (
        "A.kt",
        f'// {text}\nval p = CertificatePinner.Builder().add("{code}", {pins}).add("{HOST}", {pins}).build()\n',
    )
    java = f'class A {{ Object p = new CertificatePinner.Builder().add("{code}", {pins}).add("{HOST}", {pins}); }}'
    yield "A.java", f"// {text}\nimport okhttp3.CertificatePinner;\n{java}\n"
    config = (
        f"<!-- {xml.replace('--', '')} --><network-security-config><domain-config><domain>{HOST}</domain>"
        f'<domain includeSubdomains="{xml}">{xml}</domain><pin-set expiration="{xml}"><pin digest="{xml}">{xml}</pin>'
        f'<pin digest="SHA-256">{xml}</pin><pin digest="SHA-256">{SPARE}</pin></pin-set><trust-anchors>'
        f'<certificates src="{xml}"/></trust-anchors></domain-config></network-security-config>'
    )
    yield "res/xml/network_security_config.xml", config
    yield (
        "AndroidManifest.xml",
        '<manifest xmlns:android="http://schemas.android.com/apk/res/android"><application '
        f'android:networkSecurityConfig="@xml/{xml}" android:usesCleartextTraffic="{xml}"/></manifest>',
    )
    identities = (
        f"<array><dict><key>SPKI-SHA256-BASE64</key><string>{xml}</string><key>{xml}</key><true/></dict></array>"
    )
    apple = "".join(
        f"<key>{host}</key><dict><key>NSPinnedCAIdentities</key>{identities}</dict>" for host in (xml, HOST)
    )
    kit = f"<key>{xml}</key><dict><key>TSKPublicKeyHashes</key><array><string>{xml}</string></array></dict>"
    yield (
        "Info.plist",
        '<?xml version="1.0"?><plist version="1.0"><dict><key>NSAppTransportSecurity</key><dict>'
        f"<key>NSPinnedDomains</key><dict>{apple}</dict></dict><key>TSKConfiguration</key><dict>"
        f"<key>TSKPinnedDomains</key><dict>{kit}</dict></dict></dict></plist>",
    )
    yield "a.swift", f'let c = [kTSKPinnedDomains: ["{code}": [kTSKPublicKeyHashes: ["{code}", "{SPARE}"]]]] // {text}'
    yield "a.m", f'id c = @{{kTSKPinnedDomains: @{{@"{code}": @{{kTSKPublicKeyHashes: @[@"{code}"]}}}}}};'
    yield "a.ts", f'initializeSslPinning({{"{code}": {{publicKeyHashes: ["{code}", "{SPARE}"]}}}}); // {text}'
    shell = text.replace("'", "").replace("\0", "")
    yield "a.sh", f"# {text}\ncurl --pinnedpubkey 'sha256//{shell}' 'https://{shell}/' 'https://{HOST}/'\n"
    yield "example.zone", f"_443._tcp.{shell} IN TLSA 3 1 1 {shell}\n_443._tcp.{HOST}. IN TLSA 3 1 1 {'ab' * 32}\n"
    line = text.replace("\n", " ").replace("\r", " ")
    yield (
        "",
        f"Certificate pinning failure!\n  Peer certificate chain:\n    sha256/{SPARE}: CN={line}\n"
        f"    sha256/{line}: {line}\n"
        f"  Pinned certificates for {line}:\n    sha256/{SPARE}\n    sha256/{line}\n",
    )

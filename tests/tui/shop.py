"""A host with many faces as the app sees it: three addresses, two kinds of key, a default certificate, a stray one.

The certificates `tests/data/tui_faces_*.pem` were made with cryptography; their pins are those of
``openssl x509 -pubkey | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64``.
"""

from dataclasses import replace

from tui.samples import NOW, Recorder, Round, der

from inspector.inspection import Inspection, Settings, judge
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.faces import Faces, Probe, Question, make_probe
from inspector.net.handshake import Handshake
from inspector.net.options import KeyKind
from inspector.net.target import Target
from inspector.trust.stores import from_anchors

HOST = "shop.example.org"
FIRST, SECOND, THIRD = "203.0.113.7:443", "203.0.113.8:443", "[2001:db8::7]:443"
PINS = {
    "ecdsa": "sha256/dw2Ibr/pMWIhoGgpkaS2OdQZlRfiQAyElFbtdjfuWrU=",
    "rsa": "sha256/mwqYZ6CoKH6nsvCH9kCtvh0veZdvuoCYg0ulNzZ37OQ=",
    "edge": "sha256/n6UjxmxjGeXC3J8oCWxzJd9lrf2adNbUX2J/Wiq5sFg=",
    "default": "sha256/OcG7p4vlEr6BQN3UARNz+cND8Cpuo68ChI/AwFngk40=",
    "stray": "sha256/JwrxzxYhIAwaRSriMh2fwH7Yzvb/IRoaiQfrnC+FHbw=",
    "inter": "sha256/9wbHjnpzcSPKdZqFeiP7uogyp1AcUD/LJ+Mz51g1W8Q=",
}


def handshake(leaf: str, address: str = FIRST) -> Handshake:
    """Return the handshake in which the leaf of this name was served, the intermediate behind it."""
    served = (der(f"faces_{leaf}"), der("faces_inter"))
    return Handshake(served, address, version="TLS 1.3", cipher=None, group="X25519", milliseconds=42)


def shop(*, public: bool = True, anchors: tuple[str, ...] = ("root",)) -> Inspection:
    """Return the inspection of the first address' ECDSA leaf; its root counts as public where `public`."""
    seen = judge(
        handshake("ecdsa").served,
        Settings(store=from_anchors("mozilla", "Mozilla's roots", [der(f"faces_{name}") for name in anchors])),
        now=NOW,
        source=f"{HOST}:443",
        host=HOST,
        target=Target(HOST, 443, HOST),
        handshake=handshake("ecdsa"),
    )
    if not public:
        return seen
    shown = tuple(finding for finding in seen.findings if finding.code != "private-anchor")
    return replace(seen, assessment=replace(seen.assessment, public=True), findings=shown)


def answer(leaf: str, address: str = FIRST, kind: KeyKind = KeyKind.ECDSA, *, named: bool = True) -> Probe:
    """Return the answer of an address."""
    return make_probe(Question(address, kind, named), handshake(leaf, address))


def silence(address: str, kind: KeyKind, *, named: bool = True, alert: int | None = 40) -> Probe:
    """Return an address without a key of the kind, or without any answer where there is no alert."""
    if alert is None:
        error = FetchError(Stage.CONNECT, Cause.TIMEOUT, f"{address} did not answer within 10 s", "")
    else:
        error = FetchError(Stage.TLS, Cause.ALERT, f"{address} refused the handshake", "", alert=alert)
    return make_probe(Question(address, kind, named), error)


def faces(*probes: Probe, total: int = 0) -> Faces:
    """Return answers; `total` is the number of questions where more were asked than answered."""
    return Faces(probes, total or len(probes), both_versions=True)


def whole() -> Faces:
    """Return both kinds of key at the first address, one of its own at the second, a default without the name."""
    return faces(
        answer("rsa", kind=KeyKind.RSA),
        answer("ecdsa"),
        answer("ecdsa", named=False),
        answer("rsa", kind=KeyKind.RSA, named=False),
        answer("edge", SECOND),
        answer("default", SECOND, named=False),
        silence(SECOND, KeyKind.RSA),
        silence(SECOND, KeyKind.RSA, named=False),
    )


def half() -> Faces:
    """Return three of eight answers."""
    return faces(*whole().probes[:3], total=8)


def recorder(*rounds: Round, seen: Inspection | None = None) -> Recorder:
    """Return a recorder that answers with the shop's chain, and with `rounds` when its faces are asked."""
    made = Recorder(rounds=list(rounds) or [Round(whole())])
    made.answers[HOST] = seen or shop()
    return made

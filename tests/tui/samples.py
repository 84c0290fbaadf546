"""Fixed chains, a fixed moment and a recorder: what the tests of the interface and the screenshots are made of.

The certificates `tests/data/tui_*.pem` were made with ``openssl ca`` (the hostile one with cryptography); their
pins are those of ``openssl x509 -pubkey | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64``.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from inspector.chain.container import read_certificates
from inspector.clipboard import CopyResult
from inspector.inspection import Inspection, Settings, judge
from inspector.net.ask_faces import Lookup
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.faces import Faces, Told
from inspector.net.fetch import Cancel, FetchOptions, Progress
from inspector.net.handshake import Handshake
from inspector.net.target import Target
from inspector.trust.stores import from_anchors
from inspector.tui.app import InspectorApp
from inspector.tui.start import AppStart

NOW = datetime(2026, 11, 2, 9, 16, tzinfo=UTC)
HOST = "www.example.org"
PINS = {
    "root": "sha256/PqFahmrj67Vnst8mSoNTkJyKcGOglpOIE865dXOcLlo=",
    "inter": "sha256/+XUfZip9eVwODuekqqujB6SZyX/lvn9C4+708mbqTL4=",
    "leaf": "sha256/itBoOzJeFhthXzHUGvwG2bB68kLP0b5aYFbRiBse6X4=",
}
_DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def der(name: str) -> bytes:
    """Return the DER bytes of `tests/data/tui_<name>.pem`."""
    return read_certificates((_DATA / f"tui_{name}.pem").read_bytes())[0]


def inspection(
    *served: str,
    anchors: tuple[str, ...] = ("root",),
    store: tuple[str, str] = ("mozilla", "Mozilla's roots"),
    public: bool = True,
    host: str = HOST,
) -> Inspection:
    """Return the inspection of the named certificates, as served by `host`."""
    handshake = Handshake(
        served=tuple(der(name) for name in served or ("leaf", "inter")),
        address="203.0.113.7:443",
        version="TLS 1.3",
        cipher="TLS_AES_128_GCM_SHA256",
        group="X25519",
        milliseconds=142,
    )
    judged = judge(
        handshake.served,
        Settings(store=from_anchors(*store, [der(name) for name in anchors])),
        now=NOW,
        source=f"{host}:443",
        host=host,
        target=Target(host, 443, host),
        handshake=handshake,
    )
    if not public or judged.assessment.path is None:
        return judged
    shown = tuple(finding for finding in judged.findings if finding.code != "private-anchor")
    return replace(judged, assessment=replace(judged.assessment, public=True), findings=shown)


def hostile() -> Inspection:
    """Return a self-signed certificate whose every name tries to reach the terminal or the interface."""
    return inspection("hostile", "other", anchors=(), public=False)


REFUSED = FetchError(
    Stage.CONNECT,
    Cause.REFUSED,
    "www.example.org:443 refused the connection",
    "Nothing listens on that port, or a firewall says no: check the port and that the server runs.",
    "203.0.113.7:443: Connection refused",
)


@dataclass
class Round:
    """One round of asking for faces."""

    end: Faces | Exception
    """What comes in the end."""
    told: tuple[Faces, ...] = ()
    """What is told before that."""
    gate: threading.Event | None = None
    """What the end waits for, whether the round was cancelled or not; None: it comes at once."""


@dataclass
class Recorder:
    """What the app asked for and what it copied."""

    asked: list[tuple[str, Settings]] = field(default_factory=list)
    """Targets and settings in the order in which they were asked."""
    cancels: list[Cancel] = field(default_factory=list)
    """The switch of each fetch."""
    copied: list[tuple[str, str]] = field(default_factory=list)
    """Texts and their names in the order in which they were copied."""
    answers: dict[str, Inspection | Exception] = field(default_factory=dict)
    """What is answered for a target; every other target gets the ordinary chain."""
    gates: dict[str, threading.Event] = field(default_factory=dict)
    """Targets whose answer waits until the gate is opened, whether the fetch was cancelled or not."""
    rounds: list["Round"] = field(default_factory=list)
    """What each round of asking for faces gives, in their order; the last one is given again and again."""
    begun: list[tuple[Target, FetchOptions, Cancel]] = field(default_factory=list)
    """Target, options and switch of each round of asking for faces."""
    completed: dict[str, Inspection | Exception] = field(default_factory=dict)
    """What a chain becomes by its missing issuer, by its source."""
    fetched: list[str] = field(default_factory=list)
    """Sources whose missing issuer was fetched."""
    result: CopyResult | None = None
    """What is said of a copy; None: it was confirmed."""

    def inspect(
        self, text: str, settings: Settings, *, now: datetime, cancel: Cancel | None, progress: Progress | None
    ) -> Inspection:
        """Answer as an inspection would."""
        self.asked.append((text, settings))
        if cancel is not None:
            self.cancels.append(cancel)
        if text in self.gates:
            if progress is not None:
                progress("Connecting to 203.0.113.7:443")
            self.gates[text].wait(30)
        answer = self.answers.get(text)
        if answer is None:
            return inspection()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def ask_faces(self, target: Target, options: FetchOptions, *, cancel: Cancel, told: Told, lookup: Lookup) -> Faces:
        """Answer as the network would: what is known bit by bit, then all of it or a failure."""
        self.begun.append((target, options, cancel))
        found = self.rounds[min(len(self.begun), len(self.rounds)) - 1]
        for known in found.told:
            told(known)
        if found.gate is not None:
            found.gate.wait(30)
        if isinstance(found.end, Exception):
            raise found.end
        told(found.end)
        return found.end

    def complete(self, seen: Inspection, settings: Settings, *, cancel: Cancel) -> Inspection:
        """Answer as fetching the missing issuer would; waits at the gate of its source and `issuer`."""
        self.fetched.append(seen.source)
        self.cancels.append(cancel)
        if f"{seen.source} issuer" in self.gates:
            self.gates[f"{seen.source} issuer"].wait(30)
        found = self.completed[seen.source]
        if isinstance(found, Exception):
            raise found
        return found

    def copy(self, text: str, what: str, *, osc52: Callable[[str], None] | None) -> CopyResult:
        """Record a copy."""
        self.copied.append((text, what))
        return self.result or CopyResult(True, False, f"Copied {what}", ("desktop clipboard: confirmed",), here=True)


def app(recorder: Recorder, text: str | None = HOST, *, settings: Settings | None = None) -> InspectorApp:
    """Return the app on fixed answers at a fixed moment, without animation or blinking."""
    made = InspectorApp(
        AppStart(text=text, settings=settings or Settings()),
        inspect=recorder.inspect,
        copy=recorder.copy,
        ask_faces=recorder.ask_faces,
        complete=recorder.complete,
        now=lambda: NOW,
    )
    made.animation_level = "none"
    made.looks_ahead = False
    return made

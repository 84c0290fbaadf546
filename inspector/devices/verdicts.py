"""What a client does with its rules on each range of releases: its judge, asked about the path that they build."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.chain.key import Key
from inspector.chain.name import Name
from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.clients.judging import judge
from inspector.clients.rule import Outcome, RuleSet, Verdict
from inspector.devices.looking import ANDROID, APPLE, Devices
from inspector.devices.looking import Outcome as Range
from inspector.inspection import Inspection
from inspector.pinning.reach import Version, refused, where
from inspector.trust.device_path import DeviceLayer, DevicePath

FIRST_API = 24
"""Oldest API level that counts: Network Security Config begins there."""

ANDROID_CLIENTS = frozenset(("okhttp", "nsc", "cronet", "http-engine"))
APPLE_CLIENTS = frozenset(("apple", "trustkit", "ktor-darwin", "alamofire", "swift-delegate"))

_OWN_ROOTS = frozenset({"system", "file"})
"""Stores that say nothing of what devices trust."""

_WORDS = {Outcome.CONNECTS: "connects", Outcome.REFUSED: "refused", Outcome.NOT_PINNED: "not pinned"}


@dataclass(frozen=True, slots=True)
class DeviceVerdict:
    """What a client does on neighbouring releases that take the chain by the same path."""

    range: Range
    """The releases."""

    verdict: Verdict
    """What the client does there."""


def devices_count(inspection: Inspection) -> bool:
    """Return whether the roots that the chain was judged by leave open what devices trust; else they are the app's."""
    return inspection.assessment.store.name not in _OWN_ROOTS


def system_of(rules: RuleSet) -> str:
    """Return the system that the client runs on; empty for one that runs anywhere."""
    if rules.platform in (ANDROID, APPLE):
        return rules.platform
    return ANDROID if rules.client in ANDROID_CLIENTS else APPLE if rules.client in APPLE_CLIENTS else ""


def judge_devices(
    rules: RuleSet, host: str, at: datetime, devices: Devices, known: tuple[Sequence[Layer], Verdict] | None = None
) -> tuple[DeviceVerdict, ...]:
    """Return the verdict on each range that takes the chain, oldest first; Android counts from API 24 on.

    Empty for a client that runs anywhere. `known` is a path that was judged already, with its verdict: a range whose
    path has the same pins gets that. Raises `KeyError` for a client without a judge.
    """
    system, found = system_of(rules), []
    for item in devices.outcomes(system) if system else ():
        if not item.span.holds or (system == ANDROID and item.span.versions[-1].api < FIRST_API):
            continue
        if known is not None and item.span.pins == tuple(layer.pin for layer in known[0]):
            found.append(DeviceVerdict(item, known[1]))
        else:
            found.append(DeviceVerdict(item, judge(rules, layers_of(item.path), host, at)))
    return tuple(found)


def versions_with(found: Iterable[DeviceVerdict], outcome: Outcome) -> tuple[Version, ...]:
    """Return the releases of `found` on which the client does that."""
    return tuple(
        version
        for item in found
        if item.verdict.outcome is outcome
        for version in item.range.span.versions
        if item.range.system != ANDROID or version.api >= FIRST_API
    )


def tell_devices(found: Sequence[DeviceVerdict], devices: Devices, outcome: Outcome) -> str:
    """Return all of it in one line, such as `connects on Android 7.1.1-13 (API 25-33), refused from 14 on`.

    Empty where the client does `outcome` on every release that takes the chain.
    """
    if all(item.verdict.outcome is outcome for item in found):
        return ""
    system = found[0].range.system
    spans = devices.spans(system=system, minimum=FIRST_API)
    told = [(word, versions_with(found, kind)) for kind, word in _WORDS.items()]
    told.append(("chain not trusted", refused(spans)))
    parts: list[str] = []
    for word, versions in told:
        if versions:
            parts.append(f"{word} {where(versions, spans, '' if parts else system)}")
    return ", ".join(parts)


def layers_of(path: DevicePath) -> tuple[Layer, ...]:
    """Return the layers of a device's path as judges take them; an anchor known by facts alone has only its pin."""
    return tuple(
        Layer(item.certificate or _known_by_pin(item), item.role, item.origin, item.served_index)
        for item in path.layers
    )


@dataclass(frozen=True, slots=True)
class _PinnedKey(Key):
    """A key of which only the pin is known: every client is taken to come to that one."""

    @property
    def pin(self) -> Pin:
        """The pin that is known."""
        return self.reencoded_pin or Pin.of(self.spki)


def _known_by_pin(layer: DeviceLayer) -> Certificate:
    root = layer.root
    label = "" if root is None else root.key
    name = Name(b"", layer.name, layer.name, ())
    return Certificate(
        der=b"",
        version=None,
        serial="",
        subject=name,
        issuer=name,
        not_before=None if root is None else root.not_before,
        not_after=None if root is None else root.not_after,
        key=_PinnedKey(b"", label.partition(" ")[0], None, None, label, layer.pin, "Android and every other client"),
        signature="",
        is_ca=True,
        path_length=None,
        key_usages=(),
        extended_usages=(),
        names=(),
        extensions=(),
        fingerprint="" if root is None else root.fingerprint,
        problems=(),
    )

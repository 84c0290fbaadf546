"""AndroidManifest.xml: which config file it names, and which devices and builds heed that."""

from dataclasses import dataclass

from inspector.chain.finding import Severity
from inspector.clients.nsc.crash import quoted
from inspector.clients.nsc.document import parse_document
from inspector.clients.nsc.element import ANDROID, Element
from inspector.clients.nsc.value import read_boolean
from inspector.clients.rule import PinProblem
from inspector.clients.source import CannotRead

FIRST_API = 24
"""The first Android that knows network security configs."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a manifest says that matters here."""

    config: str | None
    """The value of android:networkSecurityConfig, untrusted; None where it is absent."""

    cleartext: str | None
    """The value of android:usesCleartextTraffic, untrusted; None where it is absent."""

    is_debuggable: bool
    """Whether android:debuggable is written as true."""

    min_sdk: int | None
    """android:minSdkVersion where it stands in the manifest as a number; None where the build sets it."""

    lines: "Lines"
    """Where they stand."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a manifest."""

    application: int | None
    """Of `<application>`; None where there is none, or where the lines are another file's."""

    sdk: int | None
    """Of `<uses-sdk>`; None likewise."""


def facts_of_manifest(text: str | None) -> Facts | None:
    """Return what a manifest beside a config file says, without lines, or None where there is none to be read."""
    if text is None:
        return None
    try:
        root = parse_document(text)
    except CannotRead:
        return None
    return read_facts(root, with_lines=False)


def read_facts(root: Element, *, with_lines: bool = True) -> Facts | None:
    """Return what the manifest says, or None where it has no `<application>`."""
    application = next((child for child in root.children if child.name == "application"), None)
    sdk = next((child for child in root.children if child.name == "uses-sdk"), None)
    if application is None:
        return None
    least = (sdk.get("minSdkVersion", ANDROID) or "") if sdk is not None else ""
    lines = Lines(application.line, sdk.line if sdk is not None else None) if with_lines else Lines(None, None)
    return Facts(
        application.get("networkSecurityConfig", ANDROID),
        application.get("usesCleartextTraffic", ANDROID),
        read_boolean(application.get("debuggable", ANDROID), default=False),
        int(least) if least.isascii() and least.isdigit() and len(least) < 6 else None,
        lines,
    )


def resource_name(value: str) -> str | None:
    """Return `network_security_config` for `@xml/network_security_config`, or None for what names no XML file."""
    prefix, _, name = value.strip().partition("/")
    is_plain = name.replace("_", "").replace(".", "").isalnum() and name.isascii()
    return name if prefix in ("@xml", "@*xml") and is_plain and not name.startswith(".") else None


def leaves_out(facts: Facts, stem: str) -> bool:
    """Return whether the manifest does not name the config file `stem`.xml; False for what names it in other words."""
    return facts.config is None or (bool(stem) and resource_name(facts.config) not in (None, stem))


def manifest_problems(facts: Facts, stem: str, *, is_named: bool = False) -> tuple[PinProblem, ...]:
    """Return what the manifest does to the config file `stem`.xml; to any file for an empty `stem`.

    `is_named`: whether another manifest of the same app names the file.
    """
    found: list[PinProblem] = []
    at = facts.lines.application
    if is_named and leaves_out(facts, stem):
        return ()
    if facts.config is None:
        title = "AndroidManifest.xml names no network security config, so none of these pins counts."
        hint = f'add android:networkSecurityConfig="@xml/{quoted(stem) or "network_security_config"}" to <application>'
        found.append(PinProblem("not-in-manifest", Severity.ERROR, title, hint, at))
        return tuple(found)
    if stem and resource_name(facts.config) not in (None, stem):
        title = f"AndroidManifest.xml names {quoted(facts.config)}, not this file, so none of these pins counts."
        hint = "check that file, or name this one"
        found.append(PinProblem("not-in-manifest", Severity.ERROR, title, hint, at))
    if facts.cleartext is not None:
        title = "android:usesCleartextTraffic is ignored, since a network security config is named."
        hint = "write cleartextTrafficPermitted in the config; by default it is false from target SDK 28 on"
        found.append(PinProblem("uses-cleartext-ignored", Severity.INFO, title, hint, at))
    if facts.min_sdk is not None and facts.min_sdk < FIRST_API:
        title = (
            f"The app runs from API {facts.min_sdk} on, and before API {FIRST_API} devices ignore the file: no pins."
        )
        hint = "raise minSdkVersion to 24, or pin in code as well"
        found.append(PinProblem("old-android", Severity.WARNING, title, hint, facts.lines.sdk))
    if facts.is_debuggable:
        title = "android:debuggable is on, so the debug-overrides count in the release too."
        found.append(PinProblem("HardcodedDebugMode", Severity.ERROR, title, "take android:debuggable out", at))
    return tuple(found)

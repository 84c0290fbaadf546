"""Android's Network Security Config: a `<domain-config>` to merge, or the whole file."""

from datetime import UTC

from inspector.chain.host import ip_literal
from inspector.clients.abilities import Abilities, Expiry, Spelling, Starttls
from inspector.clients.client import Snippet
from inspector.clients.comments import (
    choice_words,
    moment_words,
    pin_words,
    refused_words,
    source_words,
    stamp_words,
    warning_words,
)
from inspector.clients.fit import Fitted, fit
from inspector.clients.limits import file_stem
from inspector.clients.writing import shared_notes
from inspector.pinning.expiry import LINT_SOON, last_protected_day
from inspector.pinning.pin_set import PinSet

_FILE = "network_security_config"


class NetworkSecurityConfig:
    """`res/xml/network_security_config.xml`."""

    name = "nsc"
    title = "Network Security Config"
    summary = "Android's own pinning in XML, from Android 7.0 (API 24) on, for all that uses the platform's TLS"
    has_whole_file = True
    featured = True
    abilities = Abilities(
        Spelling.BASE64,
        expiry=Expiry.OPTIONAL,
        android=True,
        starttls=Starttls.ANY,
        versions="Android 7.0 (API 24) or later",
    )

    def write(self, pin_set: PinSet, *, whole_file: bool = False) -> Snippet:
        """Return the `<domain-config>`, or with `whole_file` the file. Raises `CannotExpress`.

        The text satisfies both the platform's parser and Android lint: `includeSubdomains` always stands there, a pin
        is one line without blanks, comments stand outside `<pin>`, the date is strict ISO.
        """
        fitted = fit(pin_set, self.abilities, self.title)
        host, pin_set = fitted.host, fitted.pin_set
        comments = [_comment(line) for line in _header(pin_set, host)]
        if not whole_file:
            lines = [*comments, *_domain_config(pin_set, host)]
            return _snippet(fitted, lines, f"nsc-pins-{file_stem(host)}.xml", whole_file=False)
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>',
            *comments,
            _comment(f"Save as res/xml/{_FILE}.xml, and name it in AndroidManifest.xml:"),
            _comment(f'<application android:networkSecurityConfig="@xml/{_FILE}" ...>'),
            "<network-security-config>",
            *(f"    {line}" for line in _domain_config(pin_set, host)),
            "</network-security-config>",
        ]
        return _snippet(fitted, lines, f"{_FILE}.xml", whole_file=True)


def _comment(words: str) -> str:
    """Return an XML comment; a double hyphen may not stand in one (XML 1.0, section 2.5)."""
    return f"<!-- {words} -->"


def _header(pin_set: PinSet, host: str) -> list[str]:
    stamp = stamp_words(pin_set)
    lines = [stamp] if stamp else []
    if "--" in host:
        lines.append(f"Pins for the domain below, {moment_words(pin_set)}. {choice_words(pin_set)}")
    else:
        lines.append(source_words(pin_set, host))
    lines += warning_words(pin_set)
    if pin_set.expires is None:
        lines.append("The pins never expire: ship new ones before the old keys go.")
    else:
        lines.append(
            f"Last protected day: {last_protected_day(pin_set.expires)}. "
            f"From {pin_set.expires} on, device time, Android does NOT pin."
        )
    return lines


def _domain_config(pin_set: PinSet, host: str) -> list[str]:
    below = "true" if pin_set.subdomains else "false"
    expiration = "" if pin_set.expires is None else f' expiration="{pin_set.expires.isoformat()}"'
    pins: list[str] = []
    for words, pin in pin_words(pin_set):
        pins += [f"        {_comment(words)}", f'        <pin digest="SHA-256">{pin.base64}</pin>']
    return [
        '<domain-config cleartextTrafficPermitted="false">',
        f'    <domain includeSubdomains="{below}">{host}</domain>',
        f"    <pin-set{expiration}>",
        *pins,
        "    </pin-set>",
        "</domain-config>",
    ]


def _snippet(fitted: Fitted, lines: list[str], file_name: str, *, whole_file: bool) -> Snippet:
    notes = (*_notes(fitted.pin_set, fitted.host, whole_file=whole_file), *shared_notes(fitted))
    return Snippet("\n".join(lines) + "\n", "xml", file_name, notes, len(fitted.pin_set.pins))


def _notes(pin_set: PinSet, host: str, *, whole_file: bool) -> list[str]:
    notes = [*refused_words(pin_set)]
    if whole_file:
        notes.append(f'In AndroidManifest.xml, on <application>: android:networkSecurityConfig="@xml/{_FILE}".')
    else:
        notes.append("Merge it: a second <domain> with the same name anywhere in the file stops the app at start.")
    if pin_set.expires is not None:
        notes.append(
            f"Last protected day {last_protected_day(pin_set.expires)}, device time; "
            "afterwards Android does not pin and does not say so."
        )
        if pin_set.expires < pin_set.made_at.astimezone(UTC).date() + LINT_SOON:
            notes.append("Android lint warns of the date (PinSetExpiry): it is less than ten days ahead.")
    if len(pin_set.pins) == 1:
        notes.append("Android lint warns of a single pin (MissingBackupPin): add a backup.")
    if ip_literal(host) is not None:
        notes.append("Android compares an IP address as text with what the app connects to.")
    notes.append("With a config file named, android:usesCleartextTraffic in the manifest is ignored.")
    notes.append("Apps see it from Android 7.0 (API 24) on; Flutter, native TLS and own trust managers ignore it.")
    return notes

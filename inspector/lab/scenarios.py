"""The scenarios by name, the demo's first."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from inspector.lab.running import Scenario

if TYPE_CHECKING:
    from inspector.lab.setup import Setup

DEFAULT = "good"

_TABLE = (
    ("good", "ordinary", "api.bank.test", "A sound chain: leaf and intermediate served, the root in the lab's store."),
    ("two-keys", "ordinary", "pay.bank.test", "One name, an RSA and an ECDSA leaf: clients see one or the other."),
    ("renewed-same-key", "rotations", "same.bank.test", "Connect twice: the leaf was renewed and kept its key."),
    ("renewed-new-key", "rotations", "fresh.bank.test", "Connect twice: the leaf was renewed with a new key."),
    ("new-intermediate", "rotations", "moved.bank.test", "Connect twice: the same CA signs with another intermediate."),
    ("new-ca", "rotations", "switched.bank.test", "Connect twice: the whole chain comes from another CA."),
    ("cross-signed", "ordinary", "edge.bank.test", "Two roots vouch for one chain: two paths, and a pin in one only."),
    ("by-address", "ordinary", "cdn.bank.test", "One name, another leaf key on each address of this machine."),
    ("missing-intermediate", "broken", "cold.bank.test", "The server forgot its intermediate: no path to a root."),
    ("wrong-order", "broken", "mixed.bank.test", "The intermediates are served in the wrong order."),
    ("extra-certificates", "broken", "heavy.bank.test", "A duplicate, the root and a stranger are served as well."),
    ("expired", "broken", "late.bank.test", "The leaf expired three days ago."),
    ("not-yet-valid", "broken", "early.bank.test", "The leaf begins in two days."),
    ("wrong-name", "broken", "login.bank.test", "A sound chain for the names of another site."),
    ("self-signed", "broken", "device.bank.test", "The leaf signed itself."),
    ("private-root", "broken", "intranet.bank.test", "A whole chain, and its root is not in the lab's store."),
    ("weak", "broken", "legacy.bank.test", "RSA with 1,024 bits, signed with SHA-1."),
    ("odd-keys", "odd", "odd.bank.test", "A key written in a way that some clients hash differently."),
    ("many-names", "odd", "shared.bank.test", "A leaf for 2,000 names."),
    ("hostile-names", "odd", "evil.bank.test", "Names that try to rule the terminal, the app and the snippets."),
    ("client-certificate", "ordinary", "partner.bank.test", "The server demands a client certificate."),
    ("sni", "ordinary", "app.bank.test", "The right certificate for this server name, another for any other."),
    ("old-tls", "behaviour", "museum.bank.test", "TLS 1.0 and 1.1 only."),
    ("silent", "behaviour", "silent.bank.test", "Takes connections and never says a word."),
    ("slow", "behaviour", "slow.bank.test", "Says everything, a few hundred bytes at a time."),
    ("plain-text", "behaviour", "plain.bank.test", "Answers in plain HTTP."),
    ("resets", "behaviour", "reset.bank.test", "Ends every connection with a reset."),
    ("interceptor", "interceptor", "wifi.bank.test", "A proxy in the middle that makes a certificate for any name."),
)

_HINTS = {
    "rotations": "r connects again: this server changes its chain after the first connection.",
    "two-keys": "a asks for every key: this name has an RSA and an ECDSA leaf.",
    "by-address": "a asks for every key: this name has another leaf key on each address.",
}
"""What to do next, by the name of a scenario or by its module."""


def scenarios() -> dict[str, Scenario]:
    """Return all scenarios by name, in the order in which they are listed."""
    return {
        name: Scenario(name, sentence, host, _from(module, name), _HINTS.get(name, _HINTS.get(module, "")))
        for name, module, host, sentence in _TABLE
    }


def _from(module: str, name: str) -> "Callable[[datetime], Setup]":
    """Return what imports the function with the scenario's name from `lab.cast` when it is called."""

    def prepare(now: datetime) -> "Setup":
        from importlib import import_module

        function = getattr(import_module(f"inspector.lab.cast.{module}"), name.replace("-", "_"))
        return cast("Setup", function(now))

    return prepare

"""TLSA records for DANE (RFC 6698): 3 1 1 for the leaf's key, 2 1 1 for a key above it that the server sends."""

from inspector.chain.path import Role
from inspector.chain.pin import Pin
from inspector.clients.abilities import Abilities, Depth, Hosts, OddKey, Positions, Spelling, Starttls
from inspector.clients.client import Snippet
from inspector.clients.comments import pin_words
from inspector.clients.fit import Fitted
from inspector.clients.fragment import Fragment
from inspector.clients.writing import header, notes, snippet

LEAF, AUTHORITY = 3, 2
"""The usages of a leaf's key and of an authority's (RFC 6698, section 2.1.1)."""


class Tlsa(Fragment):
    """Lines of a DNS zone."""

    name = "tlsa"
    title = "TLSA records"
    summary = "DNS records for DANE: 3 1 1 for the leaf, 2 1 1 for an authority that the server sends"
    abilities = Abilities(
        Spelling.HEX,
        positions=Positions.SERVED,
        depth=Depth.NONE,
        hosts=Hosts.NAMES,
        odd_keys=frozenset(OddKey),
        starttls=Starttls.ANY,
        versions="a zone with DNSSEC",
    )

    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return one record a pin. Raises `CannotExpress`, so for a root that the server does not send.

        Usage 3 is the end entity's key and 2 an authority's, selector 1 the SubjectPublicKeyInfo, matching type 1
        SHA-256 (RFC 6698, section 2.1); a verifier knows only what was sent.
        """
        port = fitted.pin_set.service.port
        lines = [f"; {line}" for line in header(fitted, f"For port {port}; another port is another name.")]
        for words, pin in pin_words(fitted.pin_set):
            lines += [f"; {words}", f"_{port}._tcp.{fitted.host}. IN TLSA {usage_of(fitted, pin)} 1 1 {pin.hex}"]
        said = notes(
            fitted,
            "Publish the next key's record beside this one before the change, and wait for the old one's lifetime.",
            "Browsers do not use TLSA; mail servers do.",
            *_usage_notes(fitted),
            *_backup_note(fitted),
        )
        return snippet(fitted, lines, "dns", "tlsa-{host}.zone", said)


def usage_of(fitted: Fitted, pin: Pin) -> int:
    """Return the usage of a pin: a backup is of the kind that is picked, else a leaf's."""
    roles = {item.pin: item.role for item in fitted.pin_set.chosen}
    if pin in roles:
        return LEAF if roles[pin] is Role.LEAF else AUTHORITY
    return AUTHORITY if roles and Role.LEAF not in roles.values() else LEAF


def _usage_notes(fitted: Fitted) -> tuple[str, ...]:
    """Return what the written usages make a verifier do (RFC 6698, section 2.1.1; RFC 7671, sections 5.1 and 5.2)."""
    usages = {usage_of(fitted, pin) for pin in fitted.pin_set.pins}
    words = {
        LEAF: "3 1 1 takes the server that has this key: no root, no name and no date is looked at.",
        AUTHORITY: "2 1 1 makes this authority the root: the chain must lead to it, with its name and dates in order; "
        "no root of the verifier's own is needed, and the server has to send the authority's certificate.",
    }
    private = ("Verifiers without DANE refuse this chain: it ends in no public root.",) if fitted.pin_set.stamp else ()
    return (*(text for usage, text in words.items() if usage in usages), *private)


def _backup_note(fitted: Fitted) -> tuple[str, ...]:
    if not fitted.pin_set.backups:
        return ()
    if usage_of(fitted, fitted.pin_set.backups[0].pin) == AUTHORITY:
        return ("The backup is written as an authority's key (2 1 1): for a key of your own write 3 1 1.",)
    return ("The backup is written as a key of your own (3 1 1): for an authority's key write 2 1 1.",)

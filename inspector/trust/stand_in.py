"""A store that stands in for the roots of devices: its anchors with made-up facts of when Android got them."""

from inspector.chain.certificate import Certificate
from inspector.trust.android import releases
from inspector.trust.conscrypt_anchor import Anchor, anchor_of
from inspector.trust.data.roots import Root, apple_lists
from inspector.trust.enumerate import parsed_anchor
from inspector.trust.store import Store


def stand_in_anchors(store: Store) -> tuple[Anchor, ...]:
    """Return the anchors of `store` as a table of Android's roots would have them, by its `since`; Apple has them all.

    An anchor whose dates cannot be read is left out.
    """
    found = (
        _anchor(certificate, first, last)
        for der, (first, last) in zip(store.anchors, store.since, strict=True)
        if (certificate := parsed_anchor(der)) is not None
    )
    return tuple(anchor for anchor in found if anchor is not None)


def _anchor(certificate: Certificate, first: int, last: int | None) -> Anchor | None:
    states = [item.state for item in releases() if first <= item.api and (last is None or item.api <= last)]
    if certificate.not_before is None or certificate.not_after is None:
        return None
    subject = certificate.subject
    return anchor_of(
        certificate,
        Root(
            fingerprint=certificate.fingerprint,
            pin=certificate.pin,
            android=(states[0], states[-1]) if states else None,
            apple=(0, len(apple_lists()) - 1),
            patches=(),
            not_before=certificate.not_before,
            not_after=certificate.not_after,
            key=certificate.key.label,
            name=subject.readable,
            common_name=subject.value("CN") or "",
            organization=subject.value("O") or "",
            unit=subject.value("OU") or "",
        ),
    )

"""Chains that are served wrongly, or that no client should take."""

from datetime import datetime, timedelta

from inspector.lab.cast.family import issuing_of, root_of, serving
from inspector.lab.contexts import Rules
from inspector.lab.der_edit import with_sha1
from inspector.lab.pki import LEAF_LIFE, Validity, issue_ca, issue_leaf, key_named, make_root
from inspector.lab.setup import Setup


def missing_intermediate(now: datetime) -> Setup:
    """Serve the leaf alone."""
    root, issuing = issuing_of(now)
    return serving([issue_leaf(["cold.bank.test"], issuing, now)], [], [root])


def wrong_order(now: datetime) -> Setup:
    """Serve the upper intermediate before the lower one."""
    root = root_of(now)
    upper = issue_ca("Lab Policy CA P1", root, now, path_length=1)
    lower = issue_ca("Lab Issuing CA P2", upper, now, path_length=0)
    return serving([issue_leaf(["mixed.bank.test"], lower, now)], [upper, lower], [root])


def extra_certificates(now: datetime) -> Setup:
    """Serve the intermediate twice, the root, and a certificate that has nothing to do with it."""
    root, issuing = issuing_of(now)
    stranger = issue_ca("Forgotten Lab CA 2019", make_root("Forgotten Lab Root", now), now)
    leaf = issue_leaf(["heavy.bank.test"], issuing, now)
    return serving([leaf], [issuing, stranger, issuing, root], [root])


def expired(now: datetime) -> Setup:
    """Serve a leaf that ended three days ago."""
    root, issuing = issuing_of(now)
    end = _on_the_hour(now) - timedelta(days=3)
    leaf = issue_leaf(["late.bank.test"], issuing, now, validity=Validity(end - LEAF_LIFE, end))
    return serving([leaf], [issuing], [root])


def not_yet_valid(now: datetime) -> Setup:
    """Serve a leaf that begins in two days."""
    root, issuing = issuing_of(now)
    start = _on_the_hour(now) + timedelta(days=2)
    leaf = issue_leaf(["early.bank.test"], issuing, now, validity=Validity(start, start + LEAF_LIFE))
    return serving([leaf], [issuing], [root])


def wrong_name(now: datetime) -> Setup:
    """Serve a good chain for other names."""
    root, issuing = issuing_of(now)
    leaf = issue_leaf(["www.shop.test", "shop.test", "*.assets.shop.test"], issuing, now)
    return serving([leaf], [issuing], [root])


def self_signed(now: datetime) -> Setup:
    """Serve a leaf that vouches for itself."""
    leaf = issue_leaf(["device.bank.test"], None, now)
    return serving([leaf], [], [root_of(now)], outside=[leaf])


def private_root(now: datetime) -> Setup:
    """Serve a whole chain whose root is not in the store."""
    private = make_root("Lab Intranet Root", now)
    issuing = issue_ca("Lab Intranet Issuing CA", private, now, path_length=0)
    leaf = issue_leaf(["intranet.bank.test"], issuing, now)
    return serving([leaf], [issuing, private], [root_of(now)], outside=[private])


def weak(now: datetime) -> Setup:
    """Serve a leaf with an RSA key of 1,024 bits, signed with SHA-1."""
    host = "legacy.bank.test"
    root = root_of(now)
    issuing = issue_ca("Lab Issuing CA 2008", root, now, key=key_named("Lab Issuing CA 2008", "rsa2048"))
    leaf = issue_leaf([host], issuing, now, key=key_named(host, "rsa1024"))
    return serving([with_sha1(leaf, issuing)], [issuing], [root], rules=Rules.LAX)


def _on_the_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)

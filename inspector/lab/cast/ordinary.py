"""Chains as they should be."""

from datetime import datetime

from inspector.lab.cast.family import issuing_of, root_of, serving, speak_tls
from inspector.lab.contexts import choose_by_name, make_context
from inspector.lab.conversation import Tls
from inspector.lab.pki import ROOT_LIFE, Validity, issue_ca, issue_leaf, key_named, make_root
from inspector.lab.setup import Setup


def good(now: datetime) -> Setup:
    """Serve leaf and intermediate, the root is in the store."""
    root, issuing = issuing_of(now)
    return serving([issue_leaf(["api.bank.test"], issuing, now)], [issuing], [root])


def two_keys(now: datetime) -> Setup:
    """Serve an RSA or an ECDSA leaf: the client's offer decides."""
    host = "pay.bank.test"
    root, issuing = issuing_of(now)
    leaves = [issue_leaf([host], issuing, now, key=key_named(host, kind)) for kind in ("rsa2048", "p256")]
    return serving(leaves, [issuing], [root])


def cross_signed(now: datetime) -> Setup:
    """Serve the cross-sign of a new root by an old one, where the store holds both: two paths.

    Devices have the old root from Android 7.1.1 on and the new one from 14 on, as with ISRG Root X1 and X2.
    """
    old = root_of(now)
    new = make_root("Lab Root X2", now)
    cross = issue_ca("Lab Root X2", old, now, key=new.key, validity=Validity.around(now, ROOT_LIFE / 3))
    issuing = issue_ca("Lab Issuing CA E1", new, now, path_length=0)
    leaf = issue_leaf(["edge.bank.test"], issuing, now)
    return serving([leaf], [issuing, cross], [old, new], since=[(25, None), (34, None)])


def client_certificate(now: datetime) -> Setup:
    """Demand a client certificate."""
    root, issuing = issuing_of(now)
    leaf = issue_leaf(["partner.bank.test"], issuing, now)
    context = make_context([leaf], [issuing], client_authority=root)
    return Setup(lambda: Tls(context), (root,))


def sni(now: datetime) -> Setup:
    """Serve the right certificate for the right server name, another for any other name or none."""
    root, issuing = issuing_of(now)
    host = "app.bank.test"
    named = make_context([issue_leaf([host], issuing, now)], [issuing])
    context = make_context([issue_leaf(["default.hosting.test"], issuing, now)], [issuing])
    choose_by_name(context, lambda name: named if name.lower() == host else None)
    return Setup(lambda: Tls(context), (root,))


def by_address(now: datetime) -> Setup:
    """Serve one name with another leaf key on the IPv6 loopback address."""
    root, issuing = issuing_of(now)
    host = "cdn.bank.test"
    first, second = (issue_leaf([host], issuing, now, key=key_named(f"{host} {edge}")) for edge in ("one", "two"))
    return Setup(speak_tls([first], [issuing]), (root,), begin_v6=speak_tls([second], [issuing]))

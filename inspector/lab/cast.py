"""The scenarios' certificates: who signs whom, and what is served of it."""

from datetime import datetime

from inspector.lab.contexts import make_context
from inspector.lab.conversation import Tls
from inspector.lab.pki import issue_ca, issue_leaf, make_root
from inspector.lab.setup import Setup


def good(now: datetime) -> Setup:
    """Leaf and intermediate served, the root in the store."""
    root = make_root("Lab Root X1", now)
    issuing = issue_ca("Lab Issuing CA R1", root, now, path_length=0)
    leaf = issue_leaf(["api.bank.test"], issuing, now)
    context = make_context([leaf], [issuing.certificate])
    return Setup(lambda: Tls(context), (root,))

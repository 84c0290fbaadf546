"""Which host is proposed for a certificate alone."""

import pytest
from cryptography import x509
from trust.making import make

from inspector.pinning.first_host import first_host


@pytest.mark.parametrize(
    ("names", "host"),
    [
        (["a.test", "b.test"], "a.test"),
        (["*.a.test", "b.test"], "b.test"),
        (["UPPER.Test"], "upper.test"),
        (["a_b.test", "c.test"], "a_b.test"),
        (["10.0.0.1", "1.2.3", "c.test"], "c.test"),
        (["*.a.test"], None),
        ([], None),
    ],
)
def test_the_first_name_that_is_a_host(names: list[str], host: str | None) -> None:
    """Wildcards, addresses and what no host can be are passed over."""
    assert first_host(make("x", ca=False, names=[x509.DNSName(name) for name in names]).certificate) == host

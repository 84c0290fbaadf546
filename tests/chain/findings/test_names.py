"""Names: mismatch with its reason, wildcards of the wrong depth, common names, default certificates."""

import pytest
from chain.findings.looking import Found, look
from cryptography import x509
from trust.making import HOST, make, make_leaf

from inspector.chain.finding import Severity

ROOT = make("Root")
NAMES = ("name-mismatch", "common-name-only", "wide-wildcard", "default-certificate")


def asked(host: str | None, *names: str, common: str = "leaf") -> Found:
    """Return what is noticed of a leaf for these DNS names when it is asked for a host."""
    leaf = make(common, ROOT, ca=False, names=[x509.DNSName(name) for name in names])
    found = look(leaf, anchors=(ROOT,), host=host)
    return {code: found[code] for code in NAMES if code in found}


def test_match() -> None:
    """A leaf for the host, by name or by a wildcard of one label, is no finding; nor where no name is checked."""
    assert asked(HOST, HOST) == {}
    assert asked(HOST, "*.bank.test") == {}
    assert asked(None, "other.test") == {}


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (("www.shop.test", "shop.test"), "the certificate is for www.shop.test and shop.test"),
        (("*.test",), "*.test covers one label, and api.bank.test has 2 in its place"),
        (("*.api.bank.test",), "*.api.bank.test does not cover api.bank.test itself"),
        ((), "the certificate names no host at all"),
    ],
    ids=["others", "too deep", "apex", "none"],
)
def test_mismatch(names: tuple[str, ...], reason: str) -> None:
    """The reason is in the title, and it is an error: clients refuse before they look at a pin."""
    (finding,) = asked(HOST, *names)["name-mismatch"]
    assert (finding.severity, finding.certificate) == (Severity.ERROR, 0)
    assert finding.title == f"The name does not match: {reason}."


def test_common_name_only() -> None:
    """The host as common name alone is an error with a code of its own."""
    found = asked(HOST, common=HOST)
    assert set(found) == {"common-name-only"}
    assert found["common-name-only"][0].severity is Severity.ERROR


def test_wide_wildcard() -> None:
    """A wildcard over a top-level domain matches by OkHttp's rules, and browsers refuse it."""
    found = asked("bank.test", "*.test")
    (finding,) = found["wide-wildcard"]
    assert finding.severity is Severity.WARNING
    assert finding.title.startswith("The certificate is for *.test: a wildcard over a whole top-level domain ")
    assert set(found) == {"wide-wildcard"}


@pytest.mark.parametrize(
    "common",
    ["Kubernetes Ingress Controller Fake Certificate", "TRAEFIK DEFAULT CERT", "localhost", "invalid2.invalid"],
)
def test_default_certificate(common: str) -> None:
    """Certificates that server software makes for itself hint at a server name that it does not know."""
    (finding,) = asked(HOST, "ingress.local", common=common)["default-certificate"]
    assert finding.severity is Severity.INFO


def test_default_certificate_only_where_the_name_is_wrong() -> None:
    """Another site's ordinary certificate is none, nor one that fits; a self-signed one for another name may be."""
    assert set(asked(HOST, "www.shop.test", common="www.shop.test")) == {"name-mismatch"}
    assert asked("localhost", "localhost", common="localhost") == {}
    assert "default-certificate" in look(make_leaf(None, "plesk.local"), anchors=(ROOT,))
    assert "default-certificate" not in look(make_leaf(None), anchors=(ROOT,))


def escaped(common: str, *names: x509.GeneralName) -> list[str]:
    """Return the titles of what is noticed of the characters in a leaf's names."""
    leaf = make(common, ROOT, ca=False, names=[x509.DNSName(HOST), *names])
    return [finding.title for finding in look(leaf, anchors=(ROOT,), host=HOST).get("escaped-name", ())]


def test_names_that_would_rule_a_terminal() -> None:
    """Control, bidirectional and zero-width characters are noticed in subjects and alternative names."""
    hidden = "The names of the certificate #0 hold control or invisible characters, which are shown as escapes."
    for common in ("\x1b]52;c;x\x07", "safe\u202etset", "zero\u200bwidth", "cr\r\n"):
        assert escaped(common) == [hidden]
    assert escaped("plain", x509.UniformResourceIdentifier("https://bank.test/\x1b[31m")) == [hidden]


def test_names_that_only_look_strange() -> None:
    """Letters of other scripts, brackets and backslashes are shown as they are, and nothing is said of them."""
    for common in ("Bücher GmbH", "[@click=app.quit]press[/]", "\\x1b \\u{202e}", "日本語"):
        assert escaped(common) == []
    assert escaped("plain", x509.UniformResourceIdentifier("https://bank.test/?q=[bold]")) == []

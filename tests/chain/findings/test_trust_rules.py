"""Where the path ends: interception, self-signed leaves, missing, false and private issuers, lax checks."""

import pytest
from chain.findings.looking import found_in, look
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from testdata import shared
from trust.making import AT, HOST, Made, chain_of, make, make_leaf

from inspector.chain.certificate import parse_certificate
from inspector.chain.container import read_certificates
from inspector.chain.finding import Severity
from inspector.chain.issuers import inspection_product
from inspector.inspection import Settings, judge

ROOT = make("Root")
ISSUING = make("Issuing", ROOT)
LEAF = make_leaf(ISSUING)


def test_sound_chain_has_nothing_red() -> None:
    """Served leaf and intermediate of a public root: only the absence of timestamps is told."""
    assert set(look(LEAF, ISSUING, anchors=(ROOT,), public=True)) == {"no-scts"}


def test_missing_intermediate_alone() -> None:
    """The leaf alone, its issuer neither served nor in the store: named, with the difference between warm and fresh."""
    found = look(LEAF, anchors=(ROOT,))
    (finding,) = found["missing-intermediate"]
    assert set(found) == {"missing-intermediate"}
    assert finding.severity is Severity.ERROR
    assert finding.title == f"{HOST} was issued by Issuing, which was not sent and is not among the test's roots."
    assert "fresh one will not" in finding.hint
    assert finding.certificate == 0


def test_missing_intermediate_further_up() -> None:
    """The gap is named where it is: above the certificate that was sent as number 1."""
    upper = make("Upper", ROOT)
    lower = make("Lower", upper)
    (finding,) = look(make_leaf(lower), lower, anchors=(ROOT,))["missing-intermediate"]
    assert finding.title.startswith("Lower was issued by Upper, ")
    assert finding.certificate == 1


def test_whole_path_has_no_gap() -> None:
    """With the intermediate served none of the rules about a missing path speaks."""
    found = look(LEAF, ISSUING, anchors=(ROOT,))
    assert not {"missing-intermediate", "unknown-root", "self-signed", "wrong-issuer"} & set(found)


def test_wrong_issuer() -> None:
    """A served certificate has the issuer's name and another key."""
    found = look(LEAF, make("Issuing", ROOT), anchors=(ROOT,))
    assert found["wrong-issuer"][0].title == f"{HOST} names Issuing as its issuer, whose key did not sign it."
    assert "missing-intermediate" not in found


def test_wrong_issuer_in_the_store() -> None:
    """The store's root has the issuer's name and another key."""
    found = look(make_leaf(make("Root")), anchors=(ROOT,))
    assert found["wrong-issuer"][0].title == f"{HOST} names Root as its issuer, whose key did not sign it."


def test_unknown_root() -> None:
    """The served chain climbs to a root that the store does not hold."""
    found = look(LEAF, ISSUING, ROOT, anchors=(make("Other"),))
    (finding,) = found["unknown-root"]
    assert finding.title == "The chain ends in Root, which is not among the test's roots."
    assert (finding.severity, finding.certificate) == (Severity.ERROR, 2)
    assert "missing-intermediate" not in found


def test_self_signed() -> None:
    """A leaf that signed itself, unknown to the store."""
    found = look(make_leaf(None), anchors=(ROOT,))
    assert found["self-signed"][0].severity is Severity.ERROR
    assert not {"unknown-root", "missing-intermediate"} & set(found)


def test_self_signed_in_the_store() -> None:
    """A leaf that is an anchor itself is a private anchor and not called self-signed."""
    leaf = make_leaf(None)
    found = look(leaf, anchors=(leaf,))
    assert "self-signed" not in found
    assert found["private-anchor"][0].severity is Severity.WARNING


@pytest.mark.parametrize("served", [(LEAF, ISSUING), (LEAF, ISSUING, ROOT)], ids=["not sent", "sent"])
def test_private_anchor(served: tuple[Made, ...]) -> None:
    """The anchor is named; it is a warning, since it may be meant."""
    (finding,) = look(*served, anchors=(ROOT,))["private-anchor"]
    assert finding.title == "The path ends in Root, which is no public root."
    assert finding.certificate == (2 if len(served) == 3 else None)


def test_no_private_anchor_where_public_or_in_the_lab() -> None:
    """Neither a public root nor the lab's own is called private."""
    assert "private-anchor" not in look(LEAF, ISSUING, anchors=(ROOT,), public=True)
    assert "private-anchor" not in found_in(chain_of(LEAF, ISSUING), ROOT, lab=True)


def named(organization: str, common: str, *, ca: bool = True) -> Made:
    """Return a self-signed certificate with this subject."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )
    return _signed(subject, subject, key, key, ca=ca)


def _signed(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    *,
    ca: bool,
) -> Made:
    from datetime import timedelta

    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import Encoding

    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(AT - timedelta(days=1))
        .not_valid_after(AT + timedelta(days=40))
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .sign(signer, hashes.SHA256())
    )
    return Made(parse_certificate(made.public_bytes(Encoding.DER)), key)


PRODUCTS = (
    ("Zscaler Inc.", "Zscaler Intermediate Root CA (zscalertwo.net)", "Zscaler"),
    ("Fortinet", "FGT60E4Q16000000", "Fortinet FortiGate"),
    ("DO_NOT_TRUST", "DO_NOT_TRUST_FiddlerRoot", "Fiddler"),
    ("mitmproxy", "mitmproxy", "mitmproxy"),
    ("XK72 Ltd", "Charles Proxy CA (1 Jan 2026, host)", "Charles Proxy"),
    ("PortSwigger", "PortSwigger CA", "Burp Suite"),
    ("OWASP Root CA", "OWASP Zed Attack Proxy Root CA", "ZAP"),
    ("Cisco", "Cisco Umbrella Root CA", "Cisco Umbrella"),
    ("AO Kaspersky Lab", "Kaspersky Anti-Virus Personal Root Certificate", "Kaspersky"),
    ("avast! Web/Mail Shield", "avast! Web/Mail Shield Root", "Avast"),
    ("Bank", "Private Root", None),
    ("Havasta Oy", "Havasta Root", None),
)


@pytest.mark.parametrize(("organization", "common", "product"), PRODUCTS, ids=[item[1] for item in PRODUCTS])
def test_inspection_products(organization: str, common: str, product: str | None) -> None:
    """Products are known by the names that their authorities carry; other private authorities are none."""
    made = named(organization, common)
    assert inspection_product(made.certificate) == product
    found = look(make_leaf(made), anchors=(made,)).get("interception-suspected", [])
    assert [f"look as if {product} made them" in finding.title for finding in found] == [True] * (product is not None)


def test_interception_is_an_error_and_silent_for_public_roots() -> None:
    """It is the worst finding of a private chain, and not told where a public root or the lab vouches."""
    proxy = make("Zscaler Root CA")
    chain = chain_of(make_leaf(proxy))
    assert found_in(chain, proxy)["interception-suspected"][0].severity is Severity.ERROR
    assert "interception-suspected" in found_in(chain, ROOT)
    assert "interception-suspected" not in found_in(chain, proxy, public=True)
    assert "interception-suspected" not in found_in(chain, proxy, lab=True)


def test_a_host_called_like_a_product_is_no_interception() -> None:
    """A leaf's own name is not its maker's."""
    leaf = make_leaf(ROOT, "squid.bank.test")
    assert "interception-suspected" not in look(leaf, anchors=(ROOT,), host="squid.bank.test")


@pytest.mark.parametrize(
    ("file", "product"),
    [("superfish", "Superfish"), ("edellroot", "eDellRoot"), ("dsdtestprovider", "DSDTestProvider")],
)
def test_known_bad_authorities(file: str, product: str) -> None:
    """Chains below the roots that computers were once sold with are recognised."""
    path = shared("testdata", f"badssl/certs__sets__prod__pregen__chain__subdomain-{file}.pem")
    ders = read_certificates(path.read_bytes())
    seen = judge(ders, Settings(), now=AT, source="test", host=f"{file}.badssl.com")
    titles = [finding.title for finding in seen.findings if finding.code == "interception-suspected"]
    assert len(titles) == 1
    assert product in titles[0]


def test_strict_clients() -> None:
    """A path that Android takes and strict clients refuse says so, without red."""
    short = make("Short", ROOT, key=rsa.generate_private_key(65537, 1024))
    found = look(make_leaf(short), short, anchors=(ROOT,))
    (finding,) = found["strict-clients"]
    assert finding.severity is Severity.INFO
    assert "less than 2048 bits" in finding.title
    assert "strict-clients" not in look(LEAF, ISSUING, anchors=(ROOT,))


def test_search_cut() -> None:
    """Hundreds of authorities that signed each other end the search, and it is said."""
    key = ec.generate_private_key(ec.SECP256R1())
    crowd = [make("Same", ROOT, key=key) for _ in range(60)]
    loops = [make("Same", crowd[0], key=key) for _ in range(60)]
    found = look(make_leaf(crowd[0]), *crowd, *loops, anchors=(ROOT,))
    assert found["search-cut"][0].severity is Severity.WARNING
    assert "search-cut" not in look(LEAF, ISSUING, anchors=(ROOT,))


def test_untrusted_without_a_rule_has_the_stores_reason() -> None:
    """An authority that is none breaks no rule of ours, so that the store's own reason is the finding."""
    false = make("No authority", ROOT, ca=False)
    found = look(make_leaf(false), false, anchors=(ROOT,))
    assert found["not-trusted"][0].severity is Severity.ERROR
    assert "is no authority" in found["not-trusted"][0].title

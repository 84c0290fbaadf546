"""Why a chain is not trusted: one plain sentence that names the certificate at fault."""

from datetime import timedelta
from ipaddress import ip_network

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID
from trust.making import AT, HOST, Made, chain_of, make, make_leaf, name_of, store_of

from inspector.chain.certificate import Certificate
from inspector.trust.assess import assess
from inspector.trust.assessment import Assessment

ROOT = make("Root", signs=True, days=(-900, 900))
ISSUING = make("Issuing", ROOT, signs=True)
LEAF = make_leaf(ISSUING)


def _judge(*served: Made, root: Made = ROOT, name: str | None = HOST) -> Assessment:
    return assess(chain_of(*served), store_of(root), name=name, at=AT)


def _constrained(
    permitted: list[x509.GeneralName] | None, excluded: list[x509.GeneralName] | None = None, *, critical: bool = True
) -> Made:
    return make("Issuing", ROOT, signs=True, extra=[(x509.NameConstraints(permitted, excluded), critical)])


def _below(issuing: Made, host: str = HOST) -> Assessment:
    return _judge(make_leaf(issuing, host), issuing, name=host)


def test_expired_layers_are_named() -> None:
    """The layer that is over is named with its last day, the leaf first, the root too."""
    day = f"{AT - timedelta(days=1):%Y-%m-%d}"
    assert _judge(make_leaf(ISSUING, days=(-90, -1)), ISSUING).reason == f"The leaf {HOST} expired on {day}."
    old = make("Issuing", ROOT, signs=True, days=(-90, -1))
    assert _judge(make_leaf(old), old).reason == f"The intermediate Issuing expired on {day}."
    gone = make("Root", signs=True, days=(-90, -1))
    assert _judge(make_leaf(gone), root=gone).reason == f"The root Root expired on {day}."


def test_not_yet_valid() -> None:
    """A leaf of the future is refused with its first day."""
    day = f"{AT + timedelta(days=1):%Y-%m-%d}"
    assert _judge(make_leaf(ISSUING, days=(1, 9)), ISSUING).reason == f"The leaf {HOST} is not valid before {day}."


@pytest.mark.parametrize(("days", "trusted"), [((-1, 0), True), ((0, 1), True)])
def test_the_first_and_the_last_moment_count(days: tuple[int, int], trusted: bool) -> None:
    """Both ends of the validity belong to it (RFC 5280, section 4.1.2.5)."""
    assert _judge(make_leaf(ISSUING, days=days), ISSUING).trusted == trusted


def test_the_name() -> None:
    """A wrong name is a reason of its own, and the path still counts as valid."""
    found = _judge(LEAF, ISSUING, name="other.test")
    assert not found.trusted
    assert found.valid == 1
    assert found.reason == f"The name does not match: the certificate is for {HOST}."
    assert _judge(LEAF, ISSUING, name=None).trusted


def test_dates_come_before_the_name() -> None:
    """Where both are wrong, the date is said: it is what has to be mended first."""
    assert "expired" in _judge(make_leaf(ISSUING, days=(-90, -1)), ISSUING, name="other.test").reason


def test_an_address() -> None:
    """An address is matched against addresses only."""
    leaf = make("server", ISSUING, ca=False, names=[x509.IPAddress(ip_network("127.0.0.1").network_address)])
    assert _judge(leaf, ISSUING, name="127.0.0.1").trusted
    assert not _judge(leaf, ISSUING, name="127.0.0.2").trusted


def test_an_underscore_is_a_host_too() -> None:
    """A name that the library refuses as a host is matched by our own rule, and the path by the library."""
    assert _judge(make_leaf(ISSUING, "a_b.bank.test"), ISSUING, name="a_b.bank.test").trusted
    assert not _judge(make_leaf(ISSUING, "a_b.bank.test"), ISSUING, name="a_c.bank.test").trusted
    late = make_leaf(ISSUING, "a_b.bank.test", days=(-9, -1))
    assert not _judge(late, ISSUING, name="a_b.bank.test").trusted


def test_an_issuer_that_is_no_authority() -> None:
    """Basic constraints, the CA flag, key usage and path length are asked of every issuer."""
    for ca in (False, None):
        impostor = make("Issuing", ROOT, ca=ca)
        assert _judge(make_leaf(impostor), impostor).reason == (
            "The intermediate Issuing signed a certificate and is no authority: its basic constraints do not say CA."
        )
    mute = make("Issuing", ROOT, signs=False)
    assert _judge(make_leaf(mute), mute).reason == (
        "The intermediate Issuing signed a certificate, which its key usage does not allow."
    )
    upper = make("Upper", ROOT, signs=True, path_length=0)
    lower = make("Lower", upper, signs=True)
    assert _judge(make_leaf(lower), lower, upper).reason == (
        "The intermediate Upper allows no further authority below it, and there is 1."
    )
    assert _judge(make_leaf(upper), upper).trusted


def test_self_issued_authorities_do_not_count_for_the_length() -> None:
    """A key rollover within one name does not use up the path length (RFC 5280, section 4.2.1.9)."""
    upper = make("Upper", ROOT, signs=True, path_length=0)
    rolled = make("Upper", upper, signs=True, path_length=0)
    found = _judge(make_leaf(rolled), rolled, upper)
    assert found.trusted
    assert found.allowed == "Upper issued itself, which does not count for the length of the path"


def test_what_a_certificate_is_for() -> None:
    """An extended key usage that leaves TLS servers out is refused on a leaf and on an intermediate."""
    code = make_leaf(ISSUING, usages=[ExtendedKeyUsageOID.CODE_SIGNING])
    assert _judge(code, ISSUING).reason == (
        f"The leaf {HOST} is not for TLS servers: its extended key usage says something else."
    )
    assert _judge(make_leaf(ISSUING, usages=[ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE]), ISSUING).trusted
    assert _judge(make_leaf(ISSUING, usages=[]), ISSUING).trusted
    mail = make("Issuing", ROOT, signs=True, usages=[ExtendedKeyUsageOID.EMAIL_PROTECTION])
    assert "The intermediate Issuing is not for TLS servers" in _judge(make_leaf(mail), mail).reason


def test_an_unknown_critical_extension() -> None:
    """A critical extension that few clients know is refused and named."""
    odd = (x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\5\0"), True)
    assert _judge(make_leaf(ISSUING, extra=[odd]), ISSUING).reason == (
        f"The leaf {HOST} has a critical extension that few clients know: 1.2.3.4."
    )


def test_keys_that_few_clients_take() -> None:
    """An authority with Ed25519, and a leaf on a curve that TLS has left behind, are refused with the key's kind."""
    edwards = make("Issuing", ROOT, signs=True, key=ed25519.Ed25519PrivateKey.generate())
    assert _judge(make_leaf(edwards), edwards).reason == (
        "Issuing signs with a key of a kind that few clients take: Ed25519."
    )
    bitcoin = make_leaf(ISSUING, key=ec.generate_private_key(ec.SECP256K1()))
    assert _judge(bitcoin, ISSUING).reason == (
        f"The leaf {HOST} has a key of a kind that TLS clients do not take: EC secp256k1."
    )


def test_name_constraints() -> None:
    """Names outside what an authority may certify are refused, names inside are not."""
    permitted = _constrained([x509.DNSName("bank.test")])
    assert _below(permitted).trusted
    assert _below(permitted, "shop.test").reason == (
        "Issuing may not certify these names: its name constraints forbid it."
    )
    assert not _below(_constrained(None, [x509.DNSName("bank.test")])).trusted
    addresses: list[x509.GeneralName] = [x509.IPAddress(ip_network("10.0.0.0/8"))]
    assert _below(_constrained(addresses)).trusted


def test_directory_name_constraints_that_hold() -> None:
    """A limit on directory names, which the library does not judge, is judged by our own rule where it holds."""
    for critical in (True, False):
        own = _constrained([x509.DirectoryName(name_of(HOST)), x509.DNSName("bank.test")], critical=critical)
        found = _below(own)
        assert found.trusted
        assert not _below(own, "shop.test").trusted
    assert found.reason == ""


@pytest.mark.parametrize("critical", [True, False])
def test_directory_name_constraints_that_do_not(critical: bool) -> None:
    """A subject outside the permitted directory, or inside an excluded one, is refused."""
    outside = _constrained([x509.DirectoryName(name_of("elsewhere"))], critical=critical)
    excluded = _constrained(None, [x509.DirectoryName(name_of(HOST))], critical=critical)
    for authority in (outside, excluded):
        found = _below(authority)
        assert not found.trusted
        assert found.reason == f"Issuing may not certify the subject of {HOST}."


def test_constraints_of_kinds_that_are_not_understood_stay_refused() -> None:
    """A directory constraint beside one on URIs is not waved through."""
    mixed = _constrained(
        [x509.DirectoryName(name_of(HOST)), x509.DNSName("bank.test"), x509.UniformResourceIdentifier("bank.test")]
    )
    assert not _below(mixed).trusted
    wide = _constrained([x509.DirectoryName(name_of("*.bank.test"))], [x509.DNSName("secret.bank.test")])
    leaf = make_leaf(wide, "*.bank.test")
    assert not _judge(leaf, wide, name="x.bank.test").trusted


def test_no_path_says_what_is_missing() -> None:
    """Where no path exists, the sentence says which certificate is missing, unknown or not what it claims."""
    assert _judge(LEAF).reason == (
        f"{HOST} was sent alone: its issuer, Issuing, was not sent and is not among the test's roots."
    )
    deep = make("Deep", ISSUING, signs=True)
    assert _judge(make_leaf(deep), deep).reason == (
        "The issuer of Deep, Issuing, was not sent and is not among the test's roots."
    )
    alone = make_leaf(None)
    assert _judge(alone).reason == (
        f"{HOST} is self-signed: it vouches for itself, and it is not among the test's roots."
    )
    foreign = make("Foreign", signs=True)
    assert _judge(make_leaf(foreign), foreign).reason == (
        "The chain ends in Foreign, a root that is not among the test's roots."
    )
    forged = make_leaf(make("Root"))
    assert _judge(forged).reason == f"{HOST} names Root as its issuer, whose key did not make the signature."
    assert _judge(make_leaf(make("Issuing", ROOT)), ISSUING).reason == (
        f"{HOST} names Issuing as its issuer, whose key did not make the signature."
    )


def test_reasons_are_visible_text() -> None:
    """Names from certificates stand in reasons as visible text only."""
    rude = make("\x1b]52;c;eA==\x07", ROOT, signs=True, days=(-90, -1))
    reason = _judge(make_leaf(rude), rude).reason
    assert "expired" in reason
    assert reason.isprintable()


def test_the_better_path_is_chosen() -> None:
    """An expired twin served first is passed by: the path is the valid one, and both are listed."""
    key = ec.generate_private_key(ec.SECP256R1())
    old = make("Issuing", ROOT, signs=True, key=key, days=(-90, -1))
    new = make("Issuing", ROOT, signs=True, key=key)
    found = _judge(make_leaf(new), old, new)
    assert found.trusted
    assert found.valid == 1
    assert [path.layers[1].served_index for path in found.paths] == [2, 1]
    assert found.unused == ()


def _served(certificate: Certificate, found: Assessment) -> tuple[str, str, int | None]:
    layer = next(layer for path in found.paths for layer in path.layers if layer.certificate.der == certificate.der)
    return layer.role.value, layer.origin.value, layer.served_index


def test_layers_say_where_they_came_from() -> None:
    """Served, fetched and added layers are told apart, a root that was served too counts as served."""
    found = assess(chain_of(LEAF), store_of(ROOT), name=HOST, at=AT, fetched=chain_of(ISSUING))
    assert found.trusted
    assert _served(LEAF.certificate, found) == ("leaf", "served", 0)
    assert _served(ISSUING.certificate, found) == ("intermediate", "fetched", None)
    assert _served(ROOT.certificate, found) == ("root", "store", None)
    again = _judge(LEAF, ROOT, ISSUING, ISSUING)
    assert _served(ROOT.certificate, again) == ("root", "served", 1)
    assert again.unused == (3,)


def test_a_leaf_that_is_its_own_anchor() -> None:
    """A self-signed certificate that the store holds is a path of one layer, and trusted for its name."""
    alone = make_leaf(None)
    found = _judge(alone, root=alone)
    assert found.path is not None
    assert [layer.role.value for layer in found.path.layers] == ["leaf"]
    assert found.trusted
    assert not found.public

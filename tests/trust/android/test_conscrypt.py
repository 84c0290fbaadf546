"""Conscrypt's search, step by step."""

from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from trust.android.graphs import labelled, shared_cases, shared_graph
from trust.android.pki import HOST, Subject, issue, issue_leaf

from inspector.chain.certificate import Certificate, parse_certificate
from inspector.chain.path import Origin, Role
from inspector.trust.conscrypt import MAX_UNTRUSTED, NO_ANCHOR, build_path
from inspector.trust.conscrypt_anchor import Anchors, anchor_of
from inspector.trust.conscrypt_okhttp import MAX_SIGNERS, NotCleaned, clean_chain
from inspector.trust.conscrypt_signature import KeySignatures
from inspector.trust.device_path import DevicePath, Trust

NOW = datetime(2026, 11, 2, tzinfo=UTC)
CASES = [pytest.param(place, id=str(place)) for place in range(12)]


def search(served: list[bytes], anchors: list[bytes], at: datetime = NOW, budget: int = 400) -> DevicePath:
    """Return Conscrypt's path over DER certificates."""
    signatures = KeySignatures(budget)
    store = Anchors([anchor_of(parse_certificate(der)) for der in anchors], signatures)
    return build_path([parse_certificate(der) for der in served], store, signatures, at)


def bytes_of(path: DevicePath) -> list[bytes]:
    """Return the certificates of a path."""
    return [layer.certificate.der for layer in path.layers if layer.certificate is not None]


def test_every_shared_graph_is_here() -> None:
    """The parametrised tests below cover the file."""
    assert len(shared_cases()) == len(CASES)


@pytest.mark.parametrize("place", CASES)
def test_shared_graphs_have_the_chain_that_reading_conscrypt_gives(place: int) -> None:
    """The graphs' `android_conscrypt_chain_by_reading`."""
    case = shared_cases()[place]
    graph = shared_graph(case)
    path = search(list(graph.served), list(graph.anchors), datetime.fromisoformat(case["validation_time"]))
    found = labelled(case, bytes_of(path)) if path.trusted else None
    assert found == case["expected"]["android_conscrypt_chain_by_reading"]
    assert bool(path.reason) is (found is None)


@pytest.mark.parametrize("place", CASES)
def test_shared_graphs_have_the_chain_that_reading_okhttp_gives(place: int) -> None:
    """The graphs' `okhttp_jvm_basic_cleaner_by_reading`."""
    case = shared_cases()[place]
    graph = shared_graph(case)
    served: list[Certificate] = [parse_certificate(der) for der in graph.served]
    accepted = [parse_certificate(der) for der in graph.anchors]
    try:
        found = labelled(case, [item.der for item in clean_chain(served, accepted, KeySignatures())])
    except NotCleaned:
        found = None
    assert found == case["expected"]["okhttp_jvm_basic_cleaner_by_reading"]


ROOT, MIDDLE, LEAF = Subject("Root"), Subject("Middle"), Subject("leaf")


def test_layers_say_where_they_came_from() -> None:
    """The leaf and the intermediate were served, the root was added; roles follow the path."""
    root, middle, leaf = issue(ROOT, ROOT, NOW), issue(MIDDLE, ROOT, NOW), issue_leaf(LEAF, MIDDLE, NOW)
    path = search([leaf, middle], [root])
    assert [(layer.role, layer.origin, layer.served_index) for layer in path.layers] == [
        (Role.LEAF, Origin.SERVED, 0),
        (Role.INTERMEDIATE, Origin.SERVED, 1),
        (Role.ROOT, Origin.STORE, None),
    ]
    served_too = search([leaf, root, middle], [root])
    assert [layer.served_index for layer in served_too.layers] == [0, 2, 1]
    assert served_too.anchor is not None
    assert served_too.anchor.origin is Origin.SERVED


def test_expired_anchor_still_anchors_and_expired_leaf_does_not() -> None:
    """Anchors' dates are not asked (verifyChain hands only the part below to the validator)."""
    root = issue(ROOT, ROOT, NOW, days=(-900, -30))
    middle, leaf = issue(MIDDLE, ROOT, NOW), issue_leaf(LEAF, MIDDLE, NOW)
    assert search([leaf, middle], [root]).trusted
    late = issue_leaf(LEAF, MIDDLE, NOW, days=(-90, -1))
    path = search([late, middle], [root])
    assert path.trust is Trust.REFUSED
    assert path.reason == "leaf expired on 2026-11-01."
    assert bytes_of(path) == [late, middle, root]


@pytest.mark.parametrize(
    ("middle", "reason"),
    [
        (issue(MIDDLE, ROOT, NOW, days=(-90, -1)), "Middle expired on 2026-11-01."),
        (issue(MIDDLE, ROOT, NOW, days=(1, 90)), "Middle is not valid before 2026-11-03."),
        (issue(MIDDLE, ROOT, NOW, weak=True), "Middle is signed with SHA1 with ECDSA, which Android refuses."),
        (issue(MIDDLE, ROOT, NOW, authority=False), "Middle is not a CA certificate."),
    ],
    ids=["expired", "not yet valid", "SHA-1", "no CA"],
)
def test_unfit_intermediates_are_passed_over_for_a_twin(middle: bytes, reason: str) -> None:
    """The search goes on to the next served certificate with that name, and says why where there is none."""
    root, twin, leaf = issue(ROOT, ROOT, NOW), issue(MIDDLE, ROOT, NOW), issue_leaf(LEAF, MIDDLE, NOW)
    alone = search([leaf, middle], [root])
    assert (alone.trust, alone.reason) == (Trust.REFUSED, reason)
    assert bytes_of(search([leaf, middle, twin], [root])) == [leaf, twin, root]


def test_usage_path_length_and_critical_extensions_count() -> None:
    """What Java's validation refuses below the anchor."""
    root, leaf = issue(ROOT, ROOT, NOW), issue_leaf(LEAF, MIDDLE, NOW)
    middle = issue(MIDDLE, ROOT, NOW)
    client = issue_leaf(LEAF, MIDDLE, NOW, usages=(x509.oid.ExtendedKeyUsageOID.CLIENT_AUTH,))
    assert search([client, middle], [root]).reason == "leaf is not for TLS servers by its extended key usage."
    anything = issue_leaf(LEAF, MIDDLE, NOW, usages=(x509.oid.ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,))
    assert search([anything, middle], [root]).trusted
    upper = Subject("Upper")
    short = [leaf, middle_of(upper), issue(upper, ROOT, NOW, path_length=0)]
    assert search(short, [root]).reason == "Upper allows fewer certificates below it than there are."
    strange = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
    odd = issue_leaf(LEAF, MIDDLE, NOW, extensions=((strange, True),))
    assert search([odd, middle], [root]).reason == "leaf has a critical extension that Android does not know."
    usage = x509.KeyUsage(True, False, False, False, False, False, False, False, False)
    mute = issue(MIDDLE, ROOT, NOW, extensions=((usage, True),))
    assert search([leaf, mute], [root]).reason == "Middle may not sign certificates by its key usage."


def middle_of(signer: Subject) -> bytes:
    """Return the intermediate as another signer's."""
    return issue(MIDDLE, signer, NOW)


@pytest.mark.parametrize(
    ("constraints", "holds"),
    [
        (x509.NameConstraints([x509.DNSName("dev.test")], None), True),
        (x509.NameConstraints([x509.DNSName("other.test")], None), False),
        (x509.NameConstraints(None, [x509.DNSName("dev.test")]), False),
        (x509.NameConstraints(None, [x509.DNSName("v.test")]), True),
        (x509.NameConstraints([x509.DirectoryName(LEAF.x509_name)], None), True),
        (x509.NameConstraints([x509.DirectoryName(ROOT.x509_name)], None), False),
        (x509.NameConstraints([x509.RFC822Name("dev.test")], None), True),
    ],
)
def test_name_constraints(constraints: x509.NameConstraints, holds: bool) -> None:
    """An intermediate's constraints bind the leaf's names, each kind its own."""
    middle = issue(MIDDLE, ROOT, NOW, extensions=((constraints, True),))
    path = search([issue_leaf(LEAF, MIDDLE, NOW), middle], [issue(ROOT, ROOT, NOW)])
    assert path.trusted is holds
    assert path.reason == ("" if holds else "Middle may not certify a name of leaf.")


def test_leaf_that_is_an_anchor_stands_alone() -> None:
    """An anchor with the leaf's subject and key takes its place, and nothing is validated."""
    own = Subject(HOST)
    old, new = issue_leaf(own, own, NOW, days=(-90, -1)), issue_leaf(own, own, NOW)
    path = search([new], [old])
    assert path.trusted
    assert bytes_of(path) == [old]
    assert [layer.role for layer in path.layers] == [Role.LEAF]


def test_order_among_anchors_with_the_same_name_and_key() -> None:
    """Self-issued first, then the later end (CertificatePriorityComparator), whatever the store's order."""
    other = Subject("Other")
    early, late = issue(ROOT, ROOT, NOW, days=(-9, 90)), issue(ROOT, ROOT, NOW, days=(-9, 200))
    cross = issue(ROOT, other, NOW, days=(-9, 900))
    leaf = issue_leaf(LEAF, ROOT, NOW)
    assert bytes_of(search([leaf], [cross, early, late])) == [leaf, late]
    assert bytes_of(search([leaf], [cross])) == [leaf, cross]
    assert bytes_of(search([leaf], [cross, issue(other, other, NOW)]))[:2] == [leaf, cross]


def test_keys_that_boringssl_lacks_anchor_nothing() -> None:
    """Ed25519 is no key for Conscrypt; RSA of 1024 bits just is."""
    strange = Subject("Strange", ed25519.Ed25519PrivateKey.generate())
    path = search([issue_leaf(strange, ROOT, NOW)], [issue(ROOT, ROOT, NOW)])
    assert path.reason == "Strange has a key of a kind that Android does not know (Ed25519)."
    small = Subject("Small", rsa.generate_private_key(65537, 1024))
    assert search([issue_leaf(small, ROOT, NOW)], [issue(ROOT, ROOT, NOW)]).trusted


def test_at_most_twenty_served_certificates_in_a_path() -> None:
    """Conscrypt's limit since 2026."""
    ladder = [Subject(f"Step {number}") for number in range(MAX_UNTRUSTED)]
    signers = [*ladder[1:], ROOT]
    served = [issue(item, signer, NOW) for item, signer in zip(ladder, signers, strict=True)]
    leaf, root = issue_leaf(LEAF, ladder[0], NOW), issue(ROOT, ROOT, NOW)
    assert not search([leaf, *served], [root]).layers
    shorter = issue_leaf(LEAF, ladder[1], NOW)
    assert search([shorter, *served[1:]], [root]).trusted


def test_search_ends_and_says_so() -> None:
    """Many certificates that could each have signed each other: the budget ends it, and `cut` tells."""
    twins = [Subject("Twin"), Subject("Nywt")]
    served = [issue(twins[number % 2], twins[1 - number % 2], NOW, days=(-1, 30 + number)) for number in range(40)]
    path = search([issue_leaf(LEAF, twins[0], NOW), *served], [issue(ROOT, ROOT, NOW)])
    assert path.cut
    assert not path.layers


def test_nothing_signed_by_a_root_says_so() -> None:
    """A missing intermediate: no path, and nothing is fetched."""
    path = search([issue_leaf(LEAF, MIDDLE, NOW)], [issue(ROOT, ROOT, NOW)])
    assert (path.layers, path.trust, path.reason, path.anchor) == ((), Trust.REFUSED, NO_ANCHOR, None)


def test_okhttp_cleans_nine_signers_and_no_more() -> None:
    """BasicCertificateChainCleaner's MAX_SIGNERS."""
    ladder = [Subject(f"Step {number}", ec.generate_private_key(ec.SECP256R1())) for number in range(MAX_SIGNERS)]
    signers = [*ladder[1:], ROOT]
    served = [parse_certificate(issue(item, signer, NOW)) for item, signer in zip(ladder, signers, strict=True)]
    root = parse_certificate(issue(ROOT, ROOT, NOW))
    shorter = parse_certificate(issue_leaf(LEAF, ladder[1], NOW))
    assert len(clean_chain([shorter, *served[1:]], [root], KeySignatures())) == MAX_SIGNERS + 1
    leaf = parse_certificate(issue_leaf(LEAF, ladder[0], NOW))
    with pytest.raises(NotCleaned, match="more than 9 signers"):
        clean_chain([leaf, *served], [root], KeySignatures())


def test_okhttp_5_asks_served_signers_for_room() -> None:
    """A served signer that is no CA is taken by OkHttp 3 and 4, and passed over by 5."""
    root, leaf = parse_certificate(issue(ROOT, ROOT, NOW)), parse_certificate(issue_leaf(LEAF, MIDDLE, NOW))
    no_ca = parse_certificate(issue(MIDDLE, ROOT, NOW, authority=False))
    assert clean_chain([leaf, no_ca], [root], KeySignatures()) == (leaf, no_ca, root)
    with pytest.raises(NotCleaned, match="No certificate at hand signed leaf"):
        clean_chain([leaf, no_ca], [root], KeySignatures(), counts_intermediates=True)

"""The search for paths ends, whatever is served."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from trust.making import AT, HOST, Made, chain_of, make, make_leaf, store_of

from inspector.chain.certificate import Certificate
from inspector.trust import enumerate as enumeration
from inspector.trust import signatures
from inspector.trust.assess import assess
from inspector.trust.enumerate import MAX_LENGTH, MAX_NODES, MAX_PATHS, MAX_SIGNATURES, enumerate_paths
from inspector.trust.signatures import Signatures

ROOT = make("Root", signs=True)


@pytest.fixture(scope="module")
def same_name() -> list[Made]:
    """Return 200 authorities with one name and one key that all signed each other, and are signed by the root."""
    key = ec.generate_private_key(ec.SECP256R1())
    first = make("Twin", ROOT, key=key, signs=True)
    return [first, *(make("Twin", Made(first.certificate, key), key=key, signs=True) for _ in range(199))]


def _count_checks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    counted = [0]
    real = signatures.is_signed

    def counting(issuer: Certificate, subject: Certificate) -> bool:
        counted[0] += 1
        return real(issuer, subject)

    monkeypatch.setattr(signatures, "is_signed", counting)
    return counted


def test_200_served_certificates_stay_within_the_budget(monkeypatch: pytest.MonkeyPatch, same_name: list[Made]) -> None:
    """200 authorities that all vouch for each other: the search says that it was cut, and what it found is trusted."""
    counted = _count_checks(monkeypatch)
    leaf = make_leaf(same_name[0])
    found = assess(chain_of(leaf, *same_name), store_of(ROOT), name=HOST, at=AT)
    assert found.cut
    assert found.trusted
    assert 0 < len(found.paths) <= MAX_PATHS
    assert counted[0] <= MAX_SIGNATURES
    assert all(len(path.layers) <= MAX_LENGTH for path in found.paths)


def test_200_unrelated_certificates_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Certificates that no issuer name leads to are not even asked for their signatures."""
    counted = _count_checks(monkeypatch)
    key = ec.generate_private_key(ec.SECP256R1())
    issuing = make("Issuing", ROOT, signs=True)
    strangers = [make(f"Stranger {number}", key=key) for number in range(200)]
    found = assess(chain_of(make_leaf(issuing), *strangers, issuing), store_of(ROOT), name=HOST, at=AT)
    assert found.trusted
    assert not found.cut
    assert counted[0] == 2
    assert found.unused == tuple(range(1, 201))


def test_a_ring_without_a_root_ends(same_name: list[Made]) -> None:
    """Authorities that vouch for each other and for no anchor are left without a step."""
    found = enumerate_paths(chain_of(make_leaf(same_name[0]), *same_name), store_of(make("Elsewhere")))
    assert found.paths == ()
    assert not found.cut


def test_a_long_chain_is_cut_and_said_to_be() -> None:
    """A chain of more certificates than any client takes has no path, and the reason says that the search was cut."""
    links = [ROOT]
    for number in range(MAX_LENGTH):
        links.append(make(f"Link {number}", links[-1], signs=True))
    leaf = make_leaf(links[-1])
    found = assess(chain_of(leaf, *reversed(links[1:])), store_of(ROOT), name=HOST, at=AT)
    assert found.path is None
    assert found.cut
    assert "stopped at its limit" in found.reason


def test_the_longest_chain_that_is_allowed_is_found() -> None:
    """A path of exactly the greatest length is found and not said to be cut."""
    links = [ROOT]
    for number in range(MAX_LENGTH - 2):
        links.append(make(f"Link {number}", links[-1], signs=True))
    found = enumerate_paths(chain_of(make_leaf(links[-1]), *links[1:]), store_of(ROOT))
    assert [len(path) for path in found.paths] == [MAX_LENGTH]
    assert not found.cut


def test_steps_are_counted(monkeypatch: pytest.MonkeyPatch, same_name: list[Made]) -> None:
    """A search that may take no step finds nothing and says so."""
    assert MAX_NODES > 0
    monkeypatch.setattr(enumeration, "MAX_NODES", 0)
    found = enumerate_paths(chain_of(make_leaf(same_name[0]), same_name[0]), store_of(ROOT))
    assert found == enumeration.Search((), True)


def test_signatures_are_asked_once() -> None:
    """An answer is kept: asking again costs nothing, and a spent budget answers no and says so."""
    issuing = make("Issuing", ROOT)
    asked = Signatures(1)
    assert asked.issued(ROOT.certificate, issuing.certificate)
    assert asked.issued(ROOT.certificate, issuing.certificate)
    assert not asked.cut
    assert not asked.issued(issuing.certificate, make_leaf(issuing).certificate)
    assert asked.cut

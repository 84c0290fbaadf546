"""Layers without a path: which certificate of a list is the leaf, and what the others are."""

import itertools

from trust.making import Made, chain_of, make, make_leaf

from inspector.chain.layers import file_order, leaves, served_layers
from inspector.chain.path import Role

ROOT = make("Root")
ISSUING = make("Issuing", ROOT)
LEAF = make_leaf(ISSUING, "one.test")
OTHER = make_leaf(ISSUING, "two.test")
STRAY = make("Stray")
OWN = make_leaf(None, "own.test")


def order(*made: Made, host: str | None = None) -> list[Made]:
    """Return certificates in the order that is found for a file with them."""
    return [made[place] for place in file_order(chain_of(*made), host)]


def test_a_chain_is_put_in_order_whatever_its_file_does() -> None:
    """The leaf comes first, then its issuers."""
    for given in itertools.permutations((LEAF, ISSUING, ROOT)):
        assert order(*given) == [LEAF, ISSUING, ROOT]


def test_what_does_not_belong_stands_last() -> None:
    """Other roots and leaves follow in the order of the file."""
    assert order(STRAY, ROOT, OTHER, ISSUING, LEAF) == [OTHER, ISSUING, ROOT, STRAY, LEAF]
    assert order(STRAY, OWN, ISSUING, LEAF) == [LEAF, ISSUING, STRAY, OWN]


def test_the_name_that_is_asked_for_chooses_among_leaves() -> None:
    """Of several leaves the first that is for the host counts, and the first of all where none is."""
    assert order(LEAF, OTHER, ISSUING, host="two.test") == [OTHER, ISSUING, LEAF]
    assert order(LEAF, OTHER, ISSUING, host="three.test") == [LEAF, ISSUING, OTHER]
    assert leaves(chain_of(ISSUING, LEAF, OTHER, LEAF)) == (1, 2)


def test_without_a_leaf_an_authority_stands_in() -> None:
    """It is what issued none of the others; certificates that issued each other keep their order."""
    assert order(ROOT, ISSUING) == [ISSUING, ROOT]
    assert order(ROOT, STRAY) == [ROOT, STRAY]
    assert order(ROOT) == [ROOT]
    assert order() == []
    left, right = make("Left", make("Right")), make("Right", make("Left"))
    assert order(left, right) == [left, right]
    assert leaves(chain_of(left, right)) == ()


def test_a_self_signed_host_is_a_leaf() -> None:
    """Alone, and beside authorities."""
    assert order(OWN) == [OWN]
    assert order(STRAY, OWN) == [OWN, STRAY]


def test_cross_signed_issuers_stand_together() -> None:
    """Both certificates of an issuer follow the leaf."""
    twin = make("Issuing", STRAY, key=ISSUING.key)
    assert order(STRAY, twin, ROOT, ISSUING, LEAF) == [LEAF, twin, ISSUING, STRAY, ROOT]


def test_roles_follow_from_what_the_certificates_are() -> None:
    """The place of the leaf is given; the others are what they say, whatever their place."""
    found = served_layers(chain_of(ROOT, ISSUING, LEAF, OTHER), leaf=2)
    assert [layer.role for layer in found] == [Role.ROOT, Role.INTERMEDIATE, Role.LEAF, Role.LEAF]
    assert [layer.served_index for layer in found] == [0, 1, 2, 3]
    assert served_layers(chain_of(ISSUING, LEAF))[0].role is Role.LEAF

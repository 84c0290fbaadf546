"""An assessment of a file's certificates has the places of the file."""

import itertools

from trust.making import AT, HOST, chain_of, make, make_leaf, store_of

from inspector.chain.layers import file_order
from inspector.trust.assess import assess
from inspector.trust.file_order import in_file_order

ROOT = make("Root", signs=True)
ISSUING = make("Issuing", ROOT, signs=True)
LEAF = make_leaf(ISSUING)
STRAY = make("Stray")


def test_places_are_those_of_the_file() -> None:
    """In every order the path is the same, and each layer points at its own certificate in the file."""
    for made in itertools.permutations((LEAF, ISSUING, ROOT, STRAY)):
        given = chain_of(*made)
        order = file_order(given)
        found = in_file_order(assess(tuple(given[place] for place in order), store_of(ROOT), name=HOST, at=AT), order)
        assert found.trusted
        assert found.path is not None
        assert [layer.certificate for layer in found.path.layers] == list(chain_of(LEAF, ISSUING, ROOT))
        assert found.paths[0] == found.path
        for layer in found.path.layers:
            assert layer.served_index is not None
            assert given[layer.served_index] == layer.certificate
        assert [given[place] for place in found.unused] == [STRAY.certificate]


def test_a_root_of_the_store_has_no_place() -> None:
    """What the file does not hold stays without one."""
    given = chain_of(ISSUING, LEAF)
    found = in_file_order(assess(given[::-1], store_of(ROOT), name=None, at=AT), (1, 0))
    assert found.path is not None
    assert [layer.served_index for layer in found.path.layers] == [1, 0, None]

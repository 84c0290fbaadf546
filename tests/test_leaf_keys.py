"""The leaf keys of a host: which a set needs, which it must not hold, and how they are told apart."""

from datetime import UTC, datetime

from tui.shop import HOST, PINS, SECOND, THIRD, answer, faces, handshake, shop, whole

from inspector.chain.path import Role
from inspector.leaf_keys import leaf_keys, other_leaves
from inspector.pinning.draft import Draft, add_leaves, make_pin_set, pick


def test_the_shown_leaf_comes_first_and_the_default_is_not_needed() -> None:
    """Three keys of the host, in the order in which they were met but for the shown one; the default is told apart."""
    keys = leaf_keys(whole(), shop())
    assert [str(key.pin) for key in keys] == [PINS[name] for name in ("ecdsa", "rsa", "edge", "default")]
    assert [key.is_shown for key in keys] == [True, False, False, False]
    assert [key.is_needed for key in keys] == [True, True, True, False]
    assert not any(key.objection for key in keys)


def test_the_others_are_leaves_with_kind_of_key_and_end() -> None:
    """The pins to add beside the shown one say what they are, and that the shown path does not hold them."""
    others = other_leaves(leaf_keys(whole(), shop()))
    assert [(item.role, item.label, item.elsewhere, item.in_path) for item in others] == [
        (Role.LEAF, "shop.example.org, RSA 2048, also served", True, True),
        (Role.LEAF, "shop.example.org, EC P-256, also served", True, True),
    ]
    assert others[0].not_after == datetime(2026, 12, 29, tzinfo=UTC)


def test_the_union_makes_one_pin_set() -> None:
    """The set holds every needed leaf key before the layers above, and expires with the first of them."""
    seen = shop()
    draft = pick(Draft(HOST), seen.layers[0].pin, seen.layers[1].pin)
    made = make_pin_set(add_leaves(draft, other_leaves(leaf_keys(whole(), seen))), seen.layers, at=seen.at)
    assert [str(pin) for pin in made.pins] == [PINS[name] for name in ("ecdsa", "rsa", "edge", "inter")]
    assert str(made.expires) == "2026-12-29"


def test_a_key_below_an_unknown_root_is_left_out() -> None:
    """Where the shown chain is trusted, an address with an untrusted one adds no pin and says why."""
    keys = leaf_keys(faces(answer("ecdsa"), answer("stray", SECOND)), shop())
    assert keys[1].is_needed
    assert "not" in keys[1].objection
    assert other_leaves(keys) == ()


def test_a_key_below_a_private_root_is_left_out_of_a_public_set() -> None:
    """Trusted by a root of one's own is not enough where the shown chain ends in a public one."""
    probes = faces(answer("ecdsa"), answer("stray", SECOND))
    anchors = ("root", "stray_root")
    private, public = shop(public=False, anchors=anchors), shop(anchors=anchors)
    assert leaf_keys(probes, private)[1].objection == ""
    assert leaf_keys(probes, public)[0].objection == ""
    assert leaf_keys(probes, public)[1].objection == (
        "Its chain ends in no public root, while the one that is shown does."
    )


def test_an_untrusted_chain_compares_with_its_like() -> None:
    """Where the shown chain itself is untrusted its other keys are taken: copying asks and stamps them anyway."""
    keys = leaf_keys(whole(), shop(public=False, anchors=()))
    assert len(other_leaves(keys)) == 2


def test_a_chain_is_judged_once() -> None:
    """The same chain from several addresses, and again in the next answer, costs one judgement."""
    memo: dict[tuple[bytes, ...], str] = {}
    same = faces(answer("edge", SECOND), answer("edge", THIRD), answer("ecdsa"))
    leaf_keys(same, shop(), memo)
    assert set(memo) == {handshake("edge").served, handshake("ecdsa").served}
    memo[handshake("edge").served] = "known from before"
    assert [key.objection for key in leaf_keys(same, shop(), memo)] == ["", "known from before"]

"""What the page of faces says: groups, gaps, what is left out, and how far the asking is."""

from dataclasses import replace

import pytest
from tui.samples import der
from tui.shop import FIRST, HOST, PINS, SECOND, THIRD, answer, faces, half, shop, silence, whole

from inspector.chain.certificate import parse_certificate
from inspector.leaf_keys import leaf_keys
from inspector.net.faces import Faces
from inspector.net.options import KeyKind
from inspector.tui import facing
from inspector.tui.present.faces import faces_page


def lines(found: Faces | None, width: int = 90, **more: object) -> list[str]:
    """Return the lines of the page, without those at the end that always stand there."""
    keys = leaf_keys(found, shop()) if found is not None else ()
    view = replace(facing.View(HOST, facing.Round.DONE, found, keys), **more)  # type: ignore[arg-type]
    text = [line.rstrip() for line in faces_page(view, width).text.splitlines()]
    return text[: text.index(next(line for line in text if line.startswith("One look")))] if found else text


def test_groups() -> None:
    """A group for each pin with kind of key, names, dates and places; the default is told apart; gaps at the end."""
    assert lines(whole()) == [
        "3 leaf keys are in use; a leaf pin set needs all of them.",
        "u puts all that may be pinned into the pin set.",
        "",
        "[ ] EC P-256  the leaf that is shown",
        f"    {PINS['ecdsa']}",
        "    shop.example.org  2026-10-10 → 2027-01-08",
        f"    {FIRST}  with and without the server name",
        "",
        "[ ] RSA 2048  leaf",
        f"    {PINS['rsa']}",
        "    shop.example.org  2026-09-30 → 2026-12-29",
        f"    {FIRST}  with and without the server name",
        "",
        "[ ] EC P-256  leaf",
        f"    {PINS['edge']}",
        "    shop.example.org  2026-10-15 → 2027-01-13",
        f"    {SECOND}  with the server name",
        "",
        " -  EC P-256  default of the server",
        f"    {PINS['default']}",
        "    default.example.net  2026-10-15 → 2027-01-13",
        f"    {SECOND}  without the server name",
        "    For clients that send no server name, and not for shop.example.org: the set does not",
        "    need it.",
        "",
        f"· {SECOND} has no RSA key.",
        "",
    ]


def test_what_had_no_answer_is_named() -> None:
    """An address that did not answer leaves the picture open, and its reason stands there."""
    found = lines(
        faces(answer("ecdsa"), silence(THIRD, KeyKind.ECDSA, alert=None), silence(THIRD, KeyKind.RSA, alert=None))
    )
    assert found[0] == "1 leaf key is in use. There may be more: 2 of 3 questions had no answer."
    reason = f"! {THIRD}, ECDSA with the server name, RSA with the server name: {THIRD} did not answer within 10 s."
    assert "".join(found).replace(" ", "").endswith(reason.replace(" ", ""))


def test_a_kind_that_is_missing_in_one_way_only_says_in_which() -> None:
    """A server that has the key for its name alone is not said to have none."""
    probes = (
        answer("rsa", kind=KeyKind.RSA),
        silence(FIRST, KeyKind.RSA, named=False),
    )
    assert f"· {FIRST} has no RSA key without the server name." in lines(faces(*probes))


def test_a_shown_leaf_that_was_not_met_again_is_told() -> None:
    """Renewed in between, or served by a machine that was not asked: it stays in the set, and the page says why."""
    found = lines(faces(answer("rsa", kind=KeyKind.RSA)), width=120)
    assert found[0].startswith("! The leaf that is shown was not met again: it was replaced")
    assert found[1] == "1 leaf key is in use."


def test_certificates_that_look_the_same_are_one_line() -> None:
    """A renewal with the same names and days adds nothing to read."""
    twin = replace(answer("ecdsa"), leaf=parse_certificate(der("faces_ecdsa")))
    found = faces(twin, answer("ecdsa", SECOND))
    key = replace(leaf_keys(found, shop())[0], certificates=(twin.leaf, twin.leaf))  # type: ignore[arg-type]
    page = faces_page(facing.View(HOST, facing.Round.DONE, found, (key,)), 90)
    assert page.text.count("2026-10-10") == 1


def test_a_chain_that_fares_worse_is_left_out_in_words() -> None:
    """A leaf key below an unknown root cannot be picked, and the page says why."""
    found = lines(faces(answer("ecdsa"), answer("stray", SECOND)))
    assert " -  EC P-256  leaf" in found
    assert any(line.startswith("    ! Left out of the pin set: ") for line in found)


def test_progress_stop_and_failure() -> None:
    """The first line says how far the asking is, that it was stopped, or why nothing could be asked."""
    assert lines(None, round=facing.Round.ASKING)[0].endswith("  Looking up the addresses, esc stops")
    asked = lines(half(), round=facing.Round.ASKING)
    assert asked[:2] == [
        "━" * 9 + "─" * 15 + "  3 of 8 questions answered, esc stops",
        "2 leaf keys so far; there may be more.",
    ]
    stopped = lines(half(), round=facing.Round.STOPPED)
    assert stopped[:2] == [
        "! Stopped: 3 of 8 questions were answered. r asks again.",
        "2 leaf keys so far; there may be more.",
    ]
    assert lines(None, round=facing.Round.FAILED, problem="No such host. Check it.") == ["✗ No such host. Check it."]


@pytest.mark.parametrize("width", [54, 76, 116])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    """Pins, addresses and reasons fit at every width."""
    found = faces(*whole().probes, answer("stray", THIRD), silence(THIRD, KeyKind.RSA, alert=None))
    view = facing.View(HOST, facing.Round.DONE, found, leaf_keys(found, shop()))
    page = faces_page(view, width)
    assert max(page.line(number).cell_length for number in range(page.count)) <= max(width, 55)

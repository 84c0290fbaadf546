"""Every client beside OkHttp and Network Security Config: its text byte for byte, and what holds for all of them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.clients.client import CannotExpress
from inspector.clients.registry import clients
from inspector.pinning.pin_set import PinSet

MakeSet = Callable[..., PinSet]
GOLDEN = Path(__file__).with_name("golden") / "more"
OTHERS = [name for name, client in clients().items() if not client.has_whole_file]
NARROW = ("alamofire", "tlsa")
"""Clients without any subdomains."""

LEAF_ONLY = ("curl", "wget", "python")
STAMP = "the chain ends in Lab Root X1, which is no public root"


@pytest.mark.parametrize("name", OTHERS)
def test_one_layer_with_a_spare_key(example_set: MakeSet, name: str) -> None:
    """The leaf and a key in reserve, with subdomains where the client knows them."""
    pin_set = example_set("leaf", subdomains=name not in NARROW)
    assert clients()[name].write(pin_set).text == (GOLDEN / f"{name}.txt").read_text(encoding="ascii")


@pytest.mark.parametrize("name", OTHERS)
def test_intermediate_of_a_private_chain(example_set: MakeSet, name: str) -> None:
    """One layer above the leaf, stamped: the stamp comes first, or the client says why it cannot."""
    pin_set = example_set("intermediate", stamp=STAMP)
    if name in LEAF_ONLY:
        with pytest.raises(CannotExpress, match="leaf's key only") as caught:
            clients()[name].write(pin_set)
        assert caught.value.hint == "pick the leaf"
        return
    snippet = clients()[name].write(pin_set)
    assert (
        "!!! DO NOT RELEASE: the chain ends in Lab Root X1, which is no public root !!!" in snippet.text.split("\n")[0]
    )
    assert any("public root" in note or "never replace" in note for note in snippet.notes)


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_handed_out_is_ascii_and_counted(example_set: MakeSet, name: str) -> None:
    """Text, file name and number of pins of the ordinary set."""
    snippet = clients()[name].write(example_set("leaf"))
    assert snippet.text.isascii()
    assert snippet.text.endswith("\n")
    assert not any(line.endswith(" ") for line in snippet.text.splitlines())
    assert re.fullmatch(r"[A-Za-z0-9._-]+", snippet.file_name)
    assert snippet.pins == (1 if name in ("cer", "flutter") else 2)
    assert all(note and "\n" not in note for note in snippet.notes)
    assert len(snippet.notes) > 1


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("host", ["192.0.2.7", "2001:db8::7", "localhost", "xn--bcher-kva.test"])
def test_unusual_hosts(example_set: MakeSet, name: str, host: str) -> None:
    """An address, a local name and an A-label are written where the client knows them, else refused with a reason."""
    refuses = {
        "192.0.2.7": "apple cronet http-engine swift-delegate trustkit trustkit-plist alamofire react-native tlsa",
        "localhost": "apple trustkit trustkit-plist react-native",
        "xn--bcher-kva.test": "trustkit trustkit-plist react-native",
    }
    refuses["2001:db8::7"] = f"{refuses['192.0.2.7']} okhttp-3 ktor-darwin"
    pin_set = example_set("leaf", host=host, subdomains=False)
    if name in refuses[host].split():
        with pytest.raises(CannotExpress) as caught:
            clients()[name].write(pin_set)
        assert caught.value.hint
        return
    snippet = clients()[name].write(pin_set)
    assert host in snippet.text
    assert re.fullmatch(r"[A-Za-z0-9._-]+", snippet.file_name)


@pytest.mark.parametrize("name", OTHERS)
def test_subdomains_of_what_has_none(example_set: MakeSet, name: str) -> None:
    """A top-level domain and an address have no subdomains in any client."""
    for host in ("com", "192.0.2.7"):
        with pytest.raises(CannotExpress):
            clients()[name].write(example_set("leaf", host=host, subdomains=True))


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_to_pin_is_refused(example_set: MakeSet, name: str) -> None:
    """Neither a layer nor a backup."""
    with pytest.raises(CannotExpress, match="nothing to pin"):
        clients()[name].write(example_set(backups=()))


@pytest.mark.parametrize("name", NARROW)
def test_exact_clients_refuse_subdomains(example_set: MakeSet, name: str) -> None:
    """A text that pins less than was meant is not handed out."""
    with pytest.raises(CannotExpress, match="only the exact host"):
        clients()[name].write(example_set("leaf", subdomains=True))


@pytest.mark.parametrize("name", ["apple", "okhttp-3"])
def test_one_label_is_said(example_set: MakeSet, name: str) -> None:
    """Both reach one label below the host only, and say so in text and notes."""
    snippet = clients()[name].write(example_set("leaf", subdomains=True))
    assert "Deeper names are NOT pinned." in snippet.text
    assert any("one label" in note for note in snippet.notes)

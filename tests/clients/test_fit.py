"""What clients do with a set that they cannot express as it is: adapt it, ask for more, or refuse it."""

import base64
import plistlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from inspector.chain.key import parse_key
from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.clients.cer import Cer
from inspector.clients.client import CannotExpress
from inspector.clients.registry import clients
from inspector.clients.spki_prefix import PREFIXES, prefix_name
from inspector.pinning.pin_set import BackupPin, PinSet

MakeSet = Callable[..., PinSet]


def read_plist(text: str) -> Any:
    """Return the fragment as another program reads it."""
    return plistlib.loads(f'<plist version="1.0"><dict>{text}</dict></plist>'.encode())


def spki_of(key: Any) -> bytes:
    """Return the DER SubjectPublicKeyInfo of a private key, as another program encodes it."""
    encoded: bytes = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return encoded


@pytest.mark.parametrize(
    ("roles", "key"),
    [
        (["leaf"], "NSPinnedLeafIdentities"),
        (["intermediate"], "NSPinnedCAIdentities"),
        (["root"], "NSPinnedCAIdentities"),
        (["intermediate", "root"], "NSPinnedCAIdentities"),
    ],
    ids=["leaf", "intermediate", "root", "authorities"],
)
@pytest.mark.parametrize("subdomains", [False, True])
def test_apple_list_follows_the_position(example_set: MakeSet, roles: list[str], key: str, subdomains: bool) -> None:
    """One list only: the leaf list for the leaf, the CA list for all above; a real boolean; every pin."""
    pin_set = example_set(*roles, subdomains=subdomains)
    domains = read_plist(clients()["apple"].write(pin_set).text)["NSAppTransportSecurity"]["NSPinnedDomains"]
    identities = [{"SPKI-SHA256-BASE64": pin.base64} for pin in pin_set.pins]
    assert domains == {"www.example.org": {"NSIncludesSubdomains": subdomains, key: identities}}


def test_apple_cannot_take_either_leaf_or_authority(example_set: MakeSet) -> None:
    """Both lists together are two demands, so the alternatives are refused and explained."""
    with pytest.raises(CannotExpress, match="must match in each"):
        clients()["apple"].write(example_set("leaf", "intermediate"))
    with pytest.raises(CannotExpress, match="no layer is picked"):
        clients()["apple"].write(example_set())


def test_apple_host_with_two_hyphens(example_set: MakeSet) -> None:
    """An A-label stands in the key and in no comment (XML 1.0, 2.5)."""
    text = clients()["apple"].write(example_set("leaf", host="xn--bcher-kva.example")).text
    assert "xn--bcher-kva.example" in read_plist(text)["NSAppTransportSecurity"]["NSPinnedDomains"]
    assert all("--" not in comment for comment in re.findall(r"<!--(.*?)-->", text))


@pytest.mark.parametrize("name", ["curl", "wget", "python"])
def test_what_a_leaf_client_never_matches_is_left_out(example_set: MakeSet, name: str) -> None:
    """The issuing authority beside the leaf: dropped, counted so, and said in the text and beside it."""
    pin_set = example_set("leaf", "intermediate")
    snippet = clients()[name].write(pin_set)
    assert pin_set.chosen[1].pin.base64 not in snippet.text
    assert snippet.pins == 2
    sentence = f"The pin of the intermediate is left out: {clients()[name].title} looks at the leaf's key only."
    assert sentence in snippet.text
    assert sentence in snippet.notes


def test_tlsa_usages(example_set: MakeSet) -> None:
    """3 1 1 for the leaf and for a key of one's own, 2 1 1 for an authority that is sent."""
    both = clients()["tlsa"].write(example_set("leaf", "intermediate"))
    pins = example_set("leaf", "intermediate").pins
    records = [line for line in both.text.splitlines() if not line.startswith(";")]
    assert records == [
        f"_443._tcp.www.example.org. IN TLSA {usage} 1 1 {pin.hex}" for usage, pin in zip((3, 2, 3), pins, strict=True)
    ]
    above = clients()["tlsa"].write(example_set("intermediate"))
    assert [line.split(" TLSA ")[1][:5] for line in above.text.splitlines() if " TLSA " in line] == ["2 1 1", "2 1 1"]


def test_tlsa_knows_only_what_is_sent(example_set: MakeSet) -> None:
    """A root from the store is refused alone, and left out beside the leaf."""
    with pytest.raises(CannotExpress, match="does not send this certificate"):
        clients()["tlsa"].write(example_set("root"))
    snippet = clients()["tlsa"].write(example_set("leaf", "root"))
    assert snippet.text.count("IN TLSA 3 1 1") == 2
    assert "The pin of the root is left out" in snippet.text


@pytest.mark.parametrize("name", ["trustkit", "trustkit-plist", "react-native"])
def test_two_different_pins_are_asked_for(example_set: MakeSet, name: str) -> None:
    """One pin, or one pin twice, stops the app at start: a backup is asked for."""
    same = BackupPin(example_set("leaf").chosen[0].pin, "typed")
    for backups in ((), (same,)):
        with pytest.raises(CannotExpress, match="2 different pins") as caught:
            clients()[name].write(example_set("leaf", backups=backups))
        assert "add a backup" in caught.value.hint
    assert clients()[name].write(example_set("leaf", "intermediate", backups=())).pins == 2


@pytest.mark.parametrize("name", ["trustkit", "trustkit-plist", "react-native"])
def test_a_key_on_the_way_stops_trustkit(example_set: MakeSet, name: str) -> None:
    """The path is walked from the root; a P-521 root ends the walk before the pinned intermediate."""
    pin_set = example_set("intermediate")
    way = [(item[0], "EC P-521" if index == 2 else item[1]) for index, item in enumerate(pin_set.path_keys)]
    with pytest.raises(CannotExpress, match="a key of the kind EC P-521 before it meets a pin"):
        clients()[name].write(replace(pin_set, path_keys=tuple(way)))
    below = [(item[0], "Ed25519" if index == 0 else item[1]) for index, item in enumerate(pin_set.path_keys)]
    assert clients()[name].write(replace(pin_set, path_keys=tuple(below))).pins == 2


def test_trustkit_plist_reads_back(example_set: MakeSet) -> None:
    """The dictionary that TrustKit gets."""
    pin_set = example_set("intermediate", subdomains=True)
    configuration = read_plist(clients()["trustkit-plist"].write(pin_set).text)["TSKConfiguration"]
    assert configuration["TSKPinnedDomains"] == {
        "www.example.org": {
            "TSKIncludeSubdomains": True,
            "TSKEnforcePinning": True,
            "TSKDisableDefaultReportUri": True,
            "TSKExpirationDate": "2027-06-30",
            "TSKPublicKeyHashes": [pin.base64 for pin in pin_set.pins],
        }
    }


@pytest.mark.parametrize("name", ["cronet", "http-engine"])
def test_an_expiry_is_asked_for(example_set: MakeSet, name: str) -> None:
    """The argument is required; the moment is the beginning of the day in UTC."""
    with pytest.raises(CannotExpress, match="without an expiry"):
        clients()[name].write(replace(example_set("leaf"), expires=None))
    text = clients()[name].write(example_set("leaf", expires=date(2027, 6, 30))).text
    millis = int(datetime(2027, 6, 30, tzinfo=UTC).timestamp()) * 1000
    assert f"({millis}L)" in text


@pytest.mark.parametrize("name", ["cronet", "http-engine", "trustkit", "trustkit-plist", "react-native"])
def test_pins_that_would_be_off_are_refused(example_set: MakeSet, name: str) -> None:
    """A day that has begun protects nobody."""
    with pytest.raises(CannotExpress, match="off already"):
        clients()[name].write(example_set("leaf", expires=date(2026, 11, 2)))


@pytest.mark.parametrize("name", ["swift-delegate", "alamofire"])
@pytest.mark.parametrize(
    ("role", "backup", "prefixes"),
    [
        ("leaf", lambda: ec.generate_private_key(ec.SECP384R1()), ["EC P-256", "EC P-384"]),
        ("intermediate", lambda: rsa.generate_private_key(65537, 2048), ["RSA 2048"]),
        ("root", lambda: ec.generate_private_key(ec.SECP521R1()), ["RSA 4096", "EC P-521"]),
        ("leaf", None, list(PREFIXES)),
    ],
    ids=["p256-p384", "rsa", "rsa-p521", "unknown"],
)
def test_swift_has_exactly_the_prefixes_it_needs(
    example_set: MakeSet, name: str, role: str, backup: Any, prefixes: list[str]
) -> None:
    """By the keys of layers and backup files; all of them where a typed pin's key is not known."""
    spki = spki_of(backup()) if backup else b""
    spare = BackupPin(Pin.of(spki), "typed", spki=spki) if backup else BackupPin(Pin.of(b"x"), "typed")
    text = clients()[name].write(example_set(role, backups=(spare,))).text
    assert re.findall(r"// ((?:RSA|EC) \S+)\n", text) == prefixes
    written = [bytes(int(byte, 16) for byte in line.split(", ")) for line in re.findall(r"\[(0x[^\]]*)\]", text)]
    assert written == [bytes.fromhex(PREFIXES[prefix][0]) for prefix in prefixes]


KEYS: list[tuple[Callable[[], Any], str | None]] = [
    (lambda: rsa.generate_private_key(65537, 2048), "RSA 2048"),
    (lambda: rsa.generate_private_key(65537, 3072), "RSA 3072"),
    (lambda: rsa.generate_private_key(65537, 4096), "RSA 4096"),
    (lambda: ec.generate_private_key(ec.SECP256R1()), "EC P-256"),
    (lambda: ec.generate_private_key(ec.SECP384R1()), "EC P-384"),
    (lambda: ec.generate_private_key(ec.SECP521R1()), "EC P-521"),
    (lambda: rsa.generate_private_key(3, 2048), None),
    (lambda: rsa.generate_private_key(65537, 1024), None),
    (ed25519.Ed25519PrivateKey.generate, None),
    (lambda: ec.generate_private_key(ec.SECP256K1()), None),
]


@pytest.mark.parametrize("number", range(len(KEYS)))
def test_prefixes_are_those_of_real_keys(number: int) -> None:
    """Prefix and bare key give the SubjectPublicKeyInfo back; what has another beginning has none."""
    make, name = KEYS[number]
    key = make()
    spki = spki_of(key)
    assert prefix_name(spki) == name
    if name is not None:
        assert parse_key(spki).label == name
        public = key.public_key()
        bare = (
            public.public_bytes(Encoding.DER, PublicFormat.PKCS1)
            if isinstance(public, rsa.RSAPublicKey)
            else public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        )
        assert bytes.fromhex(PREFIXES[name][0]) + bare == spki


@pytest.mark.parametrize("name", ["swift-delegate", "alamofire"])
def test_swift_refuses_keys_without_a_prefix(example_set: MakeSet, name: str) -> None:
    """An Ed25519 backup gives no bytes there."""
    spki = spki_of(ed25519.Ed25519PrivateKey.generate())
    with pytest.raises(CannotExpress, match="Ed25519"):
        clients()[name].write(example_set("leaf", backups=(BackupPin(Pin.of(spki), "typed", spki=spki),)))


@pytest.mark.parametrize("name", ["trustkit", "trustkit-plist", "react-native"])
def test_a_registry_with_its_subdomains_is_refused(example_set: MakeSet, name: str) -> None:
    """TrustKit throws at a public suffix with its subdomains (parse_configuration.m); alone it is a name like any."""
    with pytest.raises(CannotExpress, match=r"co\.uk is a public suffix"):
        clients()[name].write(example_set("leaf", host="co.uk", subdomains=True))
    assert "co.uk" in clients()[name].write(example_set("leaf", host="co.uk")).text
    assert "example.co.uk" in clients()[name].write(example_set("leaf", host="example.co.uk", subdomains=True)).text


def test_cer_gives_the_bytes_of_one_certificate(example_set: MakeSet, example_layers: tuple[Layer, ...]) -> None:
    """DER as received, with its last day; more than one is no file."""
    file = Cer().file(example_set("intermediate"))
    assert file.der == example_layers[1].certificate.der
    assert file.last_day == "2027-03-12"
    assert file.name == "www.example.org-intermediate.cer"
    assert x509.load_der_x509_certificate(file.der).public_bytes(Encoding.DER) == file.der
    with pytest.raises(CannotExpress, match="more than one"):
        Cer().file(example_set("leaf", "intermediate"))


@pytest.mark.parametrize("name", ["cer", "flutter"])
def test_whole_certificates_need_a_layer(example_set: MakeSet, name: str) -> None:
    """A backup is a pin and no certificate: left out beside a layer, refused alone."""
    with pytest.raises(CannotExpress, match="no certificate is picked"):
        clients()[name].write(example_set())
    snippet = clients()[name].write(example_set("leaf"))
    assert "Backups are left out: a pin is no certificate." in snippet.notes
    assert "These pins never expire" not in snippet.text


def test_cronet_spells_the_bytes(example_set: MakeSet) -> None:
    """Each base64 text decodes to the digest."""
    pin_set = example_set("leaf", "intermediate")
    found = re.findall(r'Base64\.decode\("([^"]+)"', clients()["cronet"].write(pin_set).text)
    assert [base64.b64decode(text, validate=True) for text in found] == [pin.digest for pin in pin_set.pins]


def test_notes_of_android_stay_with_android(example_set: MakeSet) -> None:
    """What Android's releases lack says nothing about curl or Apple."""
    note = "from Android 14 on the pin of the root is in no path"
    pin_set = replace(example_set("leaf"), reach_notes=(note,))
    for name, client in clients().items():
        assert (note in client.write(pin_set).text) is client.abilities.android, name

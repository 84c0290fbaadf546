"""Keys that a client cannot pin are refused alike, whether they are picked or meant as backup."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from inspector.chain.key import parse_key
from inspector.chain.pin import Pin
from inspector.clients.client import CannotExpress
from inspector.clients.key_header import header_pin
from inspector.clients.registry import clients
from inspector.pinning.pin_set import BackupPin, PinSet

MakeSet = Callable[..., PinSet]
BY_HEADER = ("trustkit", "trustkit-plist", "react-native", "ktor-darwin", "swift-delegate", "alamofire")
BY_BYTES = ("curl", "python", "tlsa", "node")
WHOLE = ("cer", "flutter")
ENCODING = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
E3 = rsa.generate_private_key(3, 2048).public_key().public_bytes(*ENCODING)
P521 = ec.generate_private_key(ec.SECP521R1()).public_key().public_bytes(*ENCODING)
ED25519 = ed25519.Ed25519PrivateKey.generate().public_key().public_bytes(*ENCODING)
_P256 = ec.generate_private_key(ec.SECP256R1()).public_key()
_POINT = _P256.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
COMPRESSED = bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200") + _POINT


def backup(spki: bytes) -> BackupPin:
    """Return a backup that was read from a file."""
    return BackupPin(Pin.of(spki), "CSR next.csr", spki=spki)


def with_key(pin_set: PinSet, spki: bytes) -> PinSet:
    """Return the set with `spki` as the key of what is picked."""
    (item,) = pin_set.chosen
    assert item.certificate is not None
    key = parse_key(spki)
    certificate = replace(item.certificate, key=key)
    return replace(pin_set, chosen=(replace(item, pin=key.pin, reencoded=key.reencoded_pin, certificate=certificate),))


@pytest.mark.parametrize("name", BY_HEADER)
def test_another_exponent_is_refused_where_a_header_is_prefixed(example_set: MakeSet, name: str) -> None:
    """The header holds for 65537 only (`SecKeyCopyExternalRepresentation`), so the hash is never that of the key."""
    assert header_pin(parse_key(E3)) is None
    spare = backup(_P256.public_bytes(*ENCODING))
    with pytest.raises(CannotExpress, match="RSA 2048 whose exponent is not 65537"):
        clients()[name].write(with_key(example_set("leaf", backups=(spare,)), E3))
    with pytest.raises(CannotExpress, match=r"exponent is not 65537.*as the backup .CSR next.csr. is"):
        clients()[name].write(example_set("leaf", backups=(backup(E3),)))


@pytest.mark.parametrize("name", BY_HEADER)
def test_it_is_left_out_beside_a_key_that_can_match(example_set: MakeSet, name: str) -> None:
    """As a layer whose kind of key the client does not know is, and said so."""
    spare = backup(_P256.public_bytes(*ENCODING))
    odd = with_key(example_set("root", backups=(spare,)), E3)
    both = replace(odd, chosen=(*example_set("leaf").chosen, *odd.chosen))
    snippet = clients()[name].write(both)
    assert odd.chosen[0].pin.base64 not in snippet.text
    assert any("The pin of the root is left out" in note and "65537" in note for note in snippet.notes)


@pytest.mark.parametrize("name", sorted({*clients()} - {*BY_HEADER}))
def test_another_exponent_is_nothing_to_clients_of_whole_keys(example_set: MakeSet, name: str) -> None:
    """They hash the SubjectPublicKeyInfo, whatever the exponent."""
    pin_set = with_key(example_set("leaf"), E3)
    text = clients()[name].write(pin_set).text
    assert name in (*WHOLE, "cronet", "http-engine", "tlsa") or pin_set.chosen[0].pin.base64 in text


@pytest.mark.parametrize(("spki", "label"), [(P521, "EC P-521"), (ED25519, "Ed25519")], ids=["P-521", "Ed25519"])
@pytest.mark.parametrize("name", ["trustkit", "trustkit-plist", "react-native", "ktor-darwin"])
def test_a_backup_of_another_kind_is_refused(example_set: MakeSet, name: str, spki: bytes, label: str) -> None:
    """A backup whose key cannot be hashed is none, and its kind is known where a file was given."""
    with pytest.raises(CannotExpress, match=f"cannot pin a key of the kind {label}, as the backup"):
        clients()[name].write(example_set("leaf", backups=(backup(spki),)))


@pytest.mark.parametrize("name", BY_HEADER)
def test_of_a_bare_pin_the_kinds_are_told(example_set: MakeSet, name: str) -> None:
    """Nobody can know what key stands behind it."""
    snippet = clients()[name].write(example_set("leaf", backups=(BackupPin(Pin.of(b"spare"), "typed"),)))
    assert any("Of a backup only the pin is known" in note and "EC P-256" in note for note in snippet.notes)


@pytest.mark.parametrize("name", sorted({*clients()} - {*BY_BYTES, *WHOLE}))
def test_an_oddly_encoded_key_is_refused_alike(example_set: MakeSet, name: str) -> None:
    """Picked or as backup: nobody knows which bytes the client hashes, or it is known that it hashes others."""
    with pytest.raises(CannotExpress, match="encoded oddly"):
        clients()[name].write(with_key(example_set("leaf", backups=()), COMPRESSED))
    with pytest.raises(CannotExpress, match=r"key of the backup .CSR next.csr. is encoded oddly"):
        clients()[name].write(example_set("leaf", backups=(backup(COMPRESSED),)))


@pytest.mark.parametrize("name", BY_BYTES)
def test_an_oddly_encoded_key_is_written_where_the_bytes_are_hashed(example_set: MakeSet, name: str) -> None:
    """As real clients do (tests/real_clients/test_odd_keys.py)."""
    pin_set = with_key(example_set("leaf", backups=(backup(COMPRESSED),)), COMPRESSED)
    text = clients()[name].write(pin_set).text
    assert pin_set.chosen[0].pin.base64 in text or pin_set.chosen[0].pin.hex in text


@pytest.mark.parametrize("name", WHOLE)
def test_whole_certificates_have_no_such_question(example_set: MakeSet, name: str) -> None:
    """No key is hashed there."""
    assert clients()[name].write(with_key(example_set("leaf"), COMPRESSED)).text

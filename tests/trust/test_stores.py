"""Root stores: where they come from, and what happens to a broken one."""

import base64
import ssl
import subprocess
import sys
from pathlib import Path

import certifi
import pytest
from trust.making import Made, make

from inspector.trust import stores
from inspector.trust.public import is_public_root
from inspector.trust.store import Store, StoreError
from inspector.trust.stores import from_anchors, from_file, mozilla, open_store, system

ROOT = make("Root")
OTHER = make("Other")


def pem_of(made: Made, label: str = "CERTIFICATE") -> str:
    """Return a PEM block."""
    return f"-----BEGIN {label}-----\n{base64.encodebytes(made.certificate.der).decode()}-----END {label}-----\n"


def test_mozillas_roots_are_what_openssl_reads_from_the_bundle() -> None:
    """The anchors are those that Python's ssl finds in certifi's file, and they are found by subject."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(certifi.where())
    store = mozilla()
    assert set(store.anchors) == set(context.get_ca_certs(binary_form=True))
    assert len(store.anchors) > 100
    assert sorted(der for ders in store.by_subject.values() for der in ders) == sorted(store.anchors)
    assert mozilla() is store


def test_mozillas_roots_are_had_without_importing_certifi() -> None:
    """Neither certifi nor importlib.resources is imported for it."""
    code = (
        "import sys; from inspector.trust.stores import mozilla; assert mozilla().anchors;"
        "sys.exit(','.join({'certifi', 'importlib.resources', 'cryptography', 'ssl'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_systems_roots(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """OpenSSL's own file comes first, then the well-known ones; without any the error says what to do."""
    bundle = tmp_path / "cert.pem"
    bundle.write_text(pem_of(ROOT))
    none = ssl.get_default_verify_paths()._replace(openssl_cafile=str(tmp_path / "absent"))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: none)
    monkeypatch.setattr(stores, "_SYSTEM_FILES", (str(tmp_path / "absent too"), str(bundle)))
    system.cache_clear()
    assert system().anchors == (ROOT.certificate.der,)
    assert system().label == "the system's roots"
    system.cache_clear()
    bundle.unlink()
    with pytest.raises(StoreError) as caught:
        system()
    assert "--roots" in caught.value.hint
    system.cache_clear()


def test_a_file_of_roots(tmp_path: Path) -> None:
    """PEM blocks with text around them, OpenSSL's trusted blocks, Windows line ends, and a single DER file."""
    bundle = tmp_path / "ca.pem"
    text = f"# my roots\n{pem_of(ROOT)}\nkey: value\n{pem_of(OTHER)}{pem_of(ROOT)}".replace("\n", "\r\n")
    bundle.write_bytes(text.encode())
    store = from_file(bundle)
    assert store.anchors == (ROOT.certificate.der, OTHER.certificate.der)
    assert store.label == "the roots in ca.pem"
    assert store.by_subject[ROOT.certificate.subject.der] == (ROOT.certificate.der,)
    der = tmp_path / "ca.der"
    der.write_bytes(ROOT.certificate.der)
    assert open_store(str(der)).anchors == (ROOT.certificate.der,)


def test_one_bad_block_does_not_empty_the_store(tmp_path: Path) -> None:
    """Blocks that are no base64 or no certificate are left out, the others stay."""
    bad = "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n"
    bundle = tmp_path / "ca.pem"
    bundle.write_text(bad.format("A") + bad.format("MAA=") + pem_of(ROOT) + bad.format("!!!!") + pem_of(OTHER))
    assert from_file(bundle).anchors == (ROOT.certificate.der, OTHER.certificate.der)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"\x30", b"\x30\x00", b"\xff" * 100, pem_of(ROOT)[:100].encode()],
    ids=["nothing", "words", "one byte", "empty sequence", "all ones", "half a block"],
)
def test_a_file_without_certificates_is_an_error(tmp_path: Path, content: bytes) -> None:
    """A file that holds no certificate is named, with what to give instead."""
    file = tmp_path / "no\x1b[31m.pem"
    file.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        open_store(str(file))
    assert caught.value.reason == "There is no certificate in no\\x1b[31m.pem."
    assert caught.value.hint


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An absent file, a folder, a name with NUL and a file that is too large are errors with a reason."""
    for name in (str(tmp_path / "absent.pem"), str(tmp_path), "a\0b", str(tmp_path / ("x" * 300))):
        with pytest.raises(StoreError) as caught:
            open_store(name)
        assert "cannot be read" in caught.value.reason
        assert caught.value.reason.isprintable()
    monkeypatch.setattr(stores, "FILE_BYTES", 10)
    large = tmp_path / "large.pem"
    large.write_text(pem_of(ROOT))
    with pytest.raises(StoreError, match="is larger than"):
        open_store(str(large))


def test_names_of_stores() -> None:
    """`mozilla` and `system` are stores of their own, whatever files there are."""
    assert open_store("mozilla") is mozilla()


def test_the_certifi_module_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the bundle does not lie beside the module, the module is asked."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    mozilla.cache_clear()
    assert len(mozilla().anchors) > 100
    monkeypatch.setitem(sys.modules, "certifi", None)
    mozilla.cache_clear()
    with pytest.raises(StoreError, match="certifi"):
        mozilla()
    assert not is_public_root(ROOT.certificate)
    mozilla.cache_clear()


def test_public_roots() -> None:
    """A root of Mozilla's set is public, also as another certificate of its name and key; a namesake is not."""
    from inspector.chain.certificate import parse_certificate

    public = parse_certificate(mozilla().anchors[0])
    assert is_public_root(public)
    assert not is_public_root(ROOT.certificate)
    namesake = make(public.subject.readable)
    assert not is_public_root(namesake.certificate)


def test_a_store_is_a_value() -> None:
    """Two stores of the same anchors are equal, and neither prints its bytes."""
    one, two = (from_anchors("a", "b", [ROOT.certificate.der, b"junk"]) for _ in range(2))
    assert one == two
    assert isinstance(one, Store)
    assert repr(one) == "Store(name='a', label='b')"

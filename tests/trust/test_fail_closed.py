"""Nothing but the whole check leads to the word trusted."""

import pytest
from cryptography import x509
from cryptography.x509 import verification
from trust.liar import Liar
from trust.making import AT, HOST, Made, chain_of, make, make_leaf, store_of

from inspector.trust import verify
from inspector.trust.assess import assess
from inspector.trust.assessment import Assessment

ROOT = make("Root", signs=True)
ISSUING = make("Issuing", ROOT, signs=True)
LEAF = make_leaf(ISSUING)


def _assess() -> Assessment:
    return assess(chain_of(LEAF, ISSUING), store_of(ROOT), name=HOST, at=AT)


def test_the_chain_is_good() -> None:
    """The chain that the other tests spoil is trusted as it stands."""
    found = _assess()
    assert found.trusted
    assert found.reason == ""
    assert found.allowed == ""


@pytest.mark.parametrize(
    "outcome",
    [
        RuntimeError("broken"),
        verification.VerificationError("no"),
        ValueError("\x1b[31mred"),
        None,
        [],
        (),
        [x509.load_der_x509_certificate(LEAF.certificate.der)],
        [x509.load_der_x509_certificate(item.certificate.der) for item in (ISSUING, ROOT)],
        [x509.load_der_x509_certificate(item.certificate.der) for item in (LEAF, ISSUING, ISSUING)],
    ],
    ids=repr,
)
def test_a_verifier_that_fails_or_lies_is_never_believed(monkeypatch: pytest.MonkeyPatch, outcome: object) -> None:
    """Whatever the verifier raises or gives back, other than this very path, the chain is not trusted."""
    monkeypatch.setattr(Liar, "outcome", outcome)
    monkeypatch.setattr(verification, "PolicyBuilder", Liar)
    found = _assess()
    assert not found.trusted
    assert found.valid == 0
    assert found.reason
    assert found.reason.isprintable()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (verify, "objection"),
        (verify, "name_objection"),
        (verify, "directory_objection"),
        (verify, "revocation_objection"),
        (verify, "loaded"),
        (verify, "_ask"),
        (verify, "_subject"),
    ],
)
def test_an_exception_in_any_step_is_a_no(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
    """A step that raises never leads to trust."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a step failed")

    monkeypatch.setattr(module, name, fail)
    assert not verify.verify(chain_of(LEAF, ISSUING, ROOT), store_of(ROOT), HOST, AT).trusted


def test_a_path_must_end_in_the_store() -> None:
    """A path whose last certificate is not an anchor is refused before anything else is asked."""
    stranger = make("Stranger")
    for path in (chain_of(LEAF, ISSUING, ROOT), chain_of(LEAF, ISSUING), chain_of(LEAF), ()):
        assert not verify.verify(path, store_of(stranger), HOST, AT).trusted


def test_an_allowance_needs_true_signatures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where our own rules decide alone, a signature that was not made by the issuer's key is still refused."""
    other = make("Root", signs=True)
    monkeypatch.setattr(verify, "allowance", lambda path: "anything goes")
    assert verify.verify(chain_of(LEAF, ISSUING, ROOT), store_of(ROOT), HOST, AT).trusted
    assert not verify.verify(chain_of(LEAF, ISSUING, other), store_of(other), HOST, AT).trusted


def test_a_verdict_is_a_no_by_default() -> None:
    """A verdict that nothing was said about is not trusted."""
    assert not verify.Verdict().trusted


def test_a_file_without_a_name_is_still_checked() -> None:
    """Without a name the rest of the check stays: an expired leaf is refused, a good one is not."""
    late = make_leaf(ISSUING, days=(-90, -1))
    assert verify.verify(chain_of(LEAF, ISSUING, ROOT), store_of(ROOT), None, AT).trusted
    assert not verify.verify(chain_of(late, ISSUING, ROOT), store_of(ROOT), None, AT).trusted


def test_made_certificates_are_what_they_seem() -> None:
    """The helper signs with the issuer's key, so that a wrong verdict is not the helper's."""
    made: Made = LEAF
    leaf, issuing = (x509.load_der_x509_certificate(item.certificate.der) for item in (made, ISSUING))
    leaf.verify_directly_issued_by(issuing)

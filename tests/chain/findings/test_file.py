"""Certificates in a file: what is said about them that is not said about a server, and the other way round."""

import itertools

import pytest
from trust.making import AT, HOST, Made, make, make_leaf, store_of

from inspector.chain.finding import Finding, Severity
from inspector.inspection import Inspection, Settings, judge

ROOT = make("Root", signs=True)
ISSUING = make("Issuing", ROOT, signs=True)
LEAF = make_leaf(ISSUING)
OTHER = make_leaf(ISSUING, "other.test", common="Other")
STRAY = make("Stray")


def filed(
    *made: Made, host: str | None = HOST, anchors: tuple[Made, ...] = (ROOT,), skipped: tuple[str, ...] = ()
) -> Inspection:
    """Return the inspection of a file with these certificates."""
    return judge(
        tuple(item.certificate.der for item in made),
        Settings(store=store_of(*anchors)),
        now=AT,
        source="chain.pem",
        host=host,
        in_file=True,
        skipped=skipped,
    )


def codes(seen: Inspection) -> dict[str, Finding]:
    """Return the findings by code."""
    return {finding.code: finding for finding in seen.findings}


def test_a_file_in_order_has_nothing_of_its_own() -> None:
    """A name was given, one leaf is there, nothing else: no finding is about the file."""
    assert not {"no-name-checked", "several-leaves", "no-leaf", "other-part", "wrong-order"} & set(
        codes(filed(LEAF, ISSUING))
    )


@pytest.mark.parametrize("host", [HOST, None])
def test_every_order_gives_the_same_path(host: str | None) -> None:
    """The verdict is the same, `served` stays as in the file, and findings point at places of the file."""
    for made in itertools.permutations((LEAF, ISSUING, ROOT, STRAY)):
        seen = filed(*made, host=host)
        assert seen.trusted
        assert [item.der for item in seen.served] == [item.certificate.der for item in made]
        assert [layer.certificate for layer in seen.layers] == [item.certificate for item in (LEAF, ISSUING, ROOT)]
        assert seen.presented[0] == LEAF.certificate
        assert sorted(item.der for item in seen.presented) == sorted(item.der for item in seen.served)
        assert [seen.served[layer.served_index or 0] for layer in seen.unused] == [STRAY.certificate]
        unused = codes(seen)["unused-certificate"]
        assert seen.served[unused.certificate or 0] == STRAY.certificate
        assert not {"leaf-not-first", "root-served"} & set(codes(seen))


def test_another_order_is_worth_a_word() -> None:
    """It is no fault of a server: only information."""
    finding = codes(filed(ROOT, ISSUING, LEAF))["wrong-order"]
    assert finding.severity is Severity.INFO
    assert finding.title.startswith("The file lists")


def test_without_a_name_that_is_said() -> None:
    """No name is checked, and nothing says that it matches."""
    seen = filed(LEAF, ISSUING, host=None)
    assert seen.host is None
    assert seen.trusted
    assert codes(seen)["no-name-checked"].severity is Severity.INFO
    assert "no-name-checked" not in codes(filed(LEAF, ISSUING))


def test_several_leaves() -> None:
    """The first is shown, the name chooses, and the other one is unused."""
    seen = filed(LEAF, OTHER, ISSUING, host=None)
    assert seen.layers[0].certificate == LEAF.certificate
    assert (
        codes(seen)["several-leaves"].title == f"The file holds 2 leaf certificates: {HOST} is the one that is shown."
    )
    assert [layer.certificate for layer in seen.unused] == [OTHER.certificate]
    chosen = filed(LEAF, OTHER, ISSUING, host="other.test")
    assert chosen.trusted
    assert chosen.layers[0].certificate == OTHER.certificate
    assert codes(chosen)["several-leaves"].certificate == 1


def test_authorities_alone() -> None:
    """That there is no leaf is said; what issued none of the others stands in its place."""
    seen = filed(ROOT, ISSUING, host=None)
    assert seen.layers[0].certificate == ISSUING.certificate
    assert codes(seen)["no-leaf"].certificate == 1


def test_what_else_stands_in_a_file() -> None:
    """Each part has its sentence, and a private key a warning word."""
    seen = filed(LEAF, ISSUING, skipped=("Block 2 is a private key.", "Block 3 is a revocation list."))
    found = [finding for finding in seen.findings if finding.code == "other-part"]
    assert [finding.title for finding in found] == ["Block 2 is a private key.", "Block 3 is a revocation list."]
    assert "Keep the file to yourself" in found[0].hint
    assert all(finding.severity is Severity.INFO for finding in found)


def test_nobody_sent_a_file() -> None:
    """The words about what is missing, doubled or left over do not speak of sending."""
    for seen in (
        filed(LEAF, anchors=(STRAY,)),
        filed(LEAF, ISSUING, anchors=(STRAY,)),
        filed(ISSUING, LEAF, anchors=(STRAY,), host=None),
        filed(STRAY, LEAF, ISSUING, ISSUING),
        filed(OTHER, ISSUING),
        filed(make_leaf(None), anchors=()),
    ):
        for finding in seen.findings:
            assert "sent" not in finding.title.split(), finding
            assert "sends" not in finding.title.split(), finding
        assert "sent" not in seen.assessment.reason.split()


def test_a_self_signed_leaf_behind_others() -> None:
    """Findings about the leaf point at its place in the file."""
    own = make_leaf(None, "own.test")
    seen = filed(STRAY, own, host="own.test", anchors=(ROOT,))
    assert codes(seen)["self-signed"].certificate == 1
    wrong = filed(STRAY, own, host="else.test", anchors=(ROOT,))
    assert codes(wrong)["name-mismatch"].certificate == 1
    assert "default-certificate" not in codes(wrong)

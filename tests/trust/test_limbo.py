"""x509-limbo: nothing that must fail is trusted, and every difference from its verdicts has a reason."""

from datetime import datetime

from trust.corpora import Case, limbo

from inspector.trust.assess import assess
from inspector.trust.assessment import Assessment
from inspector.trust.stores import from_anchors

TRUSTED_ALL_THE_SAME = {
    "Android, the JDK and OpenSSL do not ask for the form of key identifiers": {
        "rfc5280::aki::critical-aki",
        "rfc5280::aki::intermediate-missing-aki",
        "rfc5280::aki::leaf-missing-aki",
        "rfc5280::ski::critical-ski",
        "rfc5280::ski::intermediate-missing-ski",
        "rfc5280::ski::root-missing-ski",
        "webpki::aki::root-with-aki-all-fields",
        "webpki::aki::root-with-aki-authoritycertissuer",
        "webpki::aki::root-with-aki-missing-keyidentifier",
    },
    "clients take a leaf that may also sign": {
        "rfc5280::leaf-ku-keycertsign",
        "webpki::ca-as-leaf",
        "webpki::ee-basicconstraints-ca",
    },
    "clients pass over constraints on a leaf, which signs nothing": {
        "rfc5280::nc::not-allowed-in-ee-critical",
        "rfc5280::nc::not-allowed-in-ee-noncritical",
    },
    "limbo itself calls the same certificate good under the rules of the web": {
        "rfc5280::nc::permitted-dns-match-noncritical",
    },
    "clients do not ask whether an extension is rightly critical, or whether its subject may be empty": {
        "rfc5280::pc::ica-noncritical-pc",
        "rfc5280::san::noncritical-with-empty-subject",
        "webpki::san::san-critical-with-nonempty-subject",
    },
    "hosts with an underscore are real, and clients match them": {"rfc5280::san::underscore-dns"},
    "clients take any serial number": {"rfc5280::serial::too-long", "rfc5280::serial::zero"},
    "the common name is a caption: clients look at alternative names only": {
        "webpki::cn::ipv4-hex-mismatch",
        "webpki::cn::ipv4-leading-zeros-mismatch",
        "webpki::cn::ipv6-uncompressed-mismatch",
        "webpki::cn::ipv6-uppercase-mismatch",
        "webpki::cn::not-in-san",
        "webpki::cn::punycode-not-in-san",
    },
    "rules for what an authority may issue, which clients do not enforce": {
        "webpki::eku::ee-anyeku",
        "webpki::eku::ee-without-eku",
        "webpki::eku::root-has-eku",
        "webpki::forbidden-rsa-not-divisible-by-8-in-root",
        "webpki::malformed-aia",
    },
    "OkHttp takes a wildcard over a whole top-level domain; a finding says that browsers do not": {
        "webpki::san::public-suffix-wildcard-san",
    },
    "the case limits the depth by a setting that this app does not have": {"pathlen::max-chain-depth-0-exhausted"},
}

REFUSED_ALL_THE_SAME = {
    "a client's certificate is not a server's": {
        "rfc5280::nc::nc-permits-email-domain",
        "rfc5280::nc::nc-permits-email-exact",
        "rfc5280::nc::nc-permits-email-literal-double-asterisk",
        "rfc5280::nc::nc-permits-email-literal-mid-asterisk",
    },
    "a directory name as alternative name under a constraint: no server has it, and it stays refused": {
        "rfc5280::nc::permitted-dn-match",
    },
}


def _assess(case: Case) -> Assessment:
    store = from_anchors("limbo", "the case's roots", case.anchors)
    return assess(case.served, store, name=case.host, at=case.at, lists=case.lists)


def test_nothing_of_high_importance_is_trusted(now: datetime) -> None:
    """No case that must fail and is of high or critical importance is trusted, and each has a reason."""
    cases = [case for case in limbo(now) if case.must_fail]
    assert len(cases) == 10
    for case in cases:
        found = _assess(case)
        assert not found.trusted, case.name
        assert found.reason, case.name


def test_every_difference_is_known(now: datetime) -> None:
    """The verdicts differ from limbo's in the listed cases and in no other."""
    trusted: set[str] = set()
    refused: set[str] = set()
    for case in limbo(now):
        if _assess(case).trusted != case.good:
            (refused if case.good else trusted).add(case.name)
    assert trusted == set().union(*TRUSTED_ALL_THE_SAME.values())
    assert refused == set().union(*REFUSED_ALL_THE_SAME.values())

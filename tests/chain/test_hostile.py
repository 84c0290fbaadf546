"""The hand-made certificates are shown as their manifest expects, field by field."""

import pytest
from chain import corpora
from chain.calm import texts
from chain.corpora import Sample

from inspector.chain.certificate import Certificate, NotACertificate, parse_certificate
from inspector.chain.name import NameKind
from inspector.chain.text import visible


def expecting(*expectations: str) -> list[Sample]:
    """Return the samples with one of these expectations."""
    return [sample for sample in corpora.hostile() if sample.entry["expect"] in expectations]


def read(name: str) -> Certificate:
    """Return the hostile certificate with this name."""
    sample = next(sample for sample in corpora.hostile() if sample.name == f"hostile/{name}")
    return parse_certificate(sample.der)


def problem_fields(certificate: Certificate) -> set[str]:
    """Return the fields that have a problem."""
    return {problem.field for problem in certificate.problems}


def test_rejects_have_one_clear_message() -> None:
    """What is no certificate raises NotACertificate with one line that says why."""
    samples = expecting("reject")
    assert len(samples) >= 9
    for sample in samples:
        with pytest.raises(NotACertificate, match=r"^this is no certificate: [^\n]{10,100}$"):
            parse_certificate(sample.der)


def test_partial_certificates_name_the_unreadable_field() -> None:
    """A field that cannot be decoded is named as a problem, and the pin is there."""
    samples = expecting("parse-partial")
    assert len(samples) >= 30
    silent = [sample.name for sample in samples if not parse_certificate(sample.der).problems]
    assert silent == []


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("asn1_deep_name", {"subject", "issuer"}),
        ("date_empty", {"not before", "not after"}),
        ("date_fraction", {"not before", "not after"}),
        ("date_hour24", {"not before"}),
        ("date_noz", {"not before", "not after"}),
        ("date_offset", {"not before", "not after"}),
        ("date_wrongtag", {"not before", "not after"}),
        ("date_year1", {"not before"}),
        ("dn_bitstring", {"subject", "issuer"}),
        ("dn_bmp_odd", {"subject", "issuer"}),
        ("dn_dup_attr", {"subject", "issuer"}),
        ("dn_empty_rdn", {"subject", "issuer"}),
        ("dn_huge_oid", {"subject", "issuer"}),
        ("dn_ia5_high", {"subject", "issuer"}),
        ("dn_overlong_utf8", {"subject", "issuer"}),
        ("dn_surrogate", {"subject", "issuer"}),
        ("ext_bc_huge", {"basic constraints"}),
        ("ext_bc_pathlen_notca", {"basic constraints"}),
        ("ext_eku_empty", {"extended key usage"}),
        ("ext_ku_empty", {"key usage"}),
        ("key_emptybits", {"key"}),
        ("key_unusedbits", {"key"}),
        ("san_dup", {"names"}),
        ("san_ip_badlen", {"names"}),
        ("san_trailing", {"names"}),
        ("san_utf8_dns", {"names"}),
        ("serial_nonminimal", {"serial number"}),
        ("sig_ecdsa_null", {"signature"}),
        ("v4", {"version"}),
        ("version_default", {"version"}),
    ],
)
def test_only_the_odd_field_has_a_problem(name: str, fields: set[str]) -> None:
    """The problem names the field that is odd, and no other."""
    assert problem_fields(read(name)) == fields


@pytest.mark.parametrize("name", ["dn_seq", "dn_integer", "asn1_deep_name", "dn_huge_oid", "dn_overlong_utf8"])
def test_everything_beside_an_unreadable_subject_is_read(name: str) -> None:
    """Dates, serial, key, and signature stand although the subject cannot be read."""
    certificate = read(name)
    assert certificate.not_before is not None
    assert certificate.not_after is not None
    assert certificate.serial
    assert certificate.key.label == "EC P-256"
    assert certificate.signature == "SHA256 with ECDSA"
    assert any(value.startswith("#") or label == "unreadable" for label, value in certificate.subject.attributes)


@pytest.mark.parametrize("name", ["date_fraction", "date_hour24", "date_noz", "date_offset", "date_noseconds"])
def test_an_unreadable_date_is_quoted(name: str) -> None:
    """A date that cannot be read is None and its text is in the problem; the subject is read."""
    certificate = read(name)
    assert certificate.not_before is None
    assert "it reads “2" in certificate.problems[0].reason
    assert certificate.subject.value("CN") is not None


def test_fully_shown_certificates_have_every_field() -> None:
    """Where the manifest expects a field to be shown there is something to show."""
    samples = expecting("show", "show-fast", "no-fetch", "show-escaped", "show-bounded")
    assert len(samples) >= 80
    for sample in samples:
        certificate = parse_certificate(sample.der)
        assert certificate.not_before is not None, sample.name
        assert certificate.not_after is not None, sample.name
        assert certificate.version in (1, 3), sample.name
        assert certificate.subject.full, sample.name
        assert certificate.signature != "unreadable", sample.name
        assert certificate.key.type != "unknown", sample.name
        assert certificate.key.label, sample.name


@pytest.mark.parametrize(
    ("name", "escape", "payload"),
    [
        ("cn_esc_csi", "\\x1b[2J", "\x1b"),
        ("cn_c1_osc", "\\x9d", "\x9d"),
        ("cn_nul", "\\x00", "\0"),
        ("cn_rlo", "\\u{202e}", "\u202e"),
        ("cn_zerowidth", "\\u{200b}", "\u200b"),
        ("cn_ls_ps", "\\u{2028}", "\u2028"),
        ("cn_vs", "\\u{fe0f}", "\ufe0f"),
        ("cn_lf", "\\x0a", "\n"),
        ("cn_noncharacter", "\\u{ffff}", "\uffff"),
        ("san_esc_osc52", "\\x1b]52;c;", "\x1b"),
        ("san_bel", "\\x07", "\x07"),
        ("san_email_esc", "\\x1b[2J", "\x1b"),
        ("ext_cps_esc", "\\x1b", "\x1b"),
    ],
)
def test_hostile_characters_are_escaped(name: str, escape: str, payload: str) -> None:
    """The payload is in no text, and its escape is in one."""
    shown = list(texts(read(name)))
    assert any(escape in text for text in shown)
    assert not any(payload in text for text in shown)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cn_markup_click", "[@click="),
        ("cn_markup_link", "[link="),
        ("cn_markup_lost", "["),
        ("cn_xml", "<"),
        ("cn_dollar", "$"),
        ("cn_kotlin", '"'),
        ("cn_homograph", "\u0430"),
    ],
)
def test_printable_characters_stay(name: str, text: str) -> None:
    """What is printable is shown as it is: the markup of others is text here."""
    assert text in (read(name).subject.value("CN") or "")


def test_combining_floods_are_cut_to_four() -> None:
    """No base carries more than four combining marks."""
    assert "\u0301" * 5 not in read("cn_combining").subject.full


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("serial_100k", "(100,001 octets)"),
        ("ext_1mb", "(1,000,005 octets)"),
        ("san_1name_1mb", "… +999000"),
        ("dn_1000_rdn", "more"),
        ("cn_long", "… +"),
    ],
)
def test_huge_values_say_their_true_size(name: str, size: str) -> None:
    """A value that is cut says how large it is."""
    assert any(size in text for text in texts(read(name)))


def test_a_thousand_extensions_are_all_there() -> None:
    """Every one of 1,000 unknown extensions is listed as hexadecimal."""
    certificate = read("ext_1000")
    assert len([item for item in certificate.extensions if not item.decoded]) == 1_000


def test_ten_thousand_names_are_all_there() -> None:
    """The largest certificate of badssl.com keeps each of its names; its extension lists some and counts the others."""
    samples = [sample for sample in corpora.listed("badssl") if "10000-sans" in sample.name]
    certificate = parse_certificate(samples[0].der)
    assert len(certificate.names) == 10_000
    assert all(name.matchable for name in certificate.names)
    extension = certificate.extension("2.5.29.17")
    assert extension is not None
    assert extension.lines[-1] == "… and 9,900 more"


def test_inward_addresses_are_only_shown() -> None:
    """The addresses of an authority information access extension are lines of text."""
    extension = read("ext_aia_ssrf").extension("1.3.6.1.5.5.7.1.1")
    assert extension is not None
    assert all(line.startswith("issuer certificate: ") for line in extension.lines)
    assert any("169.254.169.254" in line for line in extension.lines)


def test_names_with_nul_match_nothing() -> None:
    """A NUL in the subject or in a name makes every name of the certificate unmatchable."""
    for name in ("cn_nul", "san_nul"):
        certificate = read(name)
        assert certificate.holds_nul
        assert certificate.names
        assert not any(item.matchable for item in certificate.names)


def test_odd_addresses_are_compressed() -> None:
    """Addresses stand in their shortest form."""
    names = [item.text for item in read("san_ip_odd").names if item.kind is NameKind.IP]
    assert "127.0.0.1" in names
    assert "::" in names


def test_texts_are_already_visible() -> None:
    """Making a parsed text visible again changes nothing, as long as it is not cut again."""
    for sample in corpora.hostile():
        try:
            certificate = parse_certificate(sample.der)
        except NotACertificate:
            continue
        for text in texts(certificate):
            assert visible(text, 1_000_000) == text, sample.name

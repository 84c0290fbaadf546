"""Dates: expired, not yet valid, expiring by the role's horizon, and lives that are too long."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from chain.findings.looking import Found, look
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from trust.making import AT, HOST, Made, make, make_leaf

from inspector.chain.certificate import parse_certificate
from inspector.chain.finding import Severity
from inspector.chain.lifetimes import life, longest_life

ROOT = make("Root", days=(-4000, 4000))
ISSUING = make("Issuing", ROOT, days=(-300, 800))


def chain(
    leaf: tuple[int, int] = (-30, 60), issuing: tuple[int, int] = (-300, 800), root: tuple[int, int] = (-4000, 4000)
) -> Found:
    """Return what is noticed of a chain whose certificates live these days around the moment."""
    top = make("Root", days=root)
    middle = make("Issuing", top, days=issuing)
    return look(make_leaf(middle, days=leaf), middle, anchors=(top,), public=True)


def dates_in(found: Found) -> dict[str, list[tuple[Severity, str]]]:
    """Return the findings about dates in short."""
    codes = ("expired", "not-yet-valid", "expiring")
    return {code: [(item.severity, item.title) for item in found[code]] for code in codes if code in found}


def day(offset: int) -> str:
    """Return the date that many days from the moment."""
    return f"{AT + timedelta(days=offset):%Y-%m-%d}"


@pytest.mark.parametrize(
    ("ages", "code", "title"),
    [
        ({"leaf": (-90, -3)}, "expired", f"The leaf {HOST} expired on {day(-3)}."),
        ({"issuing": (-90, -3)}, "expired", f"The intermediate Issuing expired on {day(-3)}."),
        ({"leaf": (2, 90)}, "not-yet-valid", f"The leaf {HOST} is not valid before {day(2)}."),
        ({"issuing": (2, 900)}, "not-yet-valid", f"The intermediate Issuing is not valid before {day(2)}."),
    ],
    ids=["leaf over", "intermediate over", "leaf early", "intermediate early"],
)
def test_outside_validity(ages: Any, code: str, title: str) -> None:
    """Leaf and intermediates outside their validity are errors: every client refuses."""
    assert dates_in(chain(**ages)) == {code: [(Severity.ERROR, title)]}


def test_anchor_outside_validity() -> None:
    """An anchor's own dates do not stop Android, hence a warning; what stops others is an error of its own."""
    found = chain(root=(-900, -3))
    assert dates_in(found) == {"expired": [(Severity.WARNING, f"The root Root expired on {day(-3)}.")]}
    assert "Android goes on" in found["expired"][0].hint
    assert found["not-trusted"][0].severity is Severity.ERROR
    assert dates_in(chain(root=(3, 900)))["not-yet-valid"][0][0] is Severity.WARNING


def test_the_last_moment_is_valid() -> None:
    """Both ends belong to the validity (RFC 5280, section 4.1.2.5)."""
    assert "expired" not in chain(leaf=(-90, 0))
    assert "not-yet-valid" not in chain(leaf=(0, 90))
    assert dates_in(chain(leaf=(-90, 0)))["expiring"][0][1].endswith(f"expires today, on {day(0)}.")


def test_without_a_path_only_the_leaf_is_sure() -> None:
    """An expired certificate that may not matter is a warning as long as there is no path."""
    stranger = make("Stranger", days=(-90, -3))
    found = look(make_leaf(make("Unknown", ROOT), days=(-90, -5)), stranger, anchors=(ROOT,))
    assert [item.severity for item in found["expired"]] == [Severity.ERROR, Severity.WARNING]


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ({"leaf": (-76, 15)}, []),
        ({"leaf": (-76, 14)}, [(Severity.WARNING, f"The leaf {HOST} expires in 14 days, on {day(14)}.")]),
        ({"leaf": (-89, 1)}, [(Severity.WARNING, f"The leaf {HOST} expires in 1 day, on {day(1)}.")]),
        ({"leaf": (-2, 4)}, []),
        ({"leaf": (-4, 2)}, [(Severity.WARNING, f"The leaf {HOST} expires in 2 days, on {day(2)}.")]),
        ({"issuing": (-900, 61)}, []),
        ({"issuing": (-900, 60)}, [(Severity.WARNING, f"The intermediate Issuing expires in 60 days, on {day(60)}.")]),
        ({"root": (-4000, 366)}, []),
        ({"root": (-4000, 365)}, [(Severity.INFO, f"The root Root expires in 365 days, on {day(365)}.")]),
    ],
    ids=["leaf 15", "leaf 14", "leaf 1", "six days, 4 left", "six days, 2 left", "61", "60", "366", "365"],
)
def test_horizons(ages: Any, expected: list[tuple[Severity, str]]) -> None:
    """Leaf 14 days, intermediate 60, root 365, and never more than the last third of a short life."""
    assert dates_in(chain(**ages)).get("expiring", []) == expected


def lived(issued: datetime, length: timedelta) -> Made:
    """Return a leaf of the issuing authority that is issued at a moment and valid for a length, both ends included."""
    key = make("x").key
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([]))
        .issuer_name(ISSUING.subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(issued)
        .not_valid_after(issued + length - timedelta(seconds=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=True)
        .sign(ISSUING.key, hashes.SHA256())
    )
    return Made(parse_certificate(made.public_bytes(Encoding.DER)), key)


# CA/Browser Forum, Baseline Requirements 6.3.2 (ballot SC-081v3): first day of issue, days.
@pytest.mark.parametrize(
    ("issued", "limit"),
    [
        (datetime(2020, 9, 1, tzinfo=UTC), 398),
        (datetime(2026, 3, 14, 23, 59, 59, tzinfo=UTC), 398),
        (datetime(2026, 3, 15, tzinfo=UTC), 200),
        (datetime(2027, 3, 14, 23, 59, 59, tzinfo=UTC), 200),
        (datetime(2027, 3, 15, tzinfo=UTC), 100),
        (datetime(2029, 3, 14, 23, 59, 59, tzinfo=UTC), 100),
        (datetime(2029, 3, 15, tzinfo=UTC), 47),
    ],
)
def test_lifetime(issued: datetime, limit: int) -> None:
    """A public leaf that lives its full days is right, one second more is too long."""
    fitting, long = lived(issued, timedelta(days=limit)), lived(issued, timedelta(days=limit, seconds=1))
    assert "lifetime" not in look(fitting, ISSUING, anchors=(ROOT,), public=True)
    (finding,) = look(long, ISSUING, anchors=(ROOT,), public=True)["lifetime"]
    assert finding.severity is Severity.WARNING
    assert finding.title == (
        f"The leaf lives longer than {limit} days, the most for a public one issued on {issued:%Y-%m-%d}."
    )


def test_lifetime_is_a_rule_of_public_authorities() -> None:
    """A private authority may issue for ten years; before 2020-09-01 no limit is known."""
    old = lived(datetime(2026, 4, 1, tzinfo=UTC), timedelta(days=3650))
    assert "lifetime" not in look(old, ISSUING, anchors=(ROOT,))
    assert longest_life(datetime(2020, 8, 31, 23, 59, 59, tzinfo=UTC)) is None
    assert life(old.certificate) == timedelta(days=3650)

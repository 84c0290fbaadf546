"""The packaged root facts are the shared ones."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from testdata import shared
from trust.android.derive_roots import DATA, derive

from inspector.chain.name import Name
from inspector.chain.text import visible
from inspector.trust.data.roots import Root, android_states, apple_lists, roots, roots_named


def test_packaged_tables_are_derived_from_the_shared_data() -> None:
    """Deriving again gives the packaged bytes."""
    for name, text in derive(shared("data", "android_roots.json").parent).items():
        assert (DATA / name).read_text(encoding="utf-8") == text, name


@pytest.mark.parametrize("system", ["android", "apple"])
def test_every_fact_comes_back(system: str) -> None:
    """Fingerprint, pin, names, validity, key, first and last state of each root equal the shared table's."""
    by_fingerprint = {root.fingerprint: root for root in roots()}
    records: list[dict[str, Any]] = json.loads(shared("data", f"{system}_roots.json").read_text("utf-8"))
    for record in records:
        root = by_fingerprint[record["sha256"]]
        assert root.pin.base64 == record["spki_sha256"]
        assert (root.name, root.key) == (record["name"], record["key"])
        names = tuple(record.get(label) or "" for label in ("cn", "o", "ou"))
        assert (root.common_name, root.organization, root.unit) == names
        assert root.not_after == datetime.fromisoformat(record["not_after"])
        span = root.android if system == "android" else root.apple
        assert span is not None
        assert _states(system, span) == (record["first"], record["last"]), record["name"]
    assert len(records) == sum((root.android if system == "android" else root.apple) is not None for root in roots())


def _states(system: str, span: tuple[int, int]) -> tuple[dict[str, Any], dict[str, Any]]:
    if system == "apple":
        lists = apple_lists()
        first, last = ({"ios": lists[place][0], "listed": lists[place][1]} for place in span)
        return first, last
    records = json.loads(shared("data", "android_root_states.json").read_text("utf-8"))
    first, last = ({key: records[place][key] for key in ("android", "api", "ref", "how")} for place in span)
    return first, last


def test_every_state_has_the_number_of_roots_that_was_counted() -> None:
    """The table's ranges add up to the size of each state of Android's store."""
    records = json.loads(shared("data", "android_root_states.json").read_text("utf-8"))
    counted = [
        sum(root.android is not None and root.android[0] <= place <= root.android[1] for root in roots())
        for place in range(len(android_states()))
    ]
    assert counted == [record["roots"] for record in records]


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("ISRG Root X1", ("7.1.1", 25), ("17", 37)),
        ("ISRG Root X2", ("14", 34), ("17", 37)),
        ("DST Root CA X3", ("4.0", 15), ("13", 33)),
        ("GlobalSign Root CA", ("4.0", 15), ("16", 36)),
    ],
)
def test_well_known_roots(name: str, first: tuple[str, int], last: tuple[str, int]) -> None:
    """Roots whose coming and going is public knowledge (Let's Encrypt's compatibility page, the data's README)."""
    (root,) = [item for item in roots() if item.name == name]
    assert root.android is not None
    assert android_states()[root.android[0]][:2] == first
    assert android_states()[root.android[1]][:2] == last


def test_gts_roots_keep_their_key_over_two_certificates() -> None:
    """GTS Root R1 to R4 have one certificate in 10 to 13 and another with the same key from 14."""
    for number in range(1, 5):
        found = [item for item in roots() if item.name == f"GTS Root R{number}" and item.android is not None]
        assert len(found) == 2
        assert len({item.pin for item in found}) == 1
        spans = sorted(item.android for item in found if item.android is not None)
        assert [android_states()[place][1] for span in spans for place in span] == [29, 33, 34, 37]


def test_security_patches_are_kept() -> None:
    """TrustCor and E-Tugra left 11 and 13 by patch."""
    patched = {item.name: item.patches for item in roots() if item.patches}
    assert set(patched) == {
        "TrustCor RootCert CA-1",
        "TrustCor RootCert CA-2",
        "TrustCor ECA-1",
        "E-Tugra Certification Authority",
    }
    assert all({patch.partition(":")[0] for patch in patches} == {"11", "13"} for patches in patched.values())


def test_texts_are_visible_text() -> None:
    """No name in the table needs an escape, so that it can be compared with a parsed certificate's."""
    for root in roots():
        for text in (root.name, root.common_name, root.organization, root.unit, root.key):
            assert visible(text) == text


def _name(*attributes: tuple[str, str]) -> Name:
    return Name(b"", "", "", attributes)


def test_roots_are_found_by_name_without_case_and_surplus_blanks() -> None:
    """Common name, organisation and unit decide; other attributes do not."""
    found = roots_named(_name(("C", "US"), ("O", "internet  security research group"), ("CN", "ISRG ROOT X1")))
    assert [root.name for root in found] == ["ISRG Root X1"]
    assert roots_named(_name(("O", "Internet Security Research Group"), ("CN", "ISRG Root X3"))) == ()
    assert roots_named(_name(("O", "Internet Security Research Group"), ("OU", "x"), ("CN", "ISRG Root X1"))) == ()


def test_last_unit_of_several_counts() -> None:
    """VeriSign's G5 has two units; the table knows the last one."""
    units = (("OU", "VeriSign Trust Network"), ("OU", "(c) 2006 VeriSign, Inc. - For authorized use only"))
    name = "VeriSign Class 3 Public Primary Certification Authority - G5"
    found = roots_named(_name(("O", "VeriSign, Inc."), *units, ("CN", name)))
    assert [root.name for root in found] == [name]


def test_table_has_no_time_without_zone() -> None:
    """Validity is in UTC."""
    sample: Root = roots()[0]
    assert sample.not_before.tzinfo is UTC
    assert sample.not_after.tzinfo is UTC

"""AndroidManifest.xml: which file it names, and who heeds it."""

import pytest
from clients.nsc.reading import TODAY, pinned, problems, read

from inspector.clients.nsc.manifest_reader import ManifestReader
from inspector.clients.source import CannotRead, Reading, Source

NAMED = 'android:networkSecurityConfig="@xml/nsc"'


def manifest(attributes: str = NAMED, before: str = "") -> str:
    """Return a manifest with these attributes on its application, which stands on line 3."""
    return (
        f'<manifest xmlns:android="http://schemas.android.com/apk/res/android">\n{before}\n'
        f"<application {attributes}/>\n</manifest>"
    )


def follow(text: str, **files: str) -> Reading:
    """Return the reading of a manifest with files in res/xml beside it."""
    beside = {f"res/xml/{name}.xml": content for name, content in files.items()}
    return ManifestReader(TODAY).read(Source("app/src/main/AndroidManifest.xml", text, beside.get))


def told(reading: Reading) -> list[str]:
    """Return the codes of the problems of the file as a whole."""
    return [problem.code for problem in reading.problems]


def test_the_named_file_is_followed_without_its_lines() -> None:
    """The rules are there; the lines are another file's."""
    text = pinned().replace("</network", "<debug-overrides/></network")
    found = follow(manifest(), nsc=text)
    assert told(found) == []
    assert [rules.variant for rules in found.sets] == ["", "debug build"]
    for rules in found.sets:
        assert [rule.pattern for rule in rules.rules] == ["a.test"]
        lines = [rules.line, *(rule.line for rule in rules.rules), *(problem.line for problem in problems(rules))]
        assert {*lines, *(pin.line for rule in rules.rules for pin in rule.pins)} == {None}


def test_the_debug_file_is_followed_too() -> None:
    """Beside the named file."""
    anchors = '<trust-anchors><certificates src="system"/></trust-anchors>'
    other = f"<network-security-config><debug-overrides>{anchors}</debug-overrides></network-security-config>"
    assert follow(manifest(), nsc=pinned(), nsc_debug=other).sets[1].rules[0].bypass


def test_a_manifest_that_names_no_file() -> None:
    """It matters where a file lies there, and only then."""
    assert told(follow(manifest("android:label='x'"))) == []
    assert told(follow(manifest("android:label='x'"), network_security_config=pinned())) == ["not-in-manifest"]
    assert told(follow(manifest())) == ["config-not-found"]
    with pytest.raises(CannotRead, match="names no XML resource"):
        follow(manifest('android:networkSecurityConfig="@raw/../x"'))


@pytest.mark.parametrize(
    ("attributes", "before", "codes", "line"),
    [
        (f'{NAMED} android:usesCleartextTraffic="true"', "", ["uses-cleartext-ignored"], 3),
        (f'{NAMED} android:debuggable="true"', "", ["HardcodedDebugMode"], 3),
        (NAMED, '<uses-sdk android:minSdkVersion="21"/>', ["old-android"], 2),
        (NAMED, '<uses-sdk android:minSdkVersion="24"/>', [], None),
        (NAMED, '<uses-sdk android:minSdkVersion="@integer/x"/>', [], None),
    ],
)
def test_who_heeds_the_file(attributes: str, before: str, codes: list[str], line: int | None) -> None:
    """The cleartext flag is ignored; before API 24 the file is; a debuggable release takes the debug-overrides."""
    found = follow(manifest(attributes, before), nsc=pinned())
    assert told(found) == codes
    assert [problem.line for problem in found.problems] == ([line] if codes else [])


def test_a_config_looks_at_the_manifest_beside_it() -> None:
    """Named, another one named, none named; from res/xml two folders up."""
    for attributes, codes in (
        (NAMED, []),
        ('android:networkSecurityConfig="@xml/other"', ["not-in-manifest"]),
        ("android:label='x'", ["not-in-manifest"]),
    ):
        found = read(pinned(), {"../../AndroidManifest.xml": manifest(attributes)})
        assert told(found) == codes
        assert [problem.line for problem in found.problems] == [None] * len(codes)
    assert told(read(pinned(), {"../../AndroidManifest.xml": "<broken"})) == []


def test_what_is_no_manifest() -> None:
    """Refused with a reason; a library's manifest without application holds nothing."""
    with pytest.raises(CannotRead, match="no <manifest>"):
        follow("<x/>")
    assert follow("<manifest/>") == Reading()
    assert ManifestReader().recognises(Source("", manifest()))
    assert not ManifestReader().recognises(Source("", "<manifest/>"))

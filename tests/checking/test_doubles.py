"""A manifest and the config that it names are told once."""

from pathlib import Path

from rehearsing.conftest import NOW

from inspector.checking.checking import Means, check
from inspector.checking.gathering import gather
from inspector.clients.judging import judge
from inspector.clients.readers import readers

PIN = "C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
CONFIG = f"""<network-security-config>
<domain-config><domain includeSubdomains="true">a.example.com</domain>
<pin-set><pin digest="SHA-256">{PIN}</pin></pin-set></domain-config>
</network-security-config>
"""
MANIFEST = """<manifest xmlns:android="http://schemas.android.com/apk/res/android">
<application android:networkSecurityConfig="@xml/pins" android:usesCleartextTraffic="true"/></manifest>
"""


def project(folder: Path, *, config: bool) -> Path:
    """Write an app's manifest, and the config that it names."""
    sources = folder / "app" / "src" / "main"
    (sources / "res" / "xml").mkdir(parents=True)
    (sources / "AndroidManifest.xml").write_text(MANIFEST)
    if config:
        (sources / "res" / "xml" / "pins.xml").write_text(CONFIG)
    return folder


def test_rules_are_told_where_they_have_their_lines(tmp_path: Path) -> None:
    """The rules stand under the config, the word about cleartext under the manifest, each once."""
    report = check(gather(str(project(tmp_path, config=True))), (), Means(readers(NOW.date()), judge, None, NOW))
    by_name = {file.file.name.rpartition("/")[2]: file.file for file in report.files}
    assert [rules.line for rules in by_name["pins.xml"].sets] == [1]
    assert by_name["AndroidManifest.xml"].sets == ()
    codes = [problem.code for file in by_name.values() for problem in file.problems]
    assert codes.count("uses-cleartext-ignored") == 1
    assert by_name["AndroidManifest.xml"].problems[0].line == 2


def test_a_manifest_that_names_nothing_keeps_its_own_word(tmp_path: Path) -> None:
    """Where the config is not there, what the manifest tells stays."""
    report = check(gather(str(project(tmp_path, config=False))), (), Means(readers(NOW.date()), judge, None, NOW))
    assert [file.file.name.rpartition("/")[2] for file in report.files] == ["AndroidManifest.xml"]
    assert report.files[0].file.problems


def test_a_manifest_alone_is_read_with_its_config(tmp_path: Path) -> None:
    """Named by itself, the manifest tells the rules of the config."""
    manifest = project(tmp_path, config=True) / "app" / "src" / "main" / "AndroidManifest.xml"
    report = check(gather(str(manifest)), (), Means(readers(NOW.date()), judge, None, NOW))
    assert report.files[0].file.sets[0].rules[0].pattern == "a.example.com"

"""The copied Network Security Config and its manifest attribute, built by Android's own resource compiler."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from testdata import require_client

from inspector.clients.registry import clients
from inspector.pinning.draft import Draft, make_pin_set
from inspector.pinning.pin_set import PinSet

FRAMEWORK = Path("/usr/share/android-framework-res/framework-res.apk")
NASTY = "x --> <evil/> <!-- &evil; ]]> -"
MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="test.bank.app">
    <application {attribute}/>
</manifest>
"""


def _set(served: Any, **options: Any) -> PinSet:
    draft = Draft("api.bank.test", frozenset(layer.pin for layer in served.layers), **options)
    return make_pin_set(draft, served.layers, at=served.now)


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)


def _build(folder: Path, text: str, attribute: str) -> subprocess.CompletedProcess[str]:
    """Build an app of nothing but the file and its manifest; return what the linker said."""
    require_client(shutil.which("aapt2"), "aapt2")
    require_client(FRAMEWORK.exists(), FRAMEWORK.name)
    (folder / "res" / "xml").mkdir(parents=True)
    (folder / "res" / "xml" / "network_security_config.xml").write_text(text, encoding="ascii")
    (folder / "AndroidManifest.xml").write_text(MANIFEST.format(attribute=attribute))
    compiled = _run("aapt2", "compile", "--dir", str(folder / "res"), "-o", str(folder / "res.zip"))
    if compiled.returncode:
        return compiled
    manifest = str(folder / "AndroidManifest.xml")
    app, resources = str(folder / "app.apk"), str(folder / "res.zip")
    return _run("aapt2", "link", "-I", str(FRAMEWORK), "--manifest", manifest, "-o", app, resources)


def _built(folder: Path) -> str:
    """Return the file as it stands in the app, as aapt2 prints it."""
    return _run(
        "aapt2", "dump", "xmltree", "--file", "res/xml/network_security_config.xml", str(folder / "app.apk")
    ).stdout


def _attribute(text: str) -> str:
    """Return the manifest's attribute as the copied file itself names it."""
    found = re.search(r'android:networkSecurityConfig="[^"]+"', text)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("subdomains", [False, True])
@pytest.mark.parametrize("nasty", [False, True])
def test_the_copied_file_builds(served: Any, tmp_path: Path, subdomains: bool, nasty: bool) -> None:
    """The app holds host, digests, every pin and the date, and nothing of the comments."""
    pin_set = _set(served, subdomains=subdomains, expires=date(2099, 6, 30))
    if nasty:
        labelled = tuple(replace(item, label=NASTY) for item in pin_set.chosen)
        pin_set = replace(pin_set, chosen=labelled, stamp=NASTY)
    text = clients()["nsc"].write(pin_set, whole_file=True).text
    done = _build(tmp_path, text, _attribute(text))
    assert done.returncode == 0, done.stderr
    tree = _built(tmp_path)
    assert re.findall(r"T: '(.*)'", tree) == ["api.bank.test", *(pin.base64 for pin in pin_set.pins)]
    assert tree.count('A: digest="SHA-256"') == len(pin_set.pins)
    assert f"A: includeSubdomains={str(subdomains).lower()}" in tree
    assert 'A: expiration="2099-06-30"' in tree
    assert "evil" not in tree


def test_the_fragment_builds_where_it_is_merged(served: Any, tmp_path: Path) -> None:
    """Pasted between the tags of a file that is there already."""
    fragment = clients()["nsc"].write(_set(served)).text
    whole = f"<network-security-config>\n{fragment}</network-security-config>\n"
    done = _build(tmp_path, whole, 'android:networkSecurityConfig="@xml/network_security_config"')
    assert done.returncode == 0, done.stderr
    assert _built(tmp_path).count("E: pin (") == len(served.layers)


def test_the_build_would_notice_a_wrong_name(served: Any, tmp_path: Path) -> None:
    """The compiler does look: a manifest that names another file does not build."""
    text = clients()["nsc"].write(_set(served), whole_file=True).text
    done = _build(tmp_path, text, 'android:networkSecurityConfig="@xml/other"')
    assert done.returncode != 0
    assert "xml/other" in done.stderr

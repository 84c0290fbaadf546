"""Many config files compiled at once by Android's own resource compiler."""

import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

FRAMEWORK = Path("/usr/share/android-framework-res/framework-res.apk")
MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="test.bank.app"><application/></manifest>
"""


def compile_files(files: Mapping[str, str], folder: Path) -> dict[str, Path]:
    """Return the compiled file for each name; the texts must be well-formed."""
    for kind in ("xml", "raw"):
        (folder / "res" / kind).mkdir(parents=True)
    for name, text in files.items():
        (folder / "res" / "xml" / f"{name}.xml").write_text(text, encoding="utf-8")
    (folder / "res" / "raw" / "own_ca.pem").write_text("a certificate")
    manifest = folder / "AndroidManifest.xml"
    manifest.write_text(MANIFEST)
    resources, app = str(folder / "res.zip"), folder / "app.apk"
    _run("aapt2", "compile", "--dir", str(folder / "res"), "-o", resources)
    _run("aapt2", "link", "-I", str(FRAMEWORK), "--manifest", str(manifest), "-o", str(app), resources)
    with zipfile.ZipFile(app) as archive:
        archive.extractall(folder / "app", [f"res/xml/{name}.xml" for name in files])
    return {name: folder / "app" / "res" / "xml" / f"{name}.xml" for name in files}


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-4000:]

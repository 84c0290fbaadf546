"""The .cer export is what openssl makes of the same certificate."""

import shutil
import subprocess
from pathlib import Path

from real_clients.opponent import Served
from testdata import require_client

from inspector.chain.container import to_pem
from inspector.clients.cer import Cer
from inspector.pinning.draft import Draft, make_pin_set


def test_cer_is_what_openssl_writes(served: Served, tmp_path: Path) -> None:
    """Each layer's file, and the files that the copied shell lines write, byte for byte."""
    require_client(shutil.which("openssl"), "openssl")
    expected = []
    for number, layer in enumerate(served.layers):
        pem = tmp_path / f"{number}.pem"
        pem.write_text(to_pem(layer.certificate.der))
        command = ["openssl", "x509", "-in", str(pem), "-outform", "der"]
        expected.append(subprocess.run(command, check=True, capture_output=True, timeout=30).stdout)
        draft = Draft("api.bank.test", frozenset({layer.pin}))
        assert Cer().file(make_pin_set(draft, served.layers, at=served.now)).der == expected[-1]
    every = make_pin_set(
        Draft("api.bank.test", frozenset(layer.pin for layer in served.layers)), served.layers, at=served.now
    )
    (tmp_path / "copied.sh").write_text(Cer().write(every).text)
    subprocess.run(["sh", "copied.sh"], cwd=tmp_path, check=True, timeout=30)
    names = [f"api.bank.test-{layer.role.value}.cer" for layer in served.layers]
    assert [(tmp_path / name).read_bytes() for name in names] == expected

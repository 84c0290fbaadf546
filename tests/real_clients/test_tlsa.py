"""OpenSSL's DANE verifier reads the records that were copied, as the only thing that it trusts."""

import re
import subprocess

import pytest
from real_clients.stage import Stage

from inspector.clients.registry import clients


def _verify(stage: Stage, records: list[str], host: str = "api.bank.test") -> "subprocess.CompletedProcess[str]":
    """Return what OpenSSL's verifier says of the records of a zone; it knows no authority."""
    data = [record.partition(" TLSA ")[2] for record in records]
    asked = [argument for record in data for argument in ("-dane_tlsa_rrdata", record)]
    return stage.network.run(
        "openssl", "s_client", "-no-CAfile", "-no-CApath", "-no-CAstore", "-verify_return_error",
        "-connect", f"{host}:443", "-dane_tlsa_domain", host, *asked, folder=stage.folder,
    )  # fmt: skip


@pytest.mark.parametrize(("index", "usage"), [(0, "3 1 1"), (1, "2 1 1")], ids=["leaf", "intermediate"])
def test_tlsa_records_verify(stage: Stage, index: int, usage: str) -> None:
    """The leaf's record and the sent authority's, without any root store; one digit changed matches nothing."""
    text = clients()["tlsa"].write(stage.pins(index)).text
    records = [line for line in text.splitlines() if not line.startswith(";")]
    assert [record.partition(" TLSA ")[2][:5] for record in records] == [usage]
    right = _verify(stage, records)
    assert right.returncode == 0, right.stdout
    assert "Verify return code: 0 (ok)" in right.stdout
    assert re.search(rf"DANE TLSA {usage} \S+ (matched|signed|is)", right.stdout)
    last = records[0][-1]
    wrong = _verify(stage, [records[0][:-1] + ("0" if last != "0" else "1")])
    assert wrong.returncode == 1
    assert "Verify return code: 65 (no matching DANE TLSA records)" in wrong.stdout


def test_tlsa_backup_beside_the_leaf(stage: Stage) -> None:
    """A key in reserve beside the leaf's verifies; alone it does not."""
    text = clients()["tlsa"].write(stage.pins(0, backup=True)).text
    records = [line for line in text.splitlines() if not line.startswith(";")]
    assert _verify(stage, records).returncode == 0
    assert _verify(stage, records[1:]).returncode == 1

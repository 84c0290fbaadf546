"""`pinspector check` on React Native: one call is two sets, for iOS and for Android, and both are shipped."""

import json
from pathlib import Path

import pytest
from cli.checking import OLD, SPARE, write
from cli.conftest import Cli
from rehearsing.conftest import HOST, NOW, credentials

from inspector.chain.certificate import parse_certificate


@pytest.fixture
def target(tmp_path: Path) -> tuple[str | Path, ...]:
    """Return a chain for a registered name as a target, trusted, at the moment when it holds."""
    leaf, issuing, root = credentials()
    chain, roots = tmp_path / "chain.pem", tmp_path / "roots.pem"
    chain.write_text(leaf.pem + issuing.pem)
    roots.write_text(root.pem)
    return (chain, "--roots", roots, "--at", NOW.date().isoformat())


def pins(folder: Path, *hashes: str, host: str = HOST) -> Path:
    """Return a script that pins `host`."""
    listed = ", ".join(f"'{text}'" for text in hashes)
    call = f"await initializeSslPinning({{ '{host}': {{ publicKeyHashes: [{listed}] }} }});"
    module = "import { initializeSslPinning } from 'react-native-ssl-public-key-pinning';"
    return write(folder, f"{module}\n{call}\n", "src/pinning.ts")


def leaf_pin() -> str:
    """Return the bare base64 of the leaf's pin."""
    return parse_certificate(credentials()[0].der).pin.base64


def outcomes(text: str) -> list[tuple[str, str]]:
    """Return client and outcome of each verdict of `check --json`."""
    return [(one["client"], one["outcome"]) for one in json.loads(text)["verdicts"]]


def test_good_pins_are_code_0(cli: Cli, target: tuple[str | Path, ...], tmp_path: Path) -> None:
    """Two pins of which one is the leaf's connect on both systems."""
    file = pins(tmp_path, leaf_pin(), SPARE)
    told = cli("check", file, *target, "--json")
    assert told.code == 0, told.out + told.err
    assert outcomes(told.out) == [("react-native", "connects")] * 2


def test_wrong_pins_are_code_1(cli: Cli, target: tuple[str | Path, ...], tmp_path: Path) -> None:
    """Refused on both systems: neither is a build that is left out of the answer."""
    file = pins(tmp_path, OLD, SPARE)
    told = cli("check", file, *target, "--json")
    assert told.code == 1
    assert outcomes(told.out) == [("react-native", "refused")] * 2
    assert cli("check", file, *target).code == 1


@pytest.mark.parametrize(
    ("hashes", "expected"),
    [
        ((0,), {"not-pinned", "connects"}),
        ((SPARE,), {"not-pinned", "refused"}),
    ],
    ids=["the leaf's alone", "a wrong one alone"],
)
def test_one_pin_is_code_1(
    cli: Cli, target: tuple[str | Path, ...], tmp_path: Path, hashes: tuple[str | int, ...], expected: set[str]
) -> None:
    """TrustKit demands two, so that nothing is pinned on iOS, though Android connects: one bad system is enough."""
    written = [leaf_pin() if item == 0 else str(item) for item in hashes]
    told = cli("check", pins(tmp_path, *written), *target, "--json")
    assert told.code == 1
    assert {outcome for _, outcome in outcomes(told.out)} == expected
    assert "goes on after the rejection is not pinned" in told.out


def test_bad_rules_are_code_1_without_a_chain(cli: Cli, tmp_path: Path) -> None:
    """Offline too: a single pin is wrong in the code, two are not."""
    assert cli("check", pins(tmp_path, SPARE), "--offline").code == 1
    assert cli("check", pins(tmp_path, OLD, SPARE), "--offline").code == 0


def test_an_unreachable_host_is_code_3(cli: Cli, tmp_path: Path) -> None:
    """Rules with nothing wrong in them and no chain are no success; what is known to be bad outweighs that."""
    nowhere = ("--connect-to", "127.0.0.1:1", "--timeout", "3")
    assert cli("check", pins(tmp_path, OLD, SPARE), *nowhere).code == 3
    assert cli("check", pins(tmp_path, SPARE), *nowhere).code == 1

"""Hosts with an underscore: asked and judged as curl and OkHttp do, and pinned where the client is known for it."""

from pathlib import Path

import pytest
from cli.conftest import Cli
from cli.filing import ISSUING, ROOT, pem
from trust.making import make_leaf

EXACT, WILD, OTHER = make_leaf(ISSUING, "a_b.test"), make_leaf(ISSUING, "*.test.example"), make_leaf(ISSUING, "ab.test")


@pytest.mark.parametrize(
    ("leaf", "host", "code"),
    [
        (EXACT, "a_b.test", 0),
        (EXACT, "A_B.test", 0),
        (WILD, "_c.test.example", 0),
        (OTHER, "a_b.test", 1),
        (EXACT, "ab.test", 1),
        (EXACT, "a_c.test", 1),
    ],
    ids=["exact", "upper case", "wildcard", "other name", "other host", "other host with one"],
)
def test_names_are_compared_as_ever(
    cli: Cli, tmp_path: Path, roots: tuple[str, ...], leaf: object, host: str, code: int
) -> None:
    """An underscore is a character like others."""
    chain = tmp_path / "chain.pem"
    chain.write_text(pem(leaf, ISSUING, ROOT))  # type: ignore[arg-type]
    told = cli("show", chain, *roots, "--server-name", host)
    assert told.code == code, told.err


@pytest.mark.parametrize(
    ("client", "code"),
    [("okhttp-kotlin", 0), ("okhttp-java", 0), ("nsc", 0), ("curl", 0), ("apple", 1), ("trustkit", 1), ("cronet", 1)],
)
def test_clients_that_are_known_to_take_it(
    cli: Cli, tmp_path: Path, roots: tuple[str, ...], client: str, code: int
) -> None:
    """OkHttp's patterns may have one; Cronet checks names by STD 3, and of Apple's nothing is known."""
    chain = tmp_path / "chain.pem"
    chain.write_text(pem(EXACT, ISSUING, ROOT))
    more = ("--accept-private-anchor", "--expires", "2027-06-01", "--server-name", "a_b.test")
    told = cli("pin", chain, *roots, "--for", client, *more)
    assert told.code == code, told.err
    assert ("a_b.test" in told.out) is (code == 0)
    assert ("underscore" in told.err) is (code == 1)


def test_a_host_with_an_underscore_is_asked(cli: Cli) -> None:
    """The name is looked up: it is no mistake of the command line."""
    told = cli("show", "a_b.invalid", "--connect-to", "127.0.0.1:1", "--timeout", "2")
    assert (told.code, told.out) == (3, "")
    assert "underscore" not in told.err

"""The options of a target: what they mean, and what they refuse."""

from datetime import UTC, datetime

import pytest
from cli.conftest import Cli

from inspector.cli.options import settings_from
from inspector.cli.show import parser
from inspector.inspection import Settings
from inspector.net.options import Family, FetchOptions
from inspector.net.starttls.protocol import Protocol


def settings(*argv: str) -> Settings:
    """Return what the options mean to `show`."""
    return settings_from(parser().parse_args(["bank.test", *argv]))


def test_without_options_the_settings_are_the_defaults() -> None:
    """Ten seconds, any family, no proxy, Mozilla's roots, the present."""
    assert settings() == Settings()
    assert settings().options.timeout == 10.0


def test_every_option_reaches_the_settings() -> None:
    """One value each."""
    found = settings(
        *("--server-name", "a.test", "--connect-to", "127.0.0.1:8443", "--ipv6", "--proxy", "http://proxy.test:3128"),
        *("--timeout", "2.5", "--roots", "ca.pem", "--at", "2027-03-04", "--legacy", "--starttls", "imap"),
        *("--all-addresses", "--fetch-missing"),
    )
    assert found == Settings(
        options=FetchOptions(
            timeout=2.5, family=Family.IPV6, proxy="http://proxy.test:3128", legacy=True, starttls=Protocol.IMAP
        ),
        roots="ca.pem",
        server_name="a.test",
        connect_to="127.0.0.1:8443",
        at=datetime(2027, 3, 4, tzinfo=UTC),
        all_addresses=True,
        fetch_missing=True,
    )
    assert settings("--ipv4").options.family is Family.IPV4
    assert settings("--proxy", "env").options.proxy == "env"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24", datetime(2026, 11, 24, tzinfo=UTC)),
        ("2026-11-24T09:00:00Z", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        ("2026-11-24t09:00:00z", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        ("2026-11-24T09:00:00+02:00", datetime(2026, 11, 24, 7, tzinfo=UTC)),
        ("2026-11-24T00:00:00.250-01:30", datetime(2026, 11, 24, 1, 30, 0, 250_000, tzinfo=UTC)),
        ("2026-11-24T00:00:00.123456789Z", datetime(2026, 11, 24, 0, 0, 0, 123_456, tzinfo=UTC)),
    ],
)
def test_a_moment_is_a_day_or_an_rfc_3339_time(text: str, expected: datetime) -> None:
    """A day means its first moment in UTC."""
    assert settings("--at", text).at == expected


@pytest.mark.parametrize(
    "text",
    [
        *("tomorrow", "", "2026-13-01", "2026-02-30", "24.11.2026", "20261124", "2026-W48-2", "2026-11-24T09:00:00"),
        *("2026-11-24T9:00:00Z", "2026-11-24T09:00Z", "0001-01-01T00:00:00+01:00", "٢٠٢٦-11-24", "2026-11-24\n"),
    ],
)
def test_no_moment_is_refused(cli: Cli, text: str) -> None:
    """A time without zone, a date in another spelling and a day that does not exist are wrong command lines."""
    outcome = cli("show", "bank.test", "--at", text)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--at" in outcome.err


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "ten", "", "3601", "1e9"])
def test_no_timeout_is_refused(cli: Cli, text: str) -> None:
    """Only a number of seconds above 0 and up to an hour can be waited for."""
    outcome = cli("show", "bank.test", f"--timeout={text}")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--timeout" in outcome.err


@pytest.mark.parametrize(
    "options",
    [
        ("--ipv4", "--ipv6"),
        ("--json", "--pem"),
        ("--time", "3"),
        ("--android", "3"),
        ("--android", "30", "--fetch-missing"),
        ("--starttls", "xmpp"),
        ("--starttls", "SMTP"),
        ("--client-cert", "-", "--password-file", "-"),
        ("--connect-to", "127.0.0.1:0"),
        ("--server-name", "a b"),
        ("--roots",),
    ],
    ids=" ".join,
)
def test_options_that_cannot_be_meant_are_refused(cli: Cli, options: tuple[str, ...]) -> None:
    """Contradictions, abbreviations, unknown options and values that are none end with 2."""
    outcome = cli("show", "bank.test", *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err


def test_a_wrong_option_is_not_echoed_raw(cli: Cli) -> None:
    """Control characters in an argument do not reach the terminal."""
    outcome = cli("show", "bank.test", "--\x1b[2J")
    assert outcome.code == 2
    assert "\x1b" not in outcome.err
